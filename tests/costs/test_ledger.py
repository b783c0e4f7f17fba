"""Budget lines: promised, paid, left, with no đồng counted twice and nothing changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.costs import small
from tests.costs.small import BUDGET
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.catalogue.models import Budget
from thuctien.costs.models import LedgerEntry
from thuctien.costs.selectors.budgets import budget_rows, commitments_of
from thuctien.costs.services.estimating import compute_estimate, store_estimate
from thuctien.costs.services.ledger import (
    NoBudgetError,
    NothingToCorrectError,
    WouldExceedError,
    commit_estimate,
    commit_money,
    correct_entry,
    pay_money,
)
from thuctien.engine.costs.standing import Family, Standing, standing

ON = date(2027, 2, 1)


def where() -> tuple[int, int, int]:
    """Return what is promised, paid and left."""
    (row,) = budget_rows()
    return row.standing.committed, row.standing.spent, row.standing.left


def promise(amount: int, acting_user: ActingUser, **more: str) -> LedgerEntry:
    subject = more.pop("subject", "hội thảo")
    return commit_money(
        BUDGET, amount=amount, subject=subject, on=ON, acting_user=acting_user, **more
    )


def paid(amount: int, acting_user: ActingUser, promised: LedgerEntry | None) -> LedgerEntry:
    return pay_money(
        BUDGET,
        amount=amount,
        subject="",
        on=ON,
        document="PC 1",
        commitment=promised,
        acting_user=acting_user,
    )


def test_what_is_paid_of_a_promise_is_no_longer_promised(
    province: None, acting_officer: ActingUser
) -> None:
    promised = promise(60_000_000, acting_officer)
    assert where() == (60_000_000, 0, 40_000_000)
    paid(25_000_000, acting_officer, promised)
    assert where() == (35_000_000, 25_000_000, 40_000_000)
    paid(40_000_000, acting_officer, promised)
    assert where() == (0, 65_000_000, 35_000_000)


def test_a_payment_without_a_promise_takes_from_what_is_left(
    province: None, acting_officer: ActingUser
) -> None:
    promise(60_000_000, acting_officer)
    paid(10_000_000, acting_officer, None)
    assert where() == (60_000_000, 10_000_000, 30_000_000)


def test_the_same_thing_is_promised_once(province: None, acting_officer: ActingUser) -> None:
    first = promise(60_000_000, acting_officer)
    assert promise(60_000_000, acting_officer) == first
    assert where() == (60_000_000, 0, 40_000_000)


def test_more_than_is_left_needs_a_reason(province: None, acting_officer: ActingUser) -> None:
    promise(90_000_000, acting_officer)
    with pytest.raises(WouldExceedError) as refused:
        promise(15_000_000, acting_officer, subject="lớp bổ sung")
    assert refused.value.missing == 5_000_000
    assert where()[2] == 10_000_000
    entry = promise(15_000_000, acting_officer, subject="lớp bổ sung", despite="được bổ sung")
    assert entry.reason == "được bổ sung"
    assert where() == (105_000_000, 0, -5_000_000)


def test_paying_what_was_promised_never_exceeds(province: None, acting_officer: ActingUser) -> None:
    promised = promise(100_000_000, acting_officer)
    paid(100_000_000, acting_officer, promised)
    assert where() == (0, 100_000_000, 0)
    with pytest.raises(WouldExceedError):
        paid(1, acting_officer, promised)


def test_a_correction_is_a_new_entry_with_a_reason(
    province: None, acting_officer: ActingUser
) -> None:
    promised = promise(60_000_000, acting_officer)
    made = correct_entry(
        promised, to_amount=50_000_000, on=ON, reason="ghi nhầm", acting_user=acting_officer
    )
    promised.refresh_from_db()
    assert (promised.amount, made.amount, made.corrects) == (60_000_000, -10_000_000, promised)
    assert where() == (50_000_000, 0, 50_000_000)
    correct_entry(promised, to_amount=0, on=ON, reason="bỏ lớp", acting_user=acting_officer)
    assert where() == (0, 0, 100_000_000)


def test_a_payment_can_be_corrected_too(province: None, acting_officer: ActingUser) -> None:
    promised = promise(60_000_000, acting_officer)
    payment = paid(30_000_000, acting_officer, promised)
    correct_entry(payment, to_amount=20_000_000, on=ON, reason="sai số", acting_user=acting_officer)
    assert where() == (40_000_000, 20_000_000, 40_000_000)


@pytest.mark.parametrize(("to_amount", "reason"), [(60_000_000, "x"), (-1, "x"), (5, "  ")])
def test_a_correction_needs_a_difference_and_a_reason(
    to_amount: int, reason: str, province: None, acting_officer: ActingUser
) -> None:
    promised = promise(60_000_000, acting_officer)
    with pytest.raises(NothingToCorrectError):
        correct_entry(
            promised, to_amount=to_amount, on=ON, reason=reason, acting_user=acting_officer
        )


def test_the_database_refuses_what_no_service_would_write(province: None) -> None:
    good = {"budget_id": "NS", "year": 2027, "subject": "x", "on": ON, "made_at": timezone.now()}
    for bad in (
        {"kind": "committed", "amount": 0},
        {"kind": "committed", "amount": -5},
        {"kind": "spent", "amount": 5, "document": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(**{**good, **bad})


def test_the_classes_of_an_estimate_are_promised_once(
    province: None, acting_officer: ActingUser
) -> None:
    plan = small.build_plan()
    estimate = store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)
    for times in (1, 0):
        made = commit_estimate(estimate, on=ON, document="QĐ 5", acting_user=acting_officer)
        assert len(made) == times
    (row,) = commitments_of(Budget.objects.get())
    assert row.entry.subject == f"class:{small.CLASS}"
    assert row.family == Family(estimate.budget_amount, 0)


def test_nothing_is_promised_where_one_line_is_too_small(
    province: None, acting_officer: ActingUser
) -> None:
    Budget.objects.update(amount=1_000_000)
    plan = small.build_plan()
    estimate = store_estimate(plan, compute_estimate(plan), acting_user=SYSTEM)
    with pytest.raises(WouldExceedError):
        commit_estimate(estimate, on=ON, document="QĐ 5", acting_user=acting_officer)
    assert not LedgerEntry.objects.exists()


def test_a_line_that_is_not_there_is_said(province: None, acting_officer: ActingUser) -> None:
    with pytest.raises(NoBudgetError):
        commit_money(("NS", 1999), amount=1, subject="x", on=ON, acting_user=acting_officer)


def test_who_only_reads_promises_nothing(province: None, acting_leader: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        promise(1, acting_leader)


MONEY = st.integers(0, 10**12)


@given(MONEY, st.lists(st.tuples(MONEY, MONEY), max_size=8))
def test_no_dong_is_counted_twice(amount: int, families: list[tuple[int, int]]) -> None:
    found = standing(amount, [Family(*family) for family in families])
    used = sum(max(committed, spent) for committed, spent in families)
    assert found.left == amount - used
    assert found.missing_for(max(found.left, 0)) == max(-found.left, 0)


def test_what_is_missing_is_what_is_beyond_the_rest() -> None:
    assert Standing(10, 3, 4).missing_for(5) == 2
    assert Standing(10, 3, 4).missing_for(3) == 0
