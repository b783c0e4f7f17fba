"""Fill an empty database with a sample province, its needs, plan and timetable."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from thuctien.base.acting import SYSTEM
from thuctien.base.job_wording import stage_words
from thuctien.base.stages import Stages
from thuctien.classes.phases import SHARES, TITLES
from thuctien.classes.year import Report, compute_year, store_year
from thuctien.costs import demo as costs
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language
from thuctien.people.models import Person
from thuctien.sending.bridge import load_province
from thuctien.sending.models import Plan
from thuctien.sending.services.store_province import Source, store_province
from thuctien.ui.formats import number


@dataclass(slots=True)
class Bars:
    """Bars on the terminal, one a stage, and the seconds that each took."""

    console: Console
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def bar(self, title: str, shares: Mapping[str, float] | None = None) -> Iterator[Report]:
        """Show a bar while the block runs; give the callback that moves it through its stages."""
        started = time.monotonic()
        columns = (
            TextColumn("{task.description:<26}"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>4.0f} %"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[detail]}"),
        )
        stages = Stages(shares or {})
        with Progress(*columns, console=self.console) as shown:
            bar = shown.add_task(title, total=1.0, detail="")

            def move(stage: str, fraction: float) -> None:
                detail = stage_words(stage, Language.EN)
                shown.update(bar, completed=min(stages.done(stage, fraction), 0.99), detail=detail)

            yield move
            shown.update(bar, completed=1.0, detail="")
        self.seconds[title] = time.monotonic() - started


def fill(bars: Bars, *, people: int, seed: int, year: int, time_limit: float) -> bool:
    """Make what is missing: the province where nobody is stored, the plan where none is.

    Returns whether anything was made; nothing that exists is touched. ``time_limit`` in seconds
    bounds the improvement of the plan.
    """
    made = False
    if not Person.objects.exists():
        _store_sample(bars, people, seed, year)
        made = True
    if not Plan.objects.filter(is_current=True).exists():
        _store_year(bars, seed, year, time_limit)
        made = True
    return made


def _store_sample(bars: Bars, people: int, seed: int, year: int) -> None:
    with bars.bar(_("Generating a sample of %(people)s people") % {"people": number(people)}):
        province = sample_province(people, seed, year)
    with bars.bar(_("Storing the province")):
        source = Source(name=f"sample, {people} people, seed {seed}, year {year}")
        store_province(province, acting_user=SYSTEM, source=source)


def _store_year(bars: Bars, seed: int, year: int, time_limit: float) -> None:
    with bars.bar(_("Reading it back")):
        province = load_province()
    with ExitStack() as open_bar:
        computed = compute_year(
            province,
            year=year,
            seed=seed,
            time_limit=time_limit,
            phase=lambda phase: _next_bar(bars, open_bar, phase),
        )
    with bars.bar(_("Storing needs and plan")):
        plan = store_year(computed, acting_user=SYSTEM)
    with bars.bar(_("Estimating the year")):
        costs.fill(plan, on=timezone.localdate())


def _next_bar(bars: Bars, open_bar: ExitStack, phase: str) -> Report:
    """End the bar of the phase before, which is over when the next one asks for its callback."""
    open_bar.close()
    shares = {f"{phase}.{stage}": share for stage, share in SHARES[phase].items()}
    move = open_bar.enter_context(bars.bar(str(TITLES[phase]), shares))
    return lambda stage, fraction: move(f"{phase}.{stage}", fraction)
