"""The differences between two years of a province."""

from __future__ import annotations

import polars as pl

from thuctien.engine.needs import Force
from thuctien.engine.planning.result import Outcome as Answered
from thuctien.engine.scenarios.differences import (
    BUDGETS_COMPARED,
    UNITS_DIFFERING,
    Differences,
    Figure,
    Total,
)
from thuctien.engine.scenarios.needs_compared import counted_needs, differing_needs, paired_needs
from thuctien.engine.scenarios.outcome import Outcome, PlanFrames, no_plan
from thuctien.engine.scenarios.plans_compared import differing_classes, differing_turns


def compare(before: Outcome, after: Outcome) -> Differences:
    """Return how ``after`` differs from ``before``: needs, classes, turns, money, units.

    Both are to be of the same day and year. Plans are compared where both have one; as long as one
    has none, its figures are 0 and its frames empty. Deterministic.
    """
    planned = before.plan is not None and after.plan is not None
    old = before.plan if planned and before.plan else no_plan()
    new = after.plan if planned and after.plan else no_plan()
    pairs = paired_needs(before, after)
    return Differences(
        totals=_totals(before, after, old, new),
        needs=differing_needs(pairs, before, after),
        needs_by=counted_needs(pairs),
        turns=differing_turns(before, after, pairs, old, new),
        classes=differing_classes(old, new),
        budgets=_budgets(before, after, old, new),
        units=_units(before, after, old, new),
    )


def _totals(before: Outcome, after: Outcome, old: PlanFrames, new: PlanFrames) -> tuple[Total, ...]:
    sides = [_figures(before, old), _figures(after, new)]
    return tuple(
        Total(figure, sides[0][figure][0], sides[1][figure][0], sides[0][figure][1],
              sides[1][figure][1])
        for figure in Figure
    )  # fmt: skip


def _figures(outcome: Outcome, plan: PlanFrames) -> dict[Figure, tuple[int, int]]:
    """Return each figure with its base."""
    asked = int(outcome.coverage["subject"].sum())
    by_force = dict(outcome.needs.group_by("force").len().iter_rows())
    with_needs = outcome.needs["person_id"].n_unique()
    met = plan.answers.filter(pl.col("outcome") == Answered.SENT).height
    in_year = outcome.needs.height - int(by_force.get(Force.LATER, 0))
    return {
        Figure.PEOPLE_WITH_NEEDS: (with_needs, outcome.people),
        Figure.NEEDS: (outcome.needs.height, asked),
        **{Figure(force): (int(by_force.get(force, 0)), asked) for force in Force},
        Figure.NEEDS_MET: (met, in_year),
        Figure.PERSONS_SENT: (plan.turns["person_id"].n_unique(), with_needs),
        Figure.TURNS: (plan.turns.height, in_year),
        Figure.CLASSES: (plan.classes.height, in_year),
        Figure.COST: (int(plan.classes["cost"].sum()), int(outcome.budgets["amount"].sum())),
    }


def _budgets(before: Outcome, after: Outcome, old: PlanFrames, new: PlanFrames) -> pl.DataFrame:
    """Return what each source of money has and what its classes cost."""
    sides = [_money(before, old, "before"), _money(after, new, "after")]
    return (
        sides[0]
        .join(sides[1], on="budget_id", how="full", coalesce=True)
        .with_columns(pl.exclude("budget_id").fill_null(0))
        .sort("budget_id")
        .select(pl.col(name).cast(dtype) for name, dtype in BUDGETS_COMPARED.items())
    )


def _money(outcome: Outcome, plan: PlanFrames, side: str) -> pl.DataFrame:
    spent = (
        plan.classes.join(outcome.programmes, on="programme_id")
        .group_by("budget_id")
        .agg(pl.col("cost").sum().alias(f"cost_{side}"))
    )
    amounts = outcome.budgets.rename({"amount": f"amount_{side}"})
    return amounts.join(spent, on="budget_id", how="full", coalesce=True)


def _units(before: Outcome, after: Outcome, old: PlanFrames, new: PlanFrames) -> pl.DataFrame:
    """Return the units whose people, needs, turns or cost differ."""
    sides = [_by_unit(before, old, "before"), _by_unit(after, new, "after")]
    both = (
        sides[0]
        .join(sides[1], on="unit_id", how="full", coalesce=True)
        .with_columns(pl.exclude("unit_id").fill_null(0))
    )
    differs = pl.any_horizontal(
        pl.col(f"{name}_before") != pl.col(f"{name}_after")
        for name in ("people", "needs", "turns", "cost")
    )
    return (
        both.filter(differs)
        .sort("unit_id")
        .select(pl.col(name).cast(dtype) for name, dtype in UNITS_DIFFERING.items())
    )


def _by_unit(outcome: Outcome, plan: PlanFrames, side: str) -> pl.DataFrame:
    """Count people, needs and turns by unit; the cost of a class is shared out between learners."""
    each = plan.classes.select("class_id", (pl.col("cost") / pl.col("size")).alias("cost"))
    turns = (
        plan.turns.join(each, on="class_id")
        .join(outcome.units, on="person_id")
        .sort("unit_id", "class_id", "person_id")
        .group_by("unit_id", maintain_order=True)
        .agg(pl.len().alias("turns"), pl.col("cost").sum().round().cast(pl.Int64))
    )
    people = outcome.units.group_by("unit_id").agg(pl.len().alias("people"))
    needs = outcome.needs.group_by("unit_id").agg(pl.len().alias("needs"))
    return (
        people.join(needs, on="unit_id", how="full", coalesce=True)
        .join(turns, on="unit_id", how="full", coalesce=True)
        .rename({name: f"{name}_{side}" for name in ("people", "needs", "turns", "cost")})
    )
