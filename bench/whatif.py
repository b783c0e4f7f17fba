"""What a scenario takes on a whole province, and how many people its plan touches."""

from __future__ import annotations

import time
from datetime import date

from bench.child import Measured, answer, in_child, machine, peak_mib
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning.make import make_plan
from thuctien.engine.sample import sample_province
from thuctien.engine.scenarios import (
    Change,
    Differences,
    Outcome,
    PlanFrames,
    apply_changes,
    compare,
    following_plan,
    outcome_of,
)
from thuctien.engine.scenarios.changes import EndRequirement, MergeUnits, ScaleBudgets

YEAR = 2027
FROM, HORIZON = date(YEAR, 1, 1), date(YEAR, 12, 31)
SCENARIOS: dict[str, tuple[Change, ...]] = {
    "nothing": (),
    "merger": (
        MergeUnits(unit_ids=("XA006", "XA007"), into_id="MOI", name="Xã Mới", from_day=FROM),
    ),
    "rule_ends": (EndRequirement(requirement_id="YC-CCLL-LD", from_day=FROM),),
    "budget_cut": (ScaleBudgets(year=YEAR, percent=90.0),),
}


def bench_whatif(people: int, seed: int, *, with_plan: bool) -> Measured:
    """Measure every scenario in one process, beside the year as it is."""
    before = machine()
    measured = in_child("bench.whatif", people, seed, int(with_plan))
    return {"benchmark": "whatif", **measured, "machine": before}


def measure(people: float, seed: float, with_plan: float) -> Measured:
    """Make a sample, compute it as it is and with each scenario, and compare."""
    province = sample_province(int(people), int(seed))
    base, seconds = _outcome(province, bool(with_plan))
    return {
        "people": province.people.height,
        "as_it_is": seconds,
        "scenarios": {
            name: _scenario(province, base, changes) for name, changes in SCENARIOS.items()
        },
        "peak_mib": peak_mib(),
    }


def _scenario(province: Province, base: Outcome, changes: tuple[Change, ...]) -> Measured:
    started = time.perf_counter()
    changed = apply_changes(province, changes)
    applied = time.perf_counter() - started
    outcome, seconds = _followed(changed, base)
    started = time.perf_counter()
    found = compare(base, outcome)
    compared = time.perf_counter() - started
    return {
        "seconds": {"apply": round(applied, 3), **seconds, "compare": round(compared, 3)},
        **_figures(found, base),
    }


def _figures(found: Differences, base: Outcome) -> Measured:
    by_change = dict(found.turns.group_by("change").len().sort("change").iter_rows())
    return {
        "needs_differing": found.needs.height,
        "turns_before": base.plan.turns.height if base.plan else 0,
        "turns_differing": by_change,
        "classes_differing": found.classes.height,
    }


def _outcome(province: Province, with_plan: bool) -> tuple[Outcome, Measured]:
    started = time.perf_counter()
    needs = compute_needs(province, FROM, HORIZON)
    seconds = {"needs": round(time.perf_counter() - started, 3)}
    if not with_plan:
        return outcome_of(province, needs), seconds
    started = time.perf_counter()
    plan = make_plan(province, needs, year=YEAR)
    seconds["plan"] = round(time.perf_counter() - started, 3)
    frames = PlanFrames(plan.classes, plan.turns, plan.answers)
    return outcome_of(province, needs, frames), seconds


def _followed(province: Province, base: Outcome) -> tuple[Outcome, Measured]:
    started = time.perf_counter()
    needs = compute_needs(province, FROM, HORIZON)
    seconds = {"needs": round(time.perf_counter() - started, 3)}
    if base.plan is None:
        return outcome_of(province, needs), seconds
    started = time.perf_counter()
    plan = following_plan(province, needs, base.plan, year=YEAR)
    seconds["plan"] = round(time.perf_counter() - started, 3)
    return outcome_of(province, needs, plan), seconds


if __name__ == "__main__":
    answer(measure)
