"""The public timetabling instances: one search a seed, each in a process of its own.

The protocol: wall seconds from the start of the process, so that compiling counts; one core; one
setting for all instances; every result is recounted from its two files by the checker, which
shares no code with the search.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from bench.child import Measured, machine

_INSTANCES = [f"comp{number:02d}" for number in range(1, 15)]
BEST_OF_WINNER = dict(
    zip(_INSTANCES, (5, 51, 84, 37, 330, 48, 20, 41, 109, 16, 0, 333, 66, 59), strict=True)
)
"""Müller, the winner of 2007: best of ten official runs."""
MEAN_OF_ANNEALING = dict(
    zip(
        _INSTANCES,
        (5.2, 52.9, 79.2, 39.4, 335.1, 51.8, 26.4, 43.3, 106.1, 21.4, 0, 336.8, 73.4, 58.2),
        strict=True,
    )
)
"""Bellio and others, 2016, tuned annealing: mean of 31 runs."""
_RUN = "from thuctien.engine.cli.main import main; main()"


def bench_timetable(
    folder: Path, names: Sequence[str], seconds: float, seeds: int, at_once: int
) -> Measured:
    """Search each ``.ctt`` file of a folder with each seed; ``at_once`` searches run side by side.

    An empty ``names`` takes all files.
    """
    before = machine()
    paths = [path for path in sorted(folder.glob("*.ctt")) if not names or path.stem in names]
    runs = [(path, seed) for path in paths for seed in range(1, seeds + 1)]
    with ThreadPoolExecutor(at_once) as pool:
        found = list(pool.map(lambda run: _searched(*run, seconds), runs))
    rows = {path.stem: [one for one in found if one["instance"] == path.stem] for path in paths}
    instances = {name: _summed(name, of_name) for name, of_name in rows.items()}
    return {
        "benchmark": "timetable",
        "seconds": seconds,
        "at_once": at_once,
        "instances": instances,
        "feasible_in_every_run": all(one["feasible"] for one in found),
        "below_mean_of_annealing": _count(instances, "mean_of_annealing"),
        "below_best_of_winner": _count(instances, "best_of_winner"),
        "runs": found,
        "machine": before,
    }


def _searched(path: Path, seed: int, seconds: float) -> Measured:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "solution"
        found = _command(path, "-o", target, "--seconds", seconds, "--seed", seed)
        checked = _command(path, "--check", target)
    return {
        "instance": path.stem,
        "seed": seed,
        "cost": checked["cost"],
        "hard": checked["hard"],
        "feasible": checked["feasible"],
        "costs": checked["costs"],
        "recount_agrees": checked["costs"] == found["costs"],
        "iterations": found["iterations"],
        "seconds": found["seconds"],
        "peak_mib": found["peak_mib"],
    }


def _command(*arguments: object) -> Measured:
    command = [sys.executable, "-c", _RUN, "timetable", *map(str, arguments)]
    ended = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    measured: Measured = json.loads(ended.stdout)
    return measured


def _summed(name: str, runs: Sequence[Measured]) -> Measured:
    costs = [run["cost"] for run in runs]
    return {
        "mean": round(mean(costs), 2),
        "best": min(costs),
        "worst": max(costs),
        "feasible": sum(run["feasible"] for run in runs),
        "mean_of_annealing": MEAN_OF_ANNEALING.get(name),
        "best_of_winner": BEST_OF_WINNER.get(name),
    }


def _count(instances: dict[str, Measured], against: str) -> str:
    known = [one for one in instances.values() if one[against] is not None]
    return f"{sum(one['mean'] < one[against] for one in known)} of {len(known)}"
