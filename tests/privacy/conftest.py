"""People of the sample, and who acts on them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.engine.model import Province
from thuctien.people.models import Appointment, Person, SensitiveFacts
from thuctien.privacy.models import Purpose

LONG_AGO = date(2010, 1, 1)


@pytest.fixture
def person(stored_province: Province) -> Person:
    """Somebody in post, with a number and sensitive facts."""
    found = (
        Person.objects.exclude(personal_number="")
        .filter(current_unit__isnull=False, sensitive_facts__isnull=False)
        .order_by("pk")
        .first()
    )
    assert found is not None
    return found


@pytest.fixture
def facts(person: Person) -> SensitiveFacts:
    """What is sensitive about them."""
    return SensitiveFacts.objects.get(person=person)


@pytest.fixture
def leaver(person: Person) -> Person:
    """The same, after they left their last post."""
    Appointment.objects.filter(person=person).update(valid_from=LONG_AGO, valid_to=LONG_AGO)
    person.current_post = person.current_unit = None
    person.save()
    return person


@pytest.fixture
def stranger(person: Person) -> ActingUser:
    """An agency officer of another unit than the person's."""
    elsewhere = (
        Person.objects.exclude(current_unit=None)
        .exclude(current_unit__path__startswith=person.current_unit.path)  # type: ignore[union-attr]
        .exclude(current_unit__in=_above(person))
        .order_by("-pk")
        .first()
    )
    assert elsewhere is not None
    return ActingUser(user=holding(Role.AGENCY_OFFICER, "xa", elsewhere.current_unit_id))


@pytest.fixture
def agency_officer(person: Person) -> ActingUser:
    """An agency officer of the person's own unit."""
    return ActingUser(user=holding(Role.AGENCY_OFFICER, "gan", person.current_unit_id))


@pytest.fixture
def learner(person: Person) -> ActingUser:
    """The person's own account."""
    user = holding(Role.LEARNER, "hoc-vien")
    user.person = person
    user.display_name = person.full_name
    user.email = "hoc-vien@example.vn"
    user.save()
    return ActingUser(user=user)


@pytest.fixture
def other_learner(person: Person) -> ActingUser:
    """The account of somebody else."""
    user = holding(Role.LEARNER, "ban-hoc")
    user.person = Person.objects.exclude(pk=person.pk).order_by("pk").first()
    user.save()
    return ActingUser(user=user)


@pytest.fixture
def administrator(db: None) -> ActingUser:
    """Who keeps the system running and sees nobody's data."""
    return ActingUser(user=holding(Role.ADMINISTRATOR, "quan-tri"))


@pytest.fixture
def identity_purpose(db: None) -> Purpose:
    """A purpose that opens numbers only."""
    return Purpose.objects.get(pk="verification")


@pytest.fixture
def sensitive_purpose(db: None) -> Purpose:
    """A purpose that opens sensitive facts only."""
    return Purpose.objects.get(pk="statistics")


def _above(person: Person) -> list[str]:
    unit = person.current_unit
    assert unit is not None
    return [code for code in unit.path.split("/") if code]


def account(acting_user: ActingUser) -> User:
    """Return the account that acts."""
    assert acting_user.user is not None
    return acting_user.user
