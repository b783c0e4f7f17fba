"""The desk names what waits in rounds: for an agency, for the owner of a step, for the approver."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.sending.nominations import cast as province
from tests.sending.rounds.cast import a_plan, a_round, brought_to, make_late
from thuctien.base.acting import ActingUser
from thuctien.reports.desk import Item, desk_of
from thuctien.reports.desk.items import Tone
from thuctien.sending.models import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_province(db: None) -> None:
    province.build()
    province.person("A", "SNV")
    province.person("B", "STC")


def of_rounds(who: ActingUser) -> list[Item]:
    today = timezone.localdate()
    return [item for item in desk_of(who, today=today) if "/rounds/" in item.url]


def test_an_agency_sees_its_own_task_with_its_deadline() -> None:
    officer, snv = province.officer(), province.agency("SNV")
    found = a_round(officer)
    brought_to(found, Stage.SURVEY, officer)
    (item,) = of_rounds(snv)
    assert item.url == f"/rounds/{found.pk}/agencies/SNV/survey/"
    assert (item.tone, item.until) == (Tone.DUE, timezone.localdate() + timedelta(days=9))
    make_late(found, Stage.SURVEY)
    assert of_rounds(snv)[0].tone is Tone.OVERDUE


def test_the_province_sees_how_many_agencies_are_late_of_how_many() -> None:
    officer = province.officer()
    found = a_round(officer, Stage.COMMENTS)
    brought_to(found, Stage.COMMENTS, officer)
    assert [item.count for item in of_rounds(officer)] == [None]
    make_late(found, Stage.COMMENTS)
    assert {(item.count, item.of) for item in of_rounds(officer)} == {(2, 2), (None, None)}


def test_a_plan_waits_on_the_desk_of_the_approver_only() -> None:
    officer, approver, snv = province.officer(), province.approver(), province.agency("SNV")
    found = a_round(officer, Stage.DRAFT_PLAN, Stage.APPROVAL)
    brought_to(found, Stage.APPROVAL, officer, plan=a_plan(["A"]))
    (item,) = of_rounds(approver)
    assert item.url == f"/rounds/{found.pk}/"
    assert of_rounds(snv) == []


def test_the_desk_of_an_officer_stays_within_its_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    officer = province.officer()
    found = a_round(officer)
    brought_to(found, Stage.SURVEY, officer)
    assert officer.user is not None
    client.force_login(officer.user)
    with django_assert_max_num_queries(30):
        assert client.get("/").status_code == 200
