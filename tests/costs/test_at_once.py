"""Many promise and pay at once: on PostgreSQL, where they really do, no đồng is given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from tests.costs.small import BUDGET
from thuctien.base.acting import ActingUser
from thuctien.costs.models import CompensationCase, LedgerEntry
from thuctien.costs.selectors.budgets import budget_rows
from thuctien.costs.services.cases import NotNowError, TooMuchError, pay_back
from thuctien.costs.services.ledger import WouldExceedError, commit_money, pay_money
from thuctien.engine.costs.procedure import State

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 8
ON = date(2027, 2, 1)


def at_once(acts: Iterable[Callable[[], object]]) -> int:
    """Do acts in threads of their own; return how many were not refused."""

    def done(act: Callable[[], object]) -> bool:
        try:
            act()
        except (WouldExceedError, TooMuchError, NotNowError):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(MANY) as threads:
        return sum(threads.map(done, acts))


def test_promises_at_once_never_exceed_the_line(province: None, acting_officer: ActingUser) -> None:
    def promise(subject: str) -> object:
        return commit_money(
            BUDGET, amount=30_000_000, subject=subject, on=ON, acting_user=acting_officer
        )

    acts = [lambda number=number: promise(f"lớp {number}") for number in range(2 * MANY)]
    assert at_once(acts) == 3
    (row,) = budget_rows()
    assert row.standing.left == 10_000_000


def test_the_same_thing_is_promised_once_however_many_ask(
    province: None, acting_officer: ActingUser
) -> None:
    def promise() -> object:
        return commit_money(
            BUDGET, amount=30_000_000, subject="hội thảo", on=ON, acting_user=acting_officer
        )

    assert at_once([promise] * MANY) == MANY
    assert LedgerEntry.objects.count() == 1


def test_payments_at_once_of_one_promise_never_exceed_the_line(
    province: None, acting_officer: ActingUser
) -> None:
    promised = commit_money(
        BUDGET, amount=90_000_000, subject="hội thảo", on=ON, acting_user=acting_officer
    )

    def pay() -> object:
        return pay_money(
            BUDGET,
            amount=25_000_000,
            subject="",
            on=ON,
            document="PC",
            commitment=promised,
            acting_user=acting_officer,
        )

    assert at_once([pay] * MANY) == 4
    (row,) = budget_rows()
    assert (row.standing.spent, row.standing.left) == (100_000_000, 0)


def test_what_is_paid_back_at_once_is_never_more_than_owed(
    case: CompensationCase, agency_officer: ActingUser
) -> None:
    CompensationCase.objects.filter(pk=case.pk).update(
        state=State.DECIDED, amount=20_000_000, full_amount=20_000_000
    )

    def pay() -> object:
        return pay_back(case, amount=6_000_000, on=ON, document="PT", acting_user=agency_officer)

    assert at_once([pay] * MANY) == 3
    case.refresh_from_db()
    assert case.paid == sum(case.payments.values_list("amount", flat=True)) == 18_000_000
