"""Fill an empty database with a sample province, its needs, plan and timetable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from thuctien.base.acting import SYSTEM
from thuctien.base.job_wording import stage_words
from thuctien.classes.year import Report, compute_year, store_year
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language
from thuctien.people.models import Person
from thuctien.sending.bridge import load_province
from thuctien.sending.models import Plan
from thuctien.sending.services.store_province import Source, store_province


@dataclass(slots=True)
class Stages:
    """Bars on the terminal, one a stage, and the seconds that each took."""

    console: Console
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[Report]:
        """Show a bar while the block runs; give the callback that moves it."""
        started = time.monotonic()
        columns = (
            TextColumn("{task.description:<34}"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>4.0f} %"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[detail]}"),
        )
        with Progress(*columns, console=self.console) as bars:
            bar = bars.add_task(title, total=1.0, detail="")
            yield _mover(bars, bar, name)
            bars.update(bar, completed=1.0, detail="")
        self.seconds[name] = round(time.monotonic() - started, 2)


def fill(stages: Stages, *, people: int, seed: int, year: int, time_limit: float) -> bool:
    """Make what is missing: the province where nobody is stored, the plan where none is.

    Returns whether anything was made; nothing that exists is touched. ``time_limit`` in seconds
    bounds the improvement of the plan.
    """
    made = False
    if not Person.objects.exists():
        _store_sample(stages, people, seed, year)
        made = True
    if not Plan.objects.filter(is_current=True).exists():
        _store_year(stages, seed, year, time_limit)
        made = True
    return made


def _store_sample(stages: Stages, people: int, seed: int, year: int) -> None:
    with stages.stage("sample", f"Generating {people:,} people"):
        province = sample_province(people, seed, year)
    with stages.stage("province", "Storing the province"):
        source = Source(name=f"sample, {people} people, seed {seed}, year {year}")
        store_province(province, acting_user=SYSTEM, source=source)


def _store_year(stages: Stages, seed: int, year: int, time_limit: float) -> None:
    with stages.stage("load", "Reading it back"):
        province = load_province()
    with stages.stage("compute", "Needs, plan and timetable") as report:
        computed = compute_year(
            province, year=year, seed=seed, time_limit=time_limit, phase=_phases(report)
        )
    with stages.stage("results", "Storing them"):
        store_year(computed, acting_user=SYSTEM)


def _phases(report: Report) -> Callable[[str], Report]:
    return lambda phase: lambda stage, fraction: report(f"{phase}.{stage}", fraction)


def _mover(bars: Progress, bar: TaskID, name: str) -> Report:
    def move(stage: str, fraction: float) -> None:
        detail = stage_words(stage, Language.EN) if name == "compute" else ""
        bars.update(bar, completed=min(max(fraction, 0.0), 1.0), detail=detail)

    return move
