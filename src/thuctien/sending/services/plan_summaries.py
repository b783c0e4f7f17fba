"""Add a plan up by month, by unit, and by week of absence."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from thuctien.base.access import unscoped
from thuctien.base.rows import insert_rows
from thuctien.catalogue.models import Closure, Programme
from thuctien.engine.calendar import Part, closed_days, part_of, slots, week_of
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.result import Outcome
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.needs.models import Need
from thuctien.sending.models import AwayWeek, Plan, PlanMonth, PlannedClass, PlanUnit

_REASON = "a plan is added up for everybody; nobody is shown"
LONGEST_YEARS = 5


def store_summaries(plan: Plan, result: PlanResult, turns: pl.DataFrame) -> None:
    """Store the sums of a plan whose classes and turns are stored.

    ``turns`` has ``person_id``, ``planned_class_id`` and ``unit_id``.
    """
    months = _months(plan, result, turns)
    insert_rows(PlanMonth, months.columns, months.iter_rows())
    units = _units(plan, result, turns)
    insert_rows(PlanUnit, units.columns, units.iter_rows())
    away = _away_weeks(plan, turns)
    insert_rows(AwayWeek, away.columns, away.iter_rows())


def _months(plan: Plan, result: PlanResult, turns: pl.DataFrame) -> pl.DataFrame:
    kinds = pl.DataFrame(
        list(Programme.objects.values_list("pk", "kind")),
        schema={"programme_id": pl.String, "programme_kind": pl.String},
        orient="row",
    )
    keys = _class_keys(plan)
    classes = (
        result.classes.join(kinds, on="programme_id")
        .join(keys, on="class_id")
        .with_columns(pl.col("starts_on").dt.truncate("1mo").alias("month"))
    )
    group = ["month", "programme_kind"]
    opened = classes.group_by(group).agg(
        pl.len().alias("classes"), pl.col("max_size").sum().alias("capacity")
    )
    seats = (
        turns.join(classes.select("planned_class_id", *group), on="planned_class_id")
        .group_by(group)
        .agg(pl.len().alias("turns"), pl.col("person_id").n_unique().alias("persons"))
    )
    return (
        opened.join(seats, on=group, how="left")
        .with_columns(
            pl.col("turns").fill_null(0),
            pl.col("persons").fill_null(0),
            pl.lit(plan.pk).alias("plan_id"),
        )
        .sort(group)
    )


def _units(plan: Plan, result: PlanResult, turns: pl.DataFrame) -> pl.DataFrame:
    needs = pl.DataFrame(
        list(
            unscoped(Need.objects.filter(run=plan.needs_run_id), reason=_REASON).values_list(
                "need_id", "unit_id"
            )
        ),
        schema={"need_id": pl.String, "unit_id": pl.String},
        orient="row",
    )
    answered = (
        result.answers.filter(pl.col("outcome") != Outcome.LATER)
        .join(needs, on="need_id")
        .group_by("unit_id")
        .agg(
            pl.len().alias("needs"),
            (pl.col("outcome") == Outcome.SENT).sum().alias("needs_met"),
        )
    )
    sent = turns.group_by("unit_id").agg(
        pl.len().alias("turns"), pl.col("person_id").n_unique().alias("persons")
    )
    counts = ("needs", "needs_met", "turns", "persons")
    return (
        answered.join(sent, on="unit_id", how="full", coalesce=True)
        .with_columns(pl.col(counts).fill_null(0))
        .select("unit_id", *counts, pl.lit(plan.pk).alias("plan_id"))
        .sort("unit_id")
    )


def _away_weeks(plan: Plan, turns: pl.DataFrame) -> pl.DataFrame:
    """Count, for each unit and week, the people whose class has a session on a weekday."""
    weeks = pl.DataFrame(
        [(pk, week) for pk, found in class_weeks(plan).items() for week in found],
        schema={"planned_class_id": pl.Int64, "week": pl.Date},
        orient="row",
    )
    return (
        turns.select("planned_class_id", "unit_id", "person_id")
        .join(weeks, on="planned_class_id")
        .group_by("unit_id", "week")
        .agg(pl.col("person_id").n_unique().alias("persons"))
        .select("unit_id", "week", "persons", pl.lit(plan.pk).alias("plan_id"))
        .sort("unit_id", "week")
    )


def class_weeks(plan: Plan) -> dict[int, list[date]]:
    """Return, for each class of a plan held on weekdays, the Mondays of its weeks with sessions.

    A class whose half days do not fit into the open calendar (closures came later) has the weeks
    from its first to its last day.
    """
    closures = _closures()
    years = range(plan.year, plan.year + LONGEST_YEARS)
    closed: dict[str, frozenset[date]] = {}
    weeks: dict[int, list[date]] = {}
    for planned in PlannedClass.objects.filter(plan=plan).order_by("pk"):
        mode = Mode(planned.mode)
        if part_of(mode) is Part.WEEKEND:
            continue
        site = planned.site_id
        if site not in closed:
            closed[site] = closed_days(closures, site, years)
        try:
            days = {s.day for s in slots(mode, planned.starts_on, planned.sessions, closed[site])}
        except ValueError:
            span = (planned.ends_on - planned.starts_on).days
            days = {planned.starts_on + timedelta(days=i) for i in range(span + 1)}
        weeks[planned.pk] = sorted({week_of(day) for day in days})
    return weeks


def _closures() -> pl.DataFrame:
    return pl.DataFrame(
        list(Closure.objects.order_by("pk").values_list("site_id", "first_day", "last_day")),
        schema={"site_id": pl.String, "first_day": pl.Date, "last_day": pl.Date},
        orient="row",
    )


def _class_keys(plan: Plan) -> pl.DataFrame:
    return pl.DataFrame(
        list(PlannedClass.objects.filter(plan=plan).values_list("class_id", "pk")),
        schema={"class_id": pl.String, "planned_class_id": pl.Int64},
        orient="row",
    )
