"""An agency, its officer, and what they do with lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.base.jobs.working import work_off_the_queue
from tests.conftest import holding
from tests.intake.lists import Row, file_of, row_of
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.intake.models import ListImport
from thuctien.intake.services.lists import hand_in
from thuctien.people.models import Person, Unit

AS_OF = date(2026, 11, 24)
UNIT = "YT01"
"""A unit of the sample with some twenty people."""

HandIn = Callable[[Sequence[Row]], ListImport]


@pytest.fixture
def unit(home: Path, stored_province: Province) -> Unit:
    """The agency."""
    return Unit.objects.get(pk=UNIT)


@pytest.fixture
def agency_officer(unit: Unit) -> User:
    """Somebody who keeps the people of the agency, and of no other."""
    return holding(Role.AGENCY_OFFICER, "mai", unit.pk)


@pytest.fixture
def acting(agency_officer: User) -> ActingUser:
    """The same, at work."""
    return ActingUser(user=agency_officer, address="192.0.2.9")


@pytest.fixture
def people(unit: Unit) -> list[Person]:
    """Everybody of the agency, by code."""
    found = Person.objects.filter(current_unit__path__startswith=unit.path)
    return list(found.select_related("current_post", "current_unit").order_by("pk"))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the worker do all that waits."""
    return lambda: work_off_the_queue(monkeypatch)


@pytest.fixture
def take(unit: Unit, acting: ActingUser, tmp_path: Path, work: Callable[[], None]) -> HandIn:
    """Hand a list in, let it be read, and return it."""

    def handed(rows: Sequence[Row]) -> ListImport:
        made = hand_in(file_of(rows, tmp_path), unit=unit, as_of=AS_OF, acting_user=acting)
        work()
        made.refresh_from_db()
        return made

    return handed


@pytest.fixture
def rows(people: list[Person]) -> list[Row]:
    """What is stored, as a list."""
    return [row_of(person) for person in people]
