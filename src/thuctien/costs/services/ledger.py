"""Entries of the ledger of budget lines: commit, pay, correct; nothing is changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.catalogue.models import Budget
from thuctien.costs.models import EntryKind, Estimate, EstimateLine, LedgerEntry
from thuctien.costs.selectors.budgets import BudgetKey, family_of, standings_of


class NoBudgetError(Exception):
    """There is no budget line of that code in that year."""

    def __init__(self, budget_id: str, year: int) -> None:
        super().__init__(f"no budget «{budget_id}» in {year}")
        self.budget_id, self.year = budget_id, year


class WouldExceedError(Exception):
    """A budget line lacks ``missing`` đồng; with a reason it is done all the same."""

    def __init__(self, budget: Budget, missing: int) -> None:
        super().__init__(f"{budget} lacks {missing}")
        self.budget, self.missing = budget, missing


class NothingToCorrectError(Exception):
    """The entry is a correction, or has that amount already, or would be below nothing."""


@transaction.atomic
def commit_money(
    key: BudgetKey,
    *,
    amount: int,
    subject: str,
    on: date,
    document: str = "",
    despite: str = "",
    acting_user: ActingUser,
) -> LedgerEntry:
    """Promise money of a budget line for a subject; the same subject again is the same promise.

    ``despite`` is the reason where more is promised than is left. Raises ``PermissionDenied``,
    :class:`NoBudgetError` or :class:`WouldExceedError`.
    """
    require(acting_user, Action.KEEP_MONEY)
    budget = _locked([key])[key]
    known = LedgerEntry.objects.filter(
        budget_id=budget.budget_id,
        year=budget.year,
        subject=subject,
        kind=EntryKind.COMMITTED,
        corrects=None,
    ).first()
    if known is not None:
        return known
    _ask({key: budget}, {key: amount}, despite)
    entry = LedgerEntry.objects.create(
        budget_id=budget.budget_id,
        year=budget.year,
        kind=EntryKind.COMMITTED,
        amount=amount,
        subject=subject,
        on=on,
        document=document,
        reason=despite,
        made_by=acting_user.user,
        made_at=timezone.now(),
    )
    _noted("commit", [entry], acting_user)
    return entry


@transaction.atomic
def commit_estimate(
    estimate: Estimate,
    *,
    on: date,
    document: str,
    class_ids: Iterable[str] | None = None,
    despite: str = "",
    acting_user: ActingUser,
) -> list[LedgerEntry]:
    """Promise what the budget lines pay for classes of an estimate (all of them without codes).

    Classes promised before are left as they are, so it may be done again when some are added.
    Returns the new entries. Raises as :func:`commit_money`; then nothing is promised.
    """
    require(acting_user, Action.KEEP_MONEY)
    wanted = _budget_parts(estimate, class_ids)
    year = estimate.plan.year
    budgets = _locked({(budget_id, year) for budget_id, _class in wanted})
    known = set(
        LedgerEntry.objects.filter(
            year=year, kind=EntryKind.COMMITTED, corrects=None, subject__startswith="class:"
        ).values_list("budget_id", "subject")
    )
    now = timezone.now()
    entries = [
        LedgerEntry(
            budget_id=budget_id,
            year=year,
            kind=EntryKind.COMMITTED,
            amount=amount,
            subject=f"class:{class_id}",
            on=on,
            document=document,
            reason=despite,
            made_by=acting_user.user,
            made_at=now,
        )
        for (budget_id, class_id), amount in wanted.items()
        if (budget_id, f"class:{class_id}") not in known
    ]
    more: dict[BudgetKey, int] = {}
    for entry in entries:
        key = (entry.budget_id, entry.year)
        more[key] = more.get(key, 0) + entry.amount
    _ask(budgets, more, despite)
    made = LedgerEntry.objects.bulk_create(entries)
    if made:
        _noted("commit", made, acting_user)
    return made


@transaction.atomic
def pay_money(
    key: BudgetKey,
    *,
    amount: int,
    subject: str,
    on: date,
    document: str,
    commitment: LedgerEntry | None = None,
    despite: str = "",
    acting_user: ActingUser,
) -> LedgerEntry:
    """Note a payment, against a commitment where it was promised before.

    Only what goes beyond the open part of the commitment takes from what is left. Raises as
    :func:`commit_money`, and ``ValueError`` where the commitment is of another budget line.
    """
    require(acting_user, Action.KEEP_MONEY)
    budget = _locked([key])[key]
    beyond = amount
    if commitment is not None:
        if (commitment.budget_id, commitment.year) != key or commitment.corrects_id:
            raise ValueError("the commitment is of another budget line, or no commitment")
        beyond = max(amount - family_of(commitment).open, 0)
    _ask({key: budget}, {key: beyond}, despite)
    entry = LedgerEntry.objects.create(
        budget_id=budget.budget_id,
        year=budget.year,
        kind=EntryKind.SPENT,
        amount=amount,
        subject=commitment.subject if commitment else subject,
        commitment=commitment,
        on=on,
        document=document,
        reason=despite,
        made_by=acting_user.user,
        made_at=timezone.now(),
    )
    _noted("pay", [entry], acting_user)
    return entry


@transaction.atomic
def correct_entry(
    entry: LedgerEntry, *, to_amount: int, on: date, reason: str, acting_user: ActingUser
) -> LedgerEntry:
    """Put an entry right by a new one with the difference; it stays as it was.

    Raises ``PermissionDenied``, or :class:`NothingToCorrectError`.
    """
    require(acting_user, Action.KEEP_MONEY)
    key = (entry.budget_id, entry.year)
    _locked([key])
    earlier = LedgerEntry.objects.filter(corrects=entry).aggregate(total=Sum("amount"))["total"]
    difference = to_amount - entry.amount - (earlier or 0)
    if entry.corrects_id or to_amount < 0 or difference == 0 or not reason.strip():
        raise NothingToCorrectError
    is_commitment = entry.kind == EntryKind.COMMITTED
    made = LedgerEntry.objects.create(
        budget_id=entry.budget_id,
        year=entry.year,
        kind=entry.kind,
        amount=difference,
        subject=entry.subject,
        commitment_id=entry.pk if is_commitment else entry.commitment_id,
        corrects=entry,
        on=on,
        document=entry.document,
        reason=reason.strip(),
        made_by=acting_user.user,
        made_at=timezone.now(),
    )
    _noted("correct", [made], acting_user, reason=reason)
    return made


def _locked(keys: Iterable[BudgetKey]) -> dict[BudgetKey, Budget]:
    """Lock budget lines in the order of their codes, so that two who commit wait for each other."""
    wanted = set(keys)
    rows = (
        Budget.objects.select_for_update()
        .filter(
            budget_id__in={budget_id for budget_id, _year in wanted},
            year__in={year for _id, year in wanted},
        )
        .order_by("budget_id", "year")
    )
    found = {(row.budget_id, row.year): row for row in rows}
    for key in sorted(wanted):
        if key not in found:
            raise NoBudgetError(*key)
    return found


def _ask(budgets: Mapping[BudgetKey, Budget], more: Mapping[BudgetKey, int], despite: str) -> None:
    if despite.strip():
        return
    standings = standings_of(budgets[key] for key in more)
    for key, amount in more.items():
        missing = standings[key].missing_for(amount)
        if amount and missing:
            raise WouldExceedError(budgets[key], missing)


def _budget_parts(
    estimate: Estimate, class_ids: Iterable[str] | None
) -> dict[tuple[str, str], int]:
    lines = EstimateLine.objects.filter(estimate=estimate, budget_amount__gt=0)
    if class_ids is not None:
        lines = lines.filter(planned_class__class_id__in=list(class_ids))
    sums = (
        lines.values_list("budget_id", "planned_class__class_id")
        .annotate(total=Sum("budget_amount"))
        .order_by("budget_id", "planned_class__class_id")
    )
    return {(budget_id, class_id): total for budget_id, class_id, total in sums}


def _noted(
    what: str, entries: list[LedgerEntry], acting_user: ActingUser, *, reason: str = ""
) -> None:
    record(
        f"costs.ledger.{what}",
        acting_user=acting_user,
        object_type="costs.ledgerentry",
        object_key=str(entries[0].pk),
        reason=reason,
        after={"entries": len(entries), "amount": sum(entry.amount for entry in entries)},
        changes=[created(entry) for entry in entries],
    )
