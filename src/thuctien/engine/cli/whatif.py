"""``thuctien whatif``: what changes of rules, means and organisation would come to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from thuctien.engine.cli.files import MOST_SHOWN, province_of, writing
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.needs import needs_of
from thuctien.engine.cli.options import FILE, YEAR, common_options
from thuctien.engine.cli.output import CommandError, Output, Rows, UsageError
from thuctien.engine.cli.period import Period, period_of
from thuctien.engine.cli.progress import Bars, progress_bars
from thuctien.engine.cli.quiet import quiet_libraries
from thuctien.engine.cli.sheets import SUMMARY, Written, summary_frame
from thuctien.engine.cli.whatif_sheets import difference_sheets
from thuctien.engine.model import Province
from thuctien.engine.planning.make import make_plan
from thuctien.engine.scenarios import (
    Change,
    Differences,
    Outcome,
    PlanFrames,
    ScenarioError,
    UnreadableChangeError,
    apply_changes,
    compare,
    day_to_look,
    following_plan,
    from_json,
    outcome_of,
)
from thuctien.engine.scenarios.reasons import BASES, FIGURES
from thuctien.engine.scenarios.wording import change_text, names_of
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import write_province, write_tables

_NOT_READ = Wording(
    "{path}: không đọc được danh sách thay đổi (JSON).", "{path}: no list of changes (JSON)."
)
_CLASH = Wording("Thay đổi số {number}: {why}", "Change {number}: {why}")
_WRITTEN = Wording("Đã ghi {path}.", "Wrote {path}.")
_LOOKED = Wording("Cả hai năm xét tại ngày {day}.", "Both years are looked at on {day}.")
_HEADERS = (
    Wording("Chỉ số", "Figure"),
    Wording("Hiện nay", "As it is"),
    Wording("Theo phương án", "In the scenario"),
    Wording("Chênh lệch", "Difference"),
    Wording("Tính trên", "Counted over"),
)


@click.command()
@click.argument("source", type=FILE, metavar="IN.xlsx")
@click.argument("changes_file", type=FILE, metavar="CHANGES.json")
@click.option("-o", "--output", "target", type=FILE, required=True, metavar="OUT.xlsx")
@click.option("--year", type=YEAR, required=True, help="Năm kế hoạch. / Year to plan for.")
@click.option("--needs-only", is_flag=True, help="Chỉ nhu cầu. / The needs alone, at once.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Cùng số này cho cùng một kế hoạch. / The same seed gives the same plan.",
)
@click.option(
    "--province",
    "adopted",
    type=FILE,
    metavar="AFTER.xlsx",
    help="Ghi tỉnh sau thay đổi. / Write the province with the changes made.",
)
@common_options
def whatif(
    output: Output,
    source: Path,
    changes_file: Path,
    target: Path,
    year: int,
    needs_only: bool,
    seed: int,
    adopted: Path | None,
) -> None:
    """Nếu thay đổi thì sao. / What if: needs, plan, cost and people with changes made.

    CHANGES.json: một danh sách thay đổi, xem docs/algorithms/scenarios.md. / A list of changes.
    """
    watch = Stopwatch()
    with progress_bars(output.language) as bars:
        with watch.stage("read"):
            province, _ = province_of(source, output, bars.part("read"))
            changes = read_changes(changes_file)
        after = _changed(province, changes, output.language)
        planned = period_of(province, None, year)
        period = Period(day_to_look(changes, planned.as_of, planned.horizon), planned.horizon)
        before = _as_it_is(province, period, None if needs_only else seed, watch, bars)
        found = compare(before, _changed_year(after, before, period, seed, watch, bars))
        with watch.stage("write"), bars.whole("write.file"):
            _write(target, after, found, output.language)
            if adopted is not None:
                with writing(adopted):
                    write_province(after, adopted)
    names = names_of(province)
    told = [change_text(change, names, output.language) for change in changes]
    output.result(
        {
            "as_of": period.as_of.isoformat(),
            "changes": told,
            "planned": not needs_only,
            "totals": [{**asdict(t), "difference": t.difference} for t in found.totals],
            "needs_differing": found.needs.height,
            "turns_differing": found.turns.height,
            "classes_differing": found.classes.height,
            "units_differing": found.units.height,
            "path": str(target),
            "seconds": watch.seconds(),
            "peak_mib": peak_mib(),
        },
        *told[:MOST_SHOWN],
        output.words(_LOOKED, day=period.as_of),
        Rows([output.words(header) for header in _HEADERS], _lines(found, output.language)),
        output.words(_WRITTEN, path=str(target)),
    )


def read_changes(path: Path) -> tuple[Change, ...]:
    """Return the changes of a file; raises :class:`CommandError` where it has none to read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return tuple(from_json(change) for change in kept)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_NOT_READ, {"path": str(path)}) from error
    except (json.JSONDecodeError, UnreadableChangeError, AttributeError, TypeError) as error:
        raise CommandError(_NOT_READ, {"path": str(path)}) from error


def _changed(province: Province, changes: Sequence[Change], language: Language) -> Province:
    try:
        return apply_changes(province, changes)
    except ScenarioError as error:
        number = (error.position or 0) + 1
        values = {"number": number, "why": " ".join(error.texts(language))}
        details = {"change": number, "reasons": error.texts(language)}
        raise CommandError(_CLASH, values, details=details) from error


def _as_it_is(
    province: Province, period: Period, seed: int | None, watch: Stopwatch, bars: Bars
) -> Outcome:
    """Compute the year as it is; without a seed the needs alone."""
    with watch.stage("needs"):
        needs = needs_of(province, period, bars.part("needs"))
    if seed is None:
        return outcome_of(province, needs)
    with watch.stage("plan"), quiet_libraries():
        year = period.horizon.year
        plan = make_plan(province, needs, year=year, seed=seed, progress=bars.part("plan"))
    return outcome_of(province, needs, PlanFrames(plan.classes, plan.turns, plan.answers))


def _changed_year(
    after: Province, before: Outcome, period: Period, seed: int, watch: Stopwatch, bars: Bars
) -> Outcome:
    """Compute the changed year: its plan is made from that of the year as it is."""
    with watch.stage("needs_after"):
        needs = needs_of(after, period, bars.part("needs"))
    if before.plan is None:
        return outcome_of(after, needs)
    with watch.stage("replan"), quiet_libraries():
        year, report = period.horizon.year, bars.part("replan")
        plan = following_plan(after, needs, before.plan, year=year, seed=seed, progress=report)
    return outcome_of(after, needs, plan)


def _lines(found: Differences, language: Language) -> list[list[str]]:
    return [
        [
            FIGURES[total.figure].render(language, {}),
            shown(total.before, language),
            shown(total.after, language),
            f"{'+' if total.difference > 0 else ''}{shown(total.difference, language)}",
            f"{shown(total.base_after, language)} {BASES[total.figure].render(language, {})}",
        ]
        for total in found.totals
    ]


def _write(target: Path, after: Province, found: Differences, language: Language) -> None:
    lines = [(str(t.figure), *line) for t, line in zip(found.totals, _lines(found, language),
                                                       strict=True)]  # fmt: skip
    written: Written = {}
    summary = [(key, label, f"{old} → {new} ({diff}); {over}")
               for key, label, old, new, diff, over in lines]  # fmt: skip
    SUMMARY.put(written, summary_frame(summary), language)
    with writing(target):
        write_tables(target, {**written, **difference_sheets(after, found, language)})
