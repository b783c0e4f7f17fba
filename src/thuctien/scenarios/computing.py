"""A scenario computed: the year as it is beside the year with the changes, on the same day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from thuctien.base.canonical import canonical
from thuctien.engine.cli.quiet import quiet_libraries
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning.make import make_plan
from thuctien.engine.scenarios import (
    Change,
    Differences,
    Outcome,
    PlanFrames,
    apply_changes,
    compare,
    day_to_look,
    following_plan,
    outcome_of,
    to_json,
)
from thuctien.needs.dates import planning_dates
from thuctien.scenarios.stored_year import stored_plan

Report = Callable[[str, float], None]
Phase = Callable[[str, float], Report]
"""Gives the callback of a part of the work, from its name and where in the whole it ends."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a scenario comes to, and on which day both years were looked at."""

    as_of: date
    horizon: date
    planned: bool
    differences: Differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is computed: the year, with its plan or the needs alone, with which seed and limit."""

    year: int
    with_plan: bool
    seed: int
    time_limit: float


def digest_of(changes: Sequence[Change]) -> str:
    """Return a short text by which a result is known to answer these very changes."""
    text = canonical([to_json(change) for change in changes])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compute_scenario(
    province: Province, changes: tuple[Change, ...], asked: Asked, *, position: int, phase: Phase
) -> Computed:
    """Compute both years and compare them; nothing is stored.

    The year as it is comes from the stored plan where that was made for the same day from the same
    rows (``position`` is where the trail stood when ``province`` was read). Raises
    ``ScenarioError`` where a change can no longer be made.
    """
    changed = apply_changes(province, changes)
    planning_day, horizon = planning_dates(province, asked.year)
    as_of = day_to_look(changes, planning_day, horizon)
    known = None
    if asked.with_plan:
        known = stored_plan(asked.year, as_of, horizon, seed=asked.seed, position=position)
    before = _as_it_is(province, as_of, horizon, asked, known, phase("before", 0.5))
    if not changes:
        return Computed(as_of, horizon, asked.with_plan, compare(before, before))
    report = phase("after", 0.92)
    needs = compute_needs(changed, as_of, horizon, report)
    plan = None
    if before.plan is not None:
        with quiet_libraries():
            plan = following_plan(
                changed,
                needs,
                before.plan,
                year=asked.year,
                seed=asked.seed,
                time_limit=asked.time_limit,
                progress=report,
            )
    after = outcome_of(changed, needs, plan)
    return Computed(as_of, horizon, asked.with_plan, compare(before, after))


def _as_it_is(
    province: Province,
    as_of: date,
    horizon: date,
    asked: Asked,
    known: PlanFrames | None,
    report: Report,
) -> Outcome:
    """Return the year as it is, with the plan that is known or one that is made now."""
    needs = compute_needs(province, as_of, horizon, report)
    if not asked.with_plan or known is not None:
        return outcome_of(province, needs, known)
    with quiet_libraries():
        plan = make_plan(
            province,
            needs,
            year=asked.year,
            seed=asked.seed,
            time_limit=asked.time_limit,
            progress=report,
        )
    return outcome_of(province, needs, PlanFrames(plan.classes, plan.turns, plan.answers))
