"""The estimate of a plan: what is stored, by how many queries, and what an agency sees of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.costs import small
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.lists import Asked
from thuctien.base.models import Job
from thuctien.costs.exports import estimate_workbook
from thuctien.costs.models import CostNorm, Estimate, EstimateLine
from thuctien.costs.selectors.estimates import (
    agencies_of,
    budgets_of,
    classes_of,
    current_estimate,
    gaps_of,
    items_of,
)
from thuctien.costs.services.asking import request_estimate
from thuctien.costs.services.estimating import compute_estimate, store_estimate
from thuctien.costs.tasks import estimate_plan
from thuctien.sending.models import Plan

ROOM, MATERIALS, TRAVEL = 14 * 450_000, 2 * 80_000, 2 * 2 * 40 * 1500


@pytest.fixture
def plan(province: None) -> Plan:
    """A plan with one class of two learners."""
    return small.build_plan()


@pytest.fixture
def estimate(plan: Plan) -> Estimate:
    """Its estimate."""
    return store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)


def test_a_class_is_estimated_line_by_line(estimate: Estimate) -> None:
    lines = dict(EstimateLine.objects.values_list("item_id", "amount"))
    assert lines == {
        "lecture_fee": 14 * 350_000,
        "materials": MATERIALS,
        "room": ROOM,
        "refreshments": 2 * 7 * 20_000,
        "organisation": 6_000_000,
        "examination": 2 * 40_000,
        "travel": TRAVEL,
        "lodging": 5 * 150_000,
        "meals": 7 * 50_000,
    }
    assert estimate.amount == sum(lines.values())
    assert estimate.agency_amount == TRAVEL + 5 * 150_000 + 7 * 50_000
    assert estimate.flat_cost == 20_000_000
    assert not estimate.teaching_known


def test_each_agency_bears_what_its_learners_cost(
    estimate: Estimate, acting_officer: ActingUser
) -> None:
    parts = {part.code: part for part in agencies_of(estimate, acting_user=acting_officer)}
    assert parts["THPT"].agency_amount == estimate.agency_amount
    assert parts["SO"].agency_amount == 0
    assert sum(part.amount for part in parts.values()) == estimate.amount
    assert [part.turns for part in parts.values()] == [1, 1]


def test_an_agency_sees_its_own_share_only(estimate: Estimate, agency_officer: ActingUser) -> None:
    assert [part.code for part in agencies_of(estimate, acting_user=agency_officer)] == ["SO"]


def test_parts_of_an_estimate_make_up_its_sum(estimate: Estimate) -> None:
    assert sum(part.amount for part in items_of(estimate)) == estimate.amount
    (budget,) = budgets_of(estimate)
    assert (budget.budget_id, budget.asked) == ("NS", estimate.budget_amount)
    assert budget.beyond == 0
    (row,) = classes_of(estimate, Asked()).object_list
    assert (row.amount, row.flat_cost) == (estimate.amount, 20_000_000)


def test_an_item_without_a_norm_on_the_day_is_said(plan: Plan) -> None:
    rooms = CostNorm.objects.filter(item="room", site_kind="school")
    rooms.update(valid_from=None, valid_to=small.HIRED)
    found = store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)
    assert found.gaps == 1
    assert [gap.item_id for gap in gaps_of(found)] == ["room"]


def test_the_number_of_queries_does_not_grow(
    plan: Plan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        compute_estimate(plan)


def test_a_new_estimate_takes_the_place_of_the_old(plan: Plan, estimate: Estimate) -> None:
    again = store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)
    assert current_estimate() == again
    assert Estimate.objects.count() == 2
    assert again.fingerprint == estimate.fingerprint


def test_the_job_estimates_the_current_plan(plan: Plan, acting_officer: ActingUser) -> None:
    job = request_estimate(acting_user=acting_officer)
    assert list(open_jobs(acting_user=acting_officer, kind="costs.estimate")) == [job]
    estimate_plan.func(job.pk)
    found = current_estimate()
    assert found is not None
    assert Job.objects.get(pk=job.pk).result["amount"] == found.amount


def test_without_a_plan_the_job_says_so(province: None, acting_officer: ActingUser) -> None:
    job = request_estimate(acting_user=acting_officer)
    estimate_plan.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "no_plan_to_estimate")


def test_who_only_reads_has_nothing_estimated(plan: Plan, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        request_estimate(acting_user=acting_leader)


def test_the_workbook_has_every_line(
    estimate: Estimate, acting_officer: ActingUser, home: Path
) -> None:
    with translation.override("en"):
        answer = estimate_workbook(estimate, acting_user=acting_officer)
    content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sums = []
    for sheet in book.sheet_names:
        head, *rows = book.get_sheet_by_name(sheet).to_python()
        place = head.index("Amount (đ)")
        sums.append(sum(row[place] for row in rows))  # type: ignore[misc]
    assert sums == [estimate.amount] * 4
