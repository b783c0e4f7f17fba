"""The year as it is, from the stored plan: what need not be computed again."""

from __future__ import annotations

import json
from datetime import date

import polars as pl

from thuctien.base.models import AuditEntry
from thuctien.engine.planning.result import ANSWERS_SCHEMA
from thuctien.engine.scenarios import PlanFrames
from thuctien.scenarios.province import changed_between
from thuctien.sending.models import Answer, Plan
from thuctien.sending.selectors.plan_frames import classes_of, turns_of


def stored_plan(
    year: int, as_of: date, horizon: date, *, seed: int, position: int
) -> PlanFrames | None:
    """Return the current plan as frames where it is the plan of this very year, else None.

    That is: made for the same year and day with the same seed, and no row of the province was
    written between its making and ``position``, the end of the trail when the province was read. A
    job's query: it reads everybody's turns.
    """
    plan = Plan.objects.filter(
        is_current=True, year=year, seed=seed, needs_run__as_of=as_of, needs_run__horizon=horizon
    ).first()
    if plan is None or not _is_of_now(plan, position):
        return None
    return PlanFrames(classes_of(plan), turns_of(plan), _answers(plan))


def _is_of_now(plan: Plan, position: int) -> bool:
    made = AuditEntry.objects.filter(action="sending.plan.store", object_key=str(plan.pk))
    stored_at = made.values_list("position", flat=True).first()
    return stored_at is not None and not changed_between(stored_at, position)


def _answers(plan: Plan) -> pl.DataFrame:
    rows = Answer.objects.filter(plan=plan).order_by("need__need_id")
    columns = (
        "need__need_id",
        "person_id",
        "outcome",
        "planned_class__class_id",
        "reason",
        "figures",
    )
    told = [
        (*row[:-1], json.dumps(row[-1], ensure_ascii=False, sort_keys=True))
        for row in rows.values_list(*columns)
    ]
    return pl.DataFrame(told, schema=ANSWERS_SCHEMA, orient="row")
