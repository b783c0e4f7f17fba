"""The plan of a changed year that keeps to the plan of the year as it is.

Two plans made from scratch differ in almost every seat, whatever was changed: the planner has many
plans as good as its own. Whom a change touches is seen only where the other plan stays as it is
unless something forces it, or more of what is mandatory can be met.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Force, Needs
from thuctien.engine.planning.coverage import planned_needs, programme_contributions
from thuctien.engine.planning.names import Names
from thuctien.engine.planning.result import ANSWERS_SCHEMA
from thuctien.engine.planning.result import Outcome as Answered
from thuctien.engine.replanning import Cause, Events, Frontier, Point, replan
from thuctien.engine.replanning.causes import figures_text
from thuctien.engine.scenarios.outcome import PlanFrames

Progress = Callable[[str, float], None]
MANDATORY = 2
"""Tiers of needs that are mandatory: overdue and due."""
_ENOUGH = 1e-9


def following_plan(
    province: Province,
    needs: Needs,
    base: PlanFrames,
    *,
    year: int,
    seed: int = 0,
    time_limit: float = 60.0,
    progress: Progress | None = None,
) -> PlanFrames:
    """Return the plan of a changed province, made from ``base`` with the fewest changes.

    Of the plans that :func:`replan` offers it is the one with the fewest changes among those that
    meet the most mandatory needs. Its answers have no reason; its ``touched`` says why a seat of
    ``base`` is lost. ``needs`` are those of the changed province.
    """
    frontier = replan(
        province,
        needs,
        base.classes,
        base.turns,
        base.turns.select("person_id", "class_id"),
        Events(today=date(year - 1, 12, 31)),
        year=year,
        seed=seed,
        time_limit=time_limit,
        progress=progress,
    )
    chosen = _chosen(frontier)
    answers = answers_of(province, needs, chosen.classes, chosen.turns)
    touched = _with_used_up_quotas(province, chosen, year)
    return PlanFrames(chosen.classes, chosen.turns, answers, touched)


def _chosen(frontier: Frontier) -> Point:
    """Return the first point, from the fewest changes on, that meets the most mandatory needs."""
    most = max(point.met[:MANDATORY] for point in frontier.points)
    return next(point for point in frontier.points if point.met[:MANDATORY] == most)


def _with_used_up_quotas(province: Province, chosen: Point, year: int) -> pl.DataFrame:
    """Say of lost turns without a cause of their own that the programme's quota is used up.

    A quota of the whole province is no limit of one turn, so that replanning does not name it.
    """
    used = (
        chosen.turns.join(chosen.classes.select("class_id", "programme_id"), on="class_id")
        .group_by("programme_id")
        .agg(pl.len().alias("used"))
    )
    of_all = province.quotas.filter(
        pl.col("year") == year,
        pl.col("unit_id").is_null(),
        pl.col("leadership_levels").list.len().fill_null(0) == 0,
    )
    full = of_all.join(used, on="programme_id").filter(pl.col("used") >= pl.col("seats"))
    names = Names(province)
    codes = full["programme_id"].unique().sort()
    told = pl.DataFrame(
        {"programme_id": codes, "said": [figures_text(names.programme(code)) for code in codes]},
        schema={"programme_id": pl.String, "said": pl.String},
    )
    unsaid = (pl.col("cause") == Cause.NO_USE) & pl.col("said").is_not_null()
    return (
        chosen.touched.join(
            chosen.classes.select("class_id", "programme_id"),
            on="class_id",
            how="left",
            maintain_order="left",
        )
        .join(told, on="programme_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(unsaid).then(pl.lit(Cause.QUOTA)).otherwise("cause").alias("cause"),
            pl.when(unsaid).then("said").otherwise("figures").alias("figures"),
        )
        .select(chosen.touched.columns)
    )


def answers_of(
    province: Province, needs: Needs, classes: pl.DataFrame, turns: pl.DataFrame
) -> pl.DataFrame:
    """Return for every need whether a plan meets it, and in which class: ``ANSWERS_SCHEMA``.

    Of several classes the one that brings most, then the earliest. Reasons and figures are empty.
    """
    wanted = planned_needs(province, needs)
    gives = programme_contributions(province, needs.as_of)
    served = (
        turns.select("person_id", "class_id")
        .join(classes.select("class_id", "programme_id", "starts_on"), on="class_id")
        .join(wanted.select("need_id", "person_id", "qualification_id", "lacking"), on="person_id")
        .join(gives, on=["programme_id", "qualification_id"])
        .sort("need_id", -pl.col("amount"), "starts_on", "class_id")
    )
    met = (
        served.group_by("need_id", maintain_order=True)
        .agg(pl.col("amount").sum(), pl.col("lacking", "class_id").first())
        .filter(pl.col("amount") >= pl.col("lacking") - _ENOUGH)
        .select("need_id", "class_id")
    )
    outcome = (
        pl.when(pl.col("force") == Force.LATER)
        .then(pl.lit(Answered.LATER))
        .when(pl.col("class_id").is_not_null())
        .then(pl.lit(Answered.SENT))
        .otherwise(pl.lit(Answered.NOT_YET))
    )
    nothing = pl.lit(None, dtype=pl.String)
    return (
        needs.needs.join(met, on="need_id", how="left", maintain_order="left")
        .with_columns(outcome.alias("outcome"), nothing.alias("reason"), nothing.alias("figures"))
        .select(pl.col(name).cast(dtype) for name, dtype in ANSWERS_SCHEMA.items())
        .sort("need_id")
    )
