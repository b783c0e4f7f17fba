"""How long the needs of a province take, and how much memory."""

from __future__ import annotations

import statistics
import time
from datetime import date

import polars as pl

from bench.child import Measured, answer, in_child, machine, peak_mib
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.needs.profile import in_force
from thuctien.engine.sample import sample_province

AS_OF, HORIZON = date(2026, 12, 31), date(2027, 12, 31)
DENSE_REQUIREMENTS = 12
LIMITS = {"seconds": 3.0, "peak_mib": 1024.0}
"""The budget for 60,000 people with 12 requirements in force, on two cores."""


def bench_needs(people: int, runs: int, seed: int) -> Measured:
    """Measure ``runs`` times, each in a fresh process."""
    before = machine()
    return {
        "benchmark": "needs",
        "sample": _summed([in_child("bench.needs", people, seed, 0) for _ in range(runs)]),
        "dense": _summed([in_child("bench.needs", people, seed, 1) for _ in range(runs)]),
        "limits": LIMITS,
        "runs": runs,
        "machine": before,
    }


def _summed(measured: list[Measured]) -> Measured:
    """Return the figures of all runs as one: they differ in time and memory only."""
    seconds = [run.pop("seconds") for run in measured]
    peaks = [run.pop("peak_mib") for run in measured]
    return {
        **measured[0],
        "seconds": {"least": min(seconds), "median": round(statistics.median(seconds), 3)},
        "peak_mib": max(peaks),
    }


def measure(people: float, seed: float, dense: float) -> Measured:
    """Make a sample and time ``compute_needs`` on it, nothing else."""
    province = sample_province(int(people), int(seed))
    if dense:
        province = _asked_of_everybody(province)
    before = peak_mib()
    started, worked = time.perf_counter(), time.process_time()
    found = compute_needs(province, AS_OF, HORIZON)
    return {
        "people": province.people.height,
        "in_post": found.people,
        "requirements_in_force": province.requirements.filter(in_force(AS_OF)).height,
        "stated_needs": province.stated_needs.height,
        "assessed": found.coverage["subject"].sum(),
        "needs": found.needs.height,
        "seconds": round(time.perf_counter() - started, 3),
        "processor_seconds": round(time.process_time() - worked, 3),
        "peak_mib": peak_mib(),
        "peak_mib_before": before,
    }


def _asked_of_everybody(province: Province) -> Province:
    """Return the province with twelve requirements in force, each asked of everybody."""
    selectors = ("post_families", "ranks", "leadership_levels", "unit_kinds")
    limits = ("min_age", "max_age", "min_years_to_retirement")
    asked = province.requirements.filter(in_force(AS_OF)).head(DENSE_REQUIREMENTS)
    of_all = asked.with_columns(pl.lit(None).alias(name) for name in (*selectors, *limits))
    return Province.from_frames({**province.frames(), "requirements": of_all})


if __name__ == "__main__":
    answer(measure)
