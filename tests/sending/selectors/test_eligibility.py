"""People are assessed from what is stored, many at once, by who may see what it rests on."""

from __future__ import annotations

import time
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.policy import Role
from thuctien.catalogue.selectors import eligibility_names
from thuctien.engine.eligibility import assess, code_book
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.people.models import Person
from thuctien.sending.selectors.eligibility import assess_people

pytestmark = pytest.mark.django_db

PAST = date(2026, 11, 2)
"""Before today, so that the records of that day count."""


def _people(count: int) -> list[str]:
    return list(Person.objects.order_by("-pk").values_list("pk", flat=True)[:count])


def test_what_is_stored_gives_the_answers_of_the_engine(
    stored_province: Province, acting_officer: ActingUser
) -> None:
    people = _people(150)
    found = assess_people(people, "CT-TCLL", "monthly", PAST, acting_user=acting_officer)
    assert list(found) == people
    assert found == assess(stored_province, people, "CT-TCLL", Mode.MONTHLY, PAST)
    assert {str(a.verdict) for a in found.values()} >= {"met", "not_met"}


def test_the_number_of_queries_does_not_grow_with_the_people(
    stored_province: Province, acting_officer: ActingUser
) -> None:
    counts = []
    for many in (1, 1, 150):
        people = _people(many)
        with CaptureQueriesContext(connection) as queries:
            assess_people(people, "CT-TCLL", "monthly", PAST, acting_user=acting_officer)
        counts.append(len(queries))
    roles, *others = counts
    assert others == [15, 15]
    assert roles == 16


def test_two_hundred_people_take_far_less_than_a_second(
    stored_province: Province, acting_officer: ActingUser
) -> None:
    people = _people(200)
    started = time.perf_counter()
    assess_people(people, "CT-TCLL", "monthly", PAST, acting_user=acting_officer)
    assert time.perf_counter() - started < 1


def test_an_agency_assesses_its_own_people_only(
    stored_province: Province, acting_officer: ActingUser
) -> None:
    person = Person.objects.exclude(current_unit=None).order_by("pk")[0]
    other = Person.objects.exclude(current_unit=person.current_unit).order_by("pk")[0]
    agency = ActingUser(user=holding(Role.AGENCY_OFFICER, "mai", person.current_unit_id))
    assert assess_people([person.pk], "CT-TCLL", "monthly", PAST, acting_user=agency)
    with pytest.raises(PermissionDenied):
        assess_people([person.pk, other.pk], "CT-TCLL", "monthly", PAST, acting_user=agency)


def test_a_learner_is_not_told_what_they_are_planned_for(stored_province: Province) -> None:
    person = Person.objects.order_by("pk")[0]
    learner = holding(Role.LEARNER, "hoc")
    learner.person = person
    with pytest.raises(PermissionDenied):
        assess_people([person.pk], "CT-TCLL", "monthly", PAST, acting_user=ActingUser(user=learner))


def test_names_are_those_of_the_province(stored_province: Province) -> None:
    assert eligibility_names() == code_book(stored_province)
