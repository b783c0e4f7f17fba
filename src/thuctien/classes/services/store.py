"""Keep a timetable of a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.base.rows import insert_rows, refresh_statistics
from thuctien.classes.models import Session, Timetable
from thuctien.engine.model.fingerprint import fingerprint
from thuctien.engine.timetabling.result import Timetable as TimetableResult
from thuctien.sending.models import Plan, PlannedClass

_COLUMNS = (
    "planned_class_id",
    "session_no",
    "module_no",
    "day",
    "half",
    "room_id",
    "lecturer_id",
    "reason",
    "figures",
    "timetable_id",
)


@transaction.atomic
def store_timetable(
    result: TimetableResult,
    plan: Plan,
    *,
    acting_user: ActingUser,
    violations: int | None = None,
) -> Timetable:
    """Store a timetable of ``plan`` as its current one, and return it.

    Sessions without room or lecturer are stored with their reason. Raises ``IntegrityError`` where
    a room or lecturer would be used twice at one time, or a class is not of the plan.
    """
    current = Timetable.objects.filter(plan=plan, is_current=True)
    earlier = list(current.values_list("pk", flat=True))
    current.update(is_current=False)
    timetable = Timetable.objects.create(
        plan=plan,
        created_at=timezone.now(),
        is_current=True,
        seed=result.seed,
        sessions=result.sessions.height + result.unplaced.height,
        unplaced=result.unplaced.height,
        cost=result.cost,
        costs=result.costs,
        stopped_by=result.stopped_by,
        seconds=result.seconds,
        violations=violations,
    )
    keys = dict(PlannedClass.objects.filter(plan=plan).values_list("class_id", "pk"))
    insert_rows(Session, _COLUMNS, _rows(result, keys, timetable))
    refresh_statistics(Session)
    record(
        "classes.timetable.store",
        acting_user=acting_user,
        object_type="classes.timetable",
        object_key=str(timetable.pk),
        before={"current": earlier},
        after={
            "plan": plan.pk,
            "sessions": timetable.sessions,
            "unplaced": timetable.unplaced,
            "cost": timetable.cost,
            "fingerprint": fingerprint(result.sessions, result.unplaced),
        },
        changes=[created(timetable)],
    )
    return timetable


def _rows(
    result: TimetableResult, keys: Mapping[str, int], timetable: Timetable
) -> Iterator[tuple[Any, ...]]:
    sessions = pl.concat([result.sessions, result.unplaced], how="diagonal").sort(
        "class_id", "session_no"
    )
    for row in sessions.iter_rows(named=True):
        yield (
            keys.get(row["class_id"]),
            row["session_no"],
            row["module_no"],
            row["day"],
            row["half"],
            row["room_id"],
            row["lecturer_id"],
            row["reason"] or "",
            json.loads(row["figures"] or "{}"),
            timetable.pk,
        )
