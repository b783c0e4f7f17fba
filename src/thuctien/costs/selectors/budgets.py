"""Reads budget lines: what they have, what is promised, what is paid, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Budget
from thuctien.costs.models import EntryKind, LedgerEntry
from thuctien.engine.costs.standing import Family, Standing, standing

BudgetKey = tuple[str, int]
"""Code and year of a budget line."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget line and where it stands."""

    budget: Budget
    standing: Standing


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment with corrections and payments summed up."""

    entry: LedgerEntry
    family: Family


def budget_rows(year: int | None = None) -> list[BudgetRow]:
    """Return the budget lines of a year (of all without one), by two queries."""
    budgets = Budget.objects.order_by("-year", "budget_id")
    if year is not None:
        budgets = budgets.filter(year=year)
    standings = standings_of(budgets)
    return [BudgetRow(budget, standings[budget.budget_id, budget.year]) for budget in budgets]


def standings_of(budgets: Iterable[Budget]) -> dict[BudgetKey, Standing]:
    """Return where each budget line stands, by one query beside that of ``budgets``."""
    kept = list(budgets)
    entries = LedgerEntry.objects.filter(
        budget_id__in={budget.budget_id for budget in kept}, year__in={b.year for b in kept}
    )
    families = _families(entries)
    return {
        (budget.budget_id, budget.year): standing(
            budget.amount, families.get((budget.budget_id, budget.year), {}).values()
        )
        for budget in kept
    }


def commitments_of(budget: Budget) -> list[CommitmentRow]:
    """Return the commitments of a budget line, newest first, with what is paid of each."""
    entries = LedgerEntry.objects.filter(budget_id=budget.budget_id, year=budget.year)
    families = _families(entries).get((budget.budget_id, budget.year), {})
    first = entries.filter(kind=EntryKind.COMMITTED, corrects=None).order_by("-made_at", "-pk")
    return [CommitmentRow(entry, families[entry.pk]) for entry in first]


def ledger_of(budget: Budget, *, acting_user: ActingUser) -> QuerySet[LedgerEntry]:
    """Return the entries of a budget line that the acting user may see, newest first."""
    rows = LedgerEntry.objects.filter(budget_id=budget.budget_id, year=budget.year)
    return (
        visible(rows, acting_user=acting_user)
        .select_related("made_by", "corrects", "commitment")
        .order_by("-made_at", "-pk")
    )


def family_of(entry: LedgerEntry) -> Family:
    """Return a commitment with its corrections and payments summed up, by one query."""
    root = entry.commitment_id or entry.pk
    rows = LedgerEntry.objects.filter(budget_id=entry.budget_id, year=entry.year)
    return _families(rows)[entry.budget_id, entry.year][root]


def _families(
    entries: QuerySet[LedgerEntry],
) -> Mapping[BudgetKey, Mapping[int | None, Family]]:
    """Sum entries up by commitment; payments without one are together under none."""
    is_root = When(kind=EntryKind.COMMITTED, then=F("pk"))
    sums = (
        entries.annotate(root=Coalesce("commitment_id", Case(is_root)))
        .values_list("budget_id", "year", "root", "kind")
        .annotate(total=Sum("amount"))
        .order_by("budget_id", "year", "root", "kind")
    )
    found: dict[BudgetKey, dict[int | None, Family]] = {}
    for budget_id, year, root, kind, total in sums:
        families = found.setdefault((budget_id, year), {})
        before = families.get(root, Family(0, 0))
        families[root] = (
            before._replace(committed=total)
            if kind == EntryKind.COMMITTED
            else before._replace(spent=total)
        )
    return found
