"""A year from the stored province: needs, plan, timetable, each checked; stored in one go.

Used by the job of the browser and by the demo alike. A plan is kept with its timetable, which is
why this stands in the room of classes, above the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.classes.services.store import store_timetable
from thuctien.engine.cli.quiet import quiet_libraries
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs, compute_needs
from thuctien.engine.planning.check import check_plan
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.engine.timetabling.build import build_problem
from thuctien.engine.timetabling.check import check
from thuctien.engine.timetabling.result import Timetable as TimetableResult
from thuctien.engine.timetabling.solve import solve
from thuctien.needs.dates import planning_dates
from thuctien.needs.services import store_needs
from thuctien.sending.models import Plan
from thuctien.sending.services.store_plan import store_plan

TIMETABLE_SECONDS = 60.0

Report = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Year:
    """What was computed for a year, before anything of it is stored."""

    needs: Needs
    plan: PlanResult
    timetable: TimetableResult
    plan_violations: int
    timetable_violations: int


def compute_year(
    province: Province,
    *,
    year: int,
    seed: int,
    time_limit: float,
    phase: Callable[[str], Report],
) -> Year:
    """Compute needs, plan and first timetable of a year; nothing is stored.

    ``time_limit`` in seconds is for the improvement of the plan; ``phase`` gives the callback of
    each part («needs», «plan», «timetable»), which stops the work by raising. Raises
    ``ProblemError`` where the programmes and rooms of the province allow no timetable.
    """
    as_of, horizon = planning_dates(province, year)
    needs = compute_needs(province, as_of, horizon, phase("needs"))
    report = phase("plan")
    with quiet_libraries():
        plan = make_plan(
            province, needs, year=year, seed=seed, time_limit=time_limit, progress=report
        )
    timetable, misplaced = compute_timetable(
        province, plan.classes, plan.turns, seed=seed, progress=phase("timetable")
    )
    violations = check_plan(province, needs, plan.classes, plan.turns, year)
    return Year(needs, plan, timetable, len(violations), misplaced)


def compute_timetable(
    province: Province,
    classes: pl.DataFrame,
    turns: pl.DataFrame,
    *,
    seed: int,
    progress: Report,
) -> tuple[TimetableResult, int]:
    """Compute a timetable of a plan; return it with how many faults the checker found.

    ``classes`` and ``turns`` have the schemas of ``planning.result``. Raises ``ProblemError`` as
    :func:`compute_year`.
    """
    problem = build_problem(province, classes, turns)
    timetable = solve(problem, seed=seed, time_limit_seconds=TIMETABLE_SECONDS, progress=progress)
    return timetable, len(check(province, classes, turns, timetable.sessions))


@transaction.atomic
def store_year(computed: Year, *, acting_user: ActingUser) -> Plan:
    """Store needs, plan and timetable as the current ones, in one transaction."""
    run = store_needs(computed.needs, acting_user=acting_user)
    plan = store_plan(
        computed.plan, run, acting_user=acting_user, violations=computed.plan_violations
    )
    store_timetable(
        computed.timetable,
        plan,
        acting_user=acting_user,
        violations=computed.timetable_violations,
    )
    return plan


def summary_of(computed: Year) -> dict[str, Any]:
    """Return the figures of a year that its job keeps."""
    plan, timetable = computed.plan, computed.timetable
    return {
        "people": computed.needs.people,
        "needs": computed.needs.needs.height,
        "seats": plan.seats,
        "persons_sent": plan.persons_sent,
        "classes": plan.classes.height,
        "gap": plan.gap,
        "violations": computed.plan_violations,
        "sessions": timetable.sessions.height + timetable.unplaced.height,
        "unplaced": timetable.unplaced.height,
        "seconds": {"plan": plan.seconds, "timetable": timetable.seconds},
    }
