"""What a year comes to: needs, and the plan where it is made; what two years are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.needs.profile import in_force, posts_held
from thuctien.engine.planning.result import ANSWERS_SCHEMA, CLASSES_SCHEMA, TURNS_SCHEMA


@dataclass(frozen=True, slots=True)
class PlanFrames:
    """The frames of a plan, from the planner or from where they are stored.

    Columns of :data:`CLASSES_SCHEMA`, :data:`TURNS_SCHEMA` and :data:`ANSWERS_SCHEMA`. A plan made
    from another one (:mod:`.following`) has in ``touched`` why its seats are lost
    (``replanning.TOUCHED_SCHEMA``).
    """

    classes: pl.DataFrame
    turns: pl.DataFrame
    answers: pl.DataFrame
    touched: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The needs of a province on a day and the plan of its year.

    ``plan`` is None as long as none is made. ``units`` has ``person_id`` and ``unit_id``: who is in
    post on ``as_of``, and where. ``sources`` has ``source_id``: requirements and stated needs in
    force on that day. ``programmes`` has ``programme_id`` and ``budget_id``; ``budgets`` has
    ``budget_id`` and ``amount`` (đồng) of the year.
    """

    as_of: date
    people: int
    needs: pl.DataFrame
    coverage: pl.DataFrame
    units: pl.DataFrame
    sources: pl.DataFrame
    programmes: pl.DataFrame
    budgets: pl.DataFrame
    plan: PlanFrames | None = None


def outcome_of(province: Province, needs: Needs, plan: PlanFrames | None = None) -> Outcome:
    """Return what the year of ``needs`` comes to in a province; the year is that of its horizon."""
    main = posts_held(province, needs.as_of).filter(pl.col("main"))
    asked = [
        province.requirements.filter(in_force(needs.as_of)).select(
            pl.col("requirement_id").alias("source_id")
        ),
        province.stated_needs.filter(in_force(needs.as_of)).select(
            pl.col("need_id").alias("source_id")
        ),
    ]
    return Outcome(
        as_of=needs.as_of,
        people=needs.people,
        needs=needs.needs,
        coverage=needs.coverage,
        units=main.select("person_id", "unit_id"),
        sources=pl.concat(asked),
        programmes=province.programmes.select("programme_id", "budget_id"),
        budgets=province.budgets.filter(pl.col("year") == needs.horizon.year).select(
            "budget_id", "amount"
        ),
        plan=plan,
    )


def no_plan() -> PlanFrames:
    """Return a plan that opens no class and sends nobody."""
    return PlanFrames(
        pl.DataFrame(schema=CLASSES_SCHEMA),
        pl.DataFrame(schema=TURNS_SCHEMA),
        pl.DataFrame(schema=ANSWERS_SCHEMA),
    )
