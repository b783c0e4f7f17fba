"""The planner beside the naive person-by-person model of the same province, by size."""

from __future__ import annotations

import sys
import time
from datetime import date

import numpy as np

from bench.child import Measured, answer, in_child, machine, peak_mib
from bench.naive_plan import solve_naively
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs, compute_needs
from thuctien.engine.planning.check import check_plan
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.problem import build_problem
from thuctien.engine.planning.proof import tier_weights
from thuctien.engine.sample import sample_province

YEAR = 2027
TIERS = 3
LIMITS = {"gap": 0.01, "seconds": 120.0, "peak_mib": 4096.0}
"""The budget for 40,000 people on two cores."""
GRACE = 600.0
"""Seconds beyond its limit after which a process that builds or solves is given up."""


def bench_plan(sizes: list[int], time_limit: float, seed: int) -> Measured:
    """Plan each size with both, each in a fresh process, one after the other."""
    before = machine()
    return {
        "benchmark": "plan",
        "time_limit": time_limit,
        "sizes": [
            {
                "people": people,
                "ours": _measured("ours", people, time_limit, seed),
                "naive": _measured("naive", people, time_limit, seed),
            }
            for people in sizes
        ],
        "limits": LIMITS,
        "machine": before,
    }


def measure_ours(people: float, time_limit: float, seed: float) -> Measured:
    """Plan a sample with our planner; the checker judges the plan outside the time."""
    province, found = _province(people, seed)
    started = time.perf_counter()
    plan = make_plan(province, found, year=YEAR, seed=int(seed), time_limit=time_limit)
    seconds = time.perf_counter() - started
    peak = peak_mib()
    violations = check_plan(province, found, plan.classes, plan.turns, YEAR)
    return {
        "needs": found.needs.height,
        "seats": plan.seats,
        "persons_sent": plan.persons_sent,
        "classes": plan.classes.height,
        "tiers": {tier.name: [tier.value, tier.bound] for tier in plan.tiers[:TIERS]},
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
        "feasible": not violations,
        "violations": len(violations),
        "stopped_by": plan.stopped_by,
        "seconds": round(seconds, 2),
        "by_stage": {name: round(value, 2) for name, value in plan.seconds.items()},
        "peak_mib": peak,
    }


def measure_naive(people: float, time_limit: float, seed: float) -> Measured:
    """Give the naive model of the same sample to HiGHS, with the same weights."""
    province, found = _province(people, seed)
    started = time.perf_counter()
    problem = build_problem(province, found, YEAR)
    asked = np.bincount(problem.needs["tier"].to_numpy(), minlength=TIERS)
    weights = tier_weights([int(count) for count in asked])
    solved = solve_naively(problem, weights, time_limit)
    return {**solved, "seconds": round(time.perf_counter() - started, 2)}


def _province(people: float, seed: float) -> tuple[Province, Needs]:
    province = sample_province(int(people), int(seed), YEAR)
    return province, compute_needs(province, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))


def _measured(method: str, people: int, time_limit: float, seed: int) -> Measured:
    return in_child("bench.plan", method, people, time_limit, seed, timeout=time_limit + GRACE)


if __name__ == "__main__":
    answer(measure_naive if sys.argv.pop(1) == "naive" else measure_ours)
