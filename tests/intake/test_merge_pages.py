"""The pages of duplicates among stored people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.intake.models import PersonMerge, PersonPair
from thuctien.people.models import Holding, Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def twins(people: list[Person]) -> tuple[Person, Person]:
    """Two records of one man."""
    one, other = people[0], people[1]
    Person.objects.filter(pk=other.pk).update(
        full_name=one.full_name,
        birth_date=one.birth_date,
        birth_date_precision=one.birth_date_precision,
        personal_number="",
    )
    return one, other


def test_from_the_search_to_the_undone_merge(
    client: Client,
    agency_officer: User,
    twins: tuple[Person, Person],
    unit: object,
    work: Callable[[], None],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(agency_officer)
    client.post("/people/duplicates/", {"unit": "YT01"})
    work()
    assert PersonPair.objects.filter(first=twins[0], second=twins[1]).exists()
    with django_assert_max_num_queries(16):
        assert twins[1].pk in client.get("/people/duplicates/").text
    address = f"/people/merge/{twins[0].pk}/{twins[1].pk}/"
    with django_assert_max_num_queries(33):
        assert client.get(address).status_code == 200
    client.post(address)
    assert not Person.objects.filter(pk=twins[1].pk).exists()
    merge = PersonMerge.objects.get()
    with django_assert_max_num_queries(16):
        assert twins[1].pk in client.get("/people/merges/").text
    client.post(f"/people/merges/{merge.pk}/undo/")
    assert Person.objects.filter(pk=twins[1].pk).exists()


def test_a_pair_told_apart_is_not_asked_again(
    client: Client, agency_officer: User, twins: tuple[Person, Person], work: Callable[[], None]
) -> None:
    client.force_login(agency_officer)
    client.post("/people/duplicates/", {"unit": "YT01"})
    work()
    pair = PersonPair.objects.get(first=twins[0], second=twins[1])
    client.post(f"/people/duplicates/{pair.pk}/decide/", {"verdict": "other"})
    client.post("/people/duplicates/", {"unit": "YT01"})
    work()
    assert twins[1].pk not in client.get("/people/duplicates/").text
    assert twins[1].pk in client.get("/people/duplicates/?show=decided").text


def test_days_of_rows_that_clash_are_shown_as_they_are_printed(
    client: Client, agency_officer: User, twins: tuple[Person, Person]
) -> None:
    held = Holding.objects.filter(person=twins[0], awarded_on_precision="day")[0]
    Holding.objects.create(
        person=twins[1],
        qualification=held.qualification,
        awarded_on=held.awarded_on,
        awarded_on_precision=held.awarded_on_precision,
    )
    client.force_login(agency_officer)
    page = client.get(f"/people/merge/{twins[0].pk}/{twins[1].pk}/").text
    assert f"{held.qualification.name} · {held.awarded_on:%d/%m/%Y}" in page
    assert held.awarded_on.isoformat() not in page


def test_people_of_another_unit_are_not_shown(client: Client, twins: tuple[Person, Person]) -> None:
    client.force_login(holding(Role.AGENCY_OFFICER, "xa", "CQ01"))
    assert client.get(f"/people/merge/{twins[0].pk}/{twins[1].pk}/").status_code == 404
