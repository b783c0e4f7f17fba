"""The sample province is filled with money once, and what somebody entered is left alone."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from tests.costs import small
from thuctien.catalogue.models import Grant, Programme, Qualification
from thuctien.costs import demo
from thuctien.costs.models import CompensationCase, Estimate, LedgerEntry, ServiceCommitment
from thuctien.costs.selectors.budgets import budget_rows
from thuctien.people.models import Holding

ON = date(2026, 11, 24)


def test_everything_that_the_pages_show_is_there(province: None) -> None:
    plan = small.build_plan()
    Qualification.objects.create(
        qualification_id="LLCT", name="Trung cấp", kind="political_theory", measure="credential"
    )
    Grant.objects.create(programme_id="TC", qualification_id="LLCT")
    Holding.objects.create(
        person_id=small.TEACHER,
        qualification_id="LLCT",
        awarded_on=date(2026, 3, 1),
        awarded_on_precision="day",
    )
    demo.fill(plan, on=ON)
    owed = ServiceCommitment.objects.get(person=small.TEACHER)
    assert (owed.owed_months, owed.training_to) == (12, date(2026, 3, 1))
    (case,) = CompensationCase.objects.all()
    assert (case.person_id, case.kind, case.amount) == (small.OFFICER, "quit", 14_500_000)
    (row,) = budget_rows()
    assert row.standing.committed == Estimate.objects.get().budget_amount


def test_twice_is_as_good_as_once(province: None) -> None:
    plan = small.build_plan()
    for _time in range(2):
        demo.fill(plan, on=ON)
    assert Estimate.objects.count() == 1
    total = LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]
    assert total == Estimate.objects.get().budget_amount


def test_a_province_without_degree_programmes_has_no_cases(province: None) -> None:
    plan = small.build_plan()
    Programme.objects.filter(pk="TC").update(kind="leadership")
    demo.fill(plan, on=ON)
    assert not CompensationCase.objects.exists()
