"""The pages of lists: what they show, what they ask of the database, whom they let in."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import holding
from tests.intake.conftest import HandIn
from tests.intake.lists import Row, somebody_new
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.intake.models import ListImport
from thuctien.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("", "layout/", "faults/", "rows/", "rows/0/4/", "corrected/", "duplicates/")
MOST_QUERIES = 16


@pytest.fixture
def made(take: HandIn, rows: list[Row], people: list[Person]) -> ListImport:
    """A list with one fault of each weight, somebody new, and a duplicate."""
    rows[0]["Ngày sinh"] = "31/02/1980"
    rows[1]["Chức vụ"] = "Không có vị trí này"
    post = people[2].current_post
    assert post
    twin = somebody_new(
        name=people[2].full_name,
        born=f"{people[2].birth_date:%d/%m/%Y}",
        unit=post.unit_id,
        post=post.pk,
    )
    return take([*rows, twin])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_little_of_the_database(
    client: Client,
    agency_officer: User,
    made: ListImport,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(agency_officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(f"/imports/{made.pk}/{page}")
    assert answer.status_code == 200


@pytest.mark.parametrize("page", ["", *PAGES])
def test_who_keeps_another_unit_sees_nothing_of_it(
    client: Client, made: ListImport, page: str
) -> None:
    client.force_login(holding(Role.AGENCY_OFFICER, "xa", "CQ01"))
    assert client.get(f"/imports/{made.pk}/{page}").status_code == 404


def test_a_leader_hands_nothing_in(client: Client, leader: User, made: ListImport) -> None:
    client.force_login(leader)
    assert client.get("/imports/").status_code == 403


def test_a_cell_is_corrected_in_place(
    client: Client, agency_officer: User, made: ListImport
) -> None:
    client.force_login(agency_officer)
    assert "31/02/1980" in client.get(f"/imports/{made.pk}/faults/").text
    answer = client.post(
        f"/imports/{made.pk}/correct/",
        {"sheet": "Danh sách", "row": 4, "column": 5, "text": "28/02/1980"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "31/02/1980" not in answer.text
    made.refresh_from_db()
    assert made.counts["errors"] == 1
