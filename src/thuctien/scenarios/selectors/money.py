"""Classes, budgets and units that differ, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thuctien.engine.scenarios.wording import Names
from thuctien.engine.text.ordering import sort_key
from thuctien.scenarios.models import ScenarioResult
from thuctien.ui import formats


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class that is in one plan only, or has another size or cost; money in đồng."""

    programme: str
    mode: str
    site: str
    starts_on: date
    change: str
    size_before: int | None
    size_after: int | None
    cost_before: int | None
    cost_after: int | None


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A source of money: what it has and what the classes cost, in đồng."""

    name: str
    amount_before: int
    amount_after: int
    cost_before: int
    cost_after: int

    @property
    def before(self) -> tuple[float, float]:
        """Return what is spent and what there is in the year as it is, in million đồng."""
        return _millions(self.cost_before), _millions(self.amount_before)

    @property
    def after(self) -> tuple[float, float]:
        """Return the same of the scenario."""
        return _millions(self.cost_after), _millions(self.amount_after)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit whose people, needs, turns or share of the cost (đồng) differ."""

    unit_id: str
    name: str
    people_before: int
    people_after: int
    needs_before: int
    needs_after: int
    turns_before: int
    turns_after: int
    cost_before: int
    cost_after: int


def class_rows(result: ScenarioResult, names: Names) -> list[ClassRow]:
    """Return the classes that differ, by what becomes of them, programme and start."""
    language = formats.language()
    rows = [
        ClassRow(
            programme=names("programmes", row["programme_id"], language),
            mode=row["mode"],
            site=names("sites", row["site_id"], language),
            starts_on=date.fromisoformat(row["starts_on"]),
            **_only(row, "change", "size_before", "size_after", "cost_before", "cost_after"),
        )
        for row in result.classes
    ]
    return sorted(rows, key=lambda row: (row.change, sort_key(row.programme), row.starts_on))


def budget_rows(result: ScenarioResult, names: Names) -> list[BudgetRow]:
    """Return every source of money, by name."""
    rows = [
        BudgetRow(
            name=names("budgets", row["budget_id"], formats.language()),
            **_only(row, "amount_before", "amount_after", "cost_before", "cost_after"),
        )
        for row in result.budgets
    ]
    return sorted(rows, key=lambda row: sort_key(row.name))


def unit_rows(result: ScenarioResult, names: Names) -> list[UnitRow]:
    """Return the units that differ, those with the greatest change of turns first."""
    language = formats.language()
    rows = [UnitRow(name=names("units", row["unit_id"], language), **row) for row in result.units]
    return sorted(
        rows, key=lambda row: (-abs(row.turns_after - row.turns_before), sort_key(row.name))
    )


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many needs there are for a qualification, with one force, in both years."""

    qualification: str
    force: str
    before: int
    after: int
    appears: int
    vanishes: int


def count_rows(result: ScenarioResult, names: Names) -> list[CountRow]:
    """Return the counts of needs that differ, by qualification and force."""
    rows = [
        CountRow(
            qualification=names("qualifications", row["qualification_id"], formats.language()),
            **_only(row, "force", "before", "after", "appears", "vanishes"),
        )
        for row in result.needs_by
        if row["appears"] or row["vanishes"]
    ]
    return sorted(rows, key=lambda row: (sort_key(row.qualification), row.force))


def _millions(amount: int) -> float:
    return round(amount / 1_000_000, 1)


def _only(row: dict[str, Any], *columns: str) -> dict[str, Any]:
    return {column: row[column] for column in columns}
