"""The page of a person has what the record says, as far as the reader may see it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import holding
from thuctien.base.acting import ActingUser
from thuctien.base.policy import Role
from thuctien.catalogue.models import Parameter
from thuctien.engine.eligibility import SUCCESSION_SWITCH
from thuctien.engine.model import Province
from thuctien.people.models import Discipline, Person, Rating, SuccessionPlan
from thuctien.reports.selectors.person_records import records

LONG_AGO = date(2019, 1, 1)


@pytest.fixture
def person(stored_province: Province) -> Person:
    """Somebody with ratings and a plan, and two disciplines of which one is over."""
    plan = SuccessionPlan.objects.filter(person__ratings__isnull=False).order_by("person_id")[0]
    for first, last in ((LONG_AGO, date(2019, 12, 31)), (date(2026, 1, 1), None)):
        Discipline.objects.create(
            person=plan.person, form="warning", valid_from=first, valid_to=last
        )
    return plan.person


def test_it_has_ratings_disciplines_and_plans(person: Person, acting_officer: ActingUser) -> None:
    found = records(person, acting_user=acting_officer)
    assert [row.year for row in found.ratings] == sorted(
        Rating.objects.filter(person=person).values_list("year", flat=True), reverse=True
    )
    assert [one.is_in_force for one in found.disciplines[:2]] == [True, False]
    assert [one.is_in_force for one in found.plans] == [True]


def test_who_may_not_see_ratings_sees_none(person: Person) -> None:
    school = ActingUser(user=holding(Role.ACADEMIC_OFFICER, "giao"))
    assert not records(person, acting_user=school)


def test_a_learner_sees_their_ratings_and_not_their_plans(person: Person) -> None:
    account = holding(Role.LEARNER, "hoc")
    account.person = person
    account.save()
    found = records(person, acting_user=ActingUser(user=account))
    assert found.ratings
    assert found.disciplines
    assert not found.plans


def test_plans_that_the_province_withholds_are_shown_to_nobody(
    person: Person, acting_officer: ActingUser
) -> None:
    Parameter.objects.filter(key=SUCCESSION_SWITCH).update(value="0")
    found = records(person, acting_user=acting_officer)
    assert not found.plans
    assert found.ratings
