"""The current post and unit of a person follow from the appointments."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import SAMPLE_YEAR
from thuctien.engine.model import Province
from thuctien.engine.needs.profile import posts_held
from thuctien.needs.dates import planning_dates
from thuctien.people.models import Appointment, Person, Post, Unit
from thuctien.people.services import refresh_current_posts

DAY = date(2026, 6, 1)


@pytest.fixture
def person(db: None) -> Person:
    unit = Unit.objects.create(unit_id="u", name="Sở", kind="k")
    for code in ("p1", "p2", "p3"):
        Post.objects.create(post_id=code, unit=unit, title=code, family="f")
    return Person.objects.create(
        person_id="1",
        full_name="Lê An",
        sex="male",
        birth_date=date(1980, 1, 1),
        birth_date_precision="day",
    )


def _appoint(person: Person, post: str, first: date, last: date | None = None) -> None:
    Appointment.objects.create(person=person, post_id=post, valid_from=first, valid_to=last)


def _current(person: Person, on: date = DAY) -> str | None:
    refresh_current_posts(on=on)
    person.refresh_from_db()
    assert person.current_unit_id == ("u" if person.current_post_id else None)
    return person.current_post_id


def test_the_latest_of_several_appointments_counts(person: Person) -> None:
    _appoint(person, "p1", date(2020, 1, 1))
    _appoint(person, "p2", date(2025, 1, 1))
    assert _current(person) == "p2"


def test_of_two_of_one_day_the_first_code_counts(person: Person) -> None:
    _appoint(person, "p2", date(2025, 1, 1))
    _appoint(person, "p1", date(2025, 1, 1))
    assert _current(person) == "p1"


def test_the_last_day_is_included_and_the_next_is_not(person: Person) -> None:
    _appoint(person, "p1", date(2020, 1, 1), DAY)
    assert _current(person) == "p1"
    assert _current(person, date(2026, 6, 2)) is None


def test_an_appointment_to_come_does_not_count_yet(person: Person) -> None:
    _appoint(person, "p1", date(2026, 6, 2))
    assert _current(person) is None


def test_it_agrees_with_the_engine(stored_province: Province) -> None:
    as_of, _horizon = planning_dates(stored_province, SAMPLE_YEAR)
    refresh_current_posts(on=as_of)
    main = posts_held(stored_province, as_of).filter(main=True)
    expected = set(main.select("person_id", "post_id", "unit_id").iter_rows())
    stored = Person.objects.exclude(current_post=None)
    assert set(stored.values_list("pk", "current_post_id", "current_unit_id")) == expected
