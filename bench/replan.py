"""Replanning a full sample after the four events: time, memory, and the frontier that comes out."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from bench.child import Measured, answer, in_child, machine, peak_mib
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs, compute_needs
from thuctien.engine.planning import check_plan, make_plan
from thuctien.engine.replanning import Events, MovedClass, Point, province_after, replan
from thuctien.engine.sample import sample_province

YEAR = 2027
TODAY = date(YEAR, 5, 31)
EVENTS = ("class_moves", "nominations_fall_out", "budget_cut", "quota_arrives")
FALLEN = 300
CUT = 0.9
MORE_SEATS = 200
LIMITS = {"seconds": 60.0, "peak_mib": 2048.0}
"""The budget of one whole frontier for 40,000 people on two cores."""
GRACE = 900.0


def bench_replan(people: int, time_limit: float, seed: int) -> Measured:
    """Plan a sample once, then replan it after each event in a fresh process.

    Everybody in the plan has been told: the hardest case.
    """
    before = machine()
    with TemporaryDirectory() as folder:
        province, needs = _province(people, seed)
        plan = make_plan(province, needs, year=YEAR, seed=seed)
        plan.classes.write_parquet(Path(folder) / "classes.parquet")
        plan.turns.write_parquet(Path(folder) / "turns.parquet")
        events = {
            name: in_child("bench.replan", folder, name, people, time_limit, seed, timeout=GRACE)
            for name in EVENTS
        }
    return {
        "benchmark": "replan",
        "people": people,
        "turns": plan.seats,
        "events": events,
        "limits": LIMITS,
        "machine": before,
    }


def measure(folder: str, event: str, people: int, time_limit: float, seed: int) -> Measured:
    """Replan after one event; the judge looks at every point outside the time."""
    province, needs = _province(people, seed)
    classes = pl.read_parquet(Path(folder) / "classes.parquet")
    turns = pl.read_parquet(Path(folder) / "turns.parquet")
    told = turns.select("person_id", "class_id")
    happened = _events(province, classes, turns, seed)[event]
    started, processor = time.perf_counter(), time.process_time()
    frontier = replan(
        province,
        needs,
        classes,
        turns,
        told,
        happened,
        year=YEAR,
        seed=seed,
        time_limit=time_limit,
    )
    seconds, spent = time.perf_counter() - started, time.process_time() - processor
    peak = peak_mib()
    after = province_after(province, happened, YEAR)
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(spent, 2),
        "peak_mib": peak,
        "told": frontier.told,
        "stopped_by": frontier.stopped_by,
        "by_stage": {name: round(value, 2) for name, value in frontier.seconds.items()},
        "points": [_point(after, needs, point) for point in frontier.points],
    }


def _point(after: Province, needs: Needs, point: Point) -> Measured:
    violations = check_plan(after, needs, point.classes, point.turns, YEAR)
    return {
        "price": [point.price.tier, point.price.needs],
        "met": list(point.met),
        "changes": point.changes,
        "dropped": point.dropped,
        "moved": point.moved,
        "class_moved": point.class_moved,
        "fallen": point.fallen,
        "least_changes": point.least_changes,
        "opened": point.opened,
        "closed": point.closed,
        "cost": point.cost,
        "violations": len(violations),
    }


def _events(
    province: Province, classes: pl.DataFrame, turns: pl.DataFrame, seed: int
) -> Mapping[str, Events]:
    """Return the four events: in the middle of the year, the cut on its first day."""
    coming = classes.filter(pl.col("starts_on") > TODAY).sort("size", "class_id", descending=True)
    largest = coming.filter(pl.col("starts_on") < date(YEAR, 12, 1)).row(0, named=True)
    moved = MovedClass(
        largest["class_id"], largest["starts_on"] + timedelta(weeks=3), largest["site_id"]
    )
    of_coming = turns.join(coming.select("class_id"), on="class_id", how="semi")
    fallen = of_coming.sort("person_id", "class_id").sample(
        min(FALLEN, of_coming.height // 10), seed=seed
    )
    of_year = pl.col("year") == YEAR
    amounts = province.budgets.filter(of_year).select("budget_id", "amount").iter_rows()
    quota = province.quotas.filter(of_year).sort("seats", descending=True).head(1)
    return {
        "class_moves": Events(TODAY, moved=(moved,)),
        "nominations_fall_out": Events(
            TODAY, withdrawn=tuple(fallen.select("person_id", "class_id").iter_rows())
        ),
        "budget_cut": Events(
            date(YEAR - 1, 12, 31), budgets={b: int(amount * CUT) for b, amount in amounts}
        ),
        "quota_arrives": Events(
            date(YEAR, 6, 1), quotas=quota.with_columns(pl.col("seats") + MORE_SEATS)
        ),
    }


def _province(people: int, seed: int) -> tuple[Province, Needs]:
    province = sample_province(people, seed, YEAR)
    return province, compute_needs(province, date(YEAR - 1, 12, 31), date(YEAR, 12, 31))


def _as_told(people: float, time_limit: float, seed: float) -> Measured:
    return measure(FOLDER, EVENT, int(people), time_limit, int(seed))


if __name__ == "__main__":
    FOLDER, EVENT = sys.argv.pop(1), sys.argv.pop(1)
    answer(_as_told)
