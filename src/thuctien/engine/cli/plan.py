"""``thuctien plan``: which classes to open in a year, who goes, when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from thuctien.engine.cli.files import MOST_SHOWN, province_of, writing
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.needs import needs_of
from thuctien.engine.cli.options import FILE, YEAR, common_options
from thuctien.engine.cli.output import CommandError, Output
from thuctien.engine.cli.period import period_of
from thuctien.engine.cli.plan_frames import people_answered, plan_sheets
from thuctien.engine.cli.progress import Bars, progress_bars
from thuctien.engine.cli.quiet import quiet_libraries
from thuctien.engine.cli.sheets import SUMMARY, Written, summary_frame
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.check import Violations, check_plan
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.result import Plan
from thuctien.engine.timetabling.build import build_problem
from thuctien.engine.timetabling.problem import ProblemError
from thuctien.engine.timetabling.result import Timetable
from thuctien.engine.timetabling.solve import solve
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook import write_tables

_WRITTEN = Wording("Đã ghi {path}.", "Wrote {path}.")
_STOPS: dict[str, Wording] = {
    "gap": Wording("đã sát cận trên", "close enough to the bound"),
    "no_gain": Wording("không cải thiện thêm được", "no further gain"),
    "time": Wording("hết thời gian", "time limit"),
    "rounds": Wording("đủ số vòng", "rounds done"),
}
FIGURES: dict[str, Wording] = {
    "year": Wording("Năm kế hoạch", "Year"),
    "people": Wording("Người trong tỉnh", "People"),
    "people_in_post": Wording("Người đang giữ vị trí", "People in post"),
    "needs": Wording("Nhu cầu", "Needs"),
    "classes": Wording("Lớp mở", "Classes"),
    "seats": Wording("Lượt cử đi học", "Turns"),
    "persons_sent": Wording("Người được cử", "Persons sent"),
    "sessions": Wording("Buổi học đã xếp", "Sessions placed"),
    "unplaced_sessions": Wording("Buổi chưa xếp được", "Sessions not placed"),
    "objective": Wording("Giá trị kế hoạch", "Objective"),
    "bound": Wording("Cận trên đã chứng minh", "Proven bound"),
    "gap": Wording("Khoảng cách", "Gap"),
    "violations": Wording("Vi phạm quy định cứng", "Hard rules broken"),
    "answered": Wording("Người có câu trả lời", "People with an answer"),
    "stopped_by": Wording("Dừng vì", "Stopped by"),
    "seed": Wording("Số khởi tạo", "Seed"),
}


@dataclass(frozen=True, slots=True)
class Year:
    """Everything computed for a year."""

    province: Province
    needs: Needs
    plan: Plan
    violations: Violations
    timetable: Timetable


@click.command()
@click.argument("source", type=FILE, metavar="IN.xlsx")
@click.option("-o", "--output", "target", type=FILE, required=True, metavar="PLAN.xlsx")
@click.option("--year", type=YEAR, required=True, help="Năm kế hoạch. / Year to plan for.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=1),
    default=120.0,
    show_default=True,
    help="Giây để cải thiện kế hoạch. / Seconds to improve the plan.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Cùng số này cho cùng một kế hoạch. / The same seed gives the same plan.",
)
@common_options
def plan(
    output: Output, source: Path, target: Path, year: int, time_limit: float, seed: int
) -> None:
    """Lập kế hoạch năm. / Plan a year: classes, people, sessions, and a reason for everybody."""
    watch = Stopwatch()
    with progress_bars(output.language) as bars:
        with watch.stage("read"):
            province, _ = province_of(source, output, bars.part("read"))
        made = _compute(province, year, time_limit, seed, watch, bars)
        figures = figures_of(made)
        with watch.stage("write"), bars.whole("write.file"), writing(target):
            write_tables(target, _sheets(made, figures, output.language))
    output.result(
        {
            **figures,
            "path": str(target),
            "broken": [violation.text(output.language) for violation in made.violations],
            "tiers": [
                {"name": t.name, "value": t.value, "bound": t.bound, "gap": t.gap}
                for t in made.plan.tiers
            ],
            "seconds": watch.seconds(),
            "plan_seconds": {name: round(value, 3) for name, value in made.plan.seconds.items()},
            "peak_mib": peak_mib(),
        },
        _lines(figures, output.language),
        *(violation.text(output.language) for violation in made.violations[:MOST_SHOWN]),
        output.words(_WRITTEN, path=str(target)),
    )


def figures_of(made: Year) -> dict[str, object]:
    """Return the figures of a year that depend on nothing but the input and the seed."""
    plan = made.plan
    answered = people_answered(made.province, made.needs, plan, Language.VI)["answer"]
    return {
        "year": plan.year,
        "as_of": made.needs.as_of.isoformat(),
        "people": made.province.people.height,
        "people_in_post": made.needs.people,
        "needs": made.needs.needs.height,
        "classes": plan.classes.height,
        "seats": plan.seats,
        "turns": plan.turns.height,
        "persons_sent": plan.persons_sent,
        "sessions": made.timetable.sessions.height,
        "unplaced_sessions": made.timetable.unplaced.height,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "feasible": not made.violations,
        "violations": len(made.violations),
        "answered": answered.is_not_null().sum(),
        "stopped_by": plan.stopped_by,
        "seed": plan.seed,
    }


def _compute(
    province: Province, year: int, time_limit: float, seed: int, watch: Stopwatch, bars: Bars
) -> Year:
    """Compute needs, plan and timetable, and check the plan with the independent checker."""
    with watch.stage("needs"):
        needs = needs_of(province, period_of(province, None, year), bars.part("needs"))
    with watch.stage("plan"), quiet_libraries():
        plan = make_plan(
            province,
            needs,
            year=year,
            seed=seed,
            time_limit=time_limit,
            progress=bars.part("plan"),
        )
    with watch.stage("check"), bars.whole("check.plan"):
        violations = check_plan(province, needs, plan.classes, plan.turns, year)
    with watch.stage("timetable"):
        timetable = _timetable(province, plan, bars)
    return Year(province, needs, plan, violations, timetable)


def _timetable(province: Province, plan: Plan, bars: Bars) -> Timetable:
    try:
        problem = build_problem(province, plan.classes, plan.turns)
    except ProblemError as error:
        sentence = Wording(error.text(Language.VI), error.text(Language.EN))
        raise CommandError(sentence) from error
    return solve(problem, seed=plan.seed, progress=bars.part("timetable"))


def _lines(figures: dict[str, object], language: Language) -> list[tuple[str, str]]:
    """Return the figures for readers; the gap in percent, the reason to stop in words."""
    told = {
        **figures,
        "year": str(figures["year"]),
        "objective": round(float(str(figures["objective"]))),
        "bound": round(float(str(figures["bound"]))),
        "gap": f"{shown(100 * float(str(figures['gap'])), language)} %",
        "stopped_by": _STOPS[str(figures["stopped_by"])].render(language, {}),
    }
    return [
        (wording.render(language, {}), shown(told[key], language))
        for key, wording in FIGURES.items()
    ]


def _sheets(made: Year, figures: dict[str, object], language: Language) -> Written:
    written: Written = {}
    lines = zip(FIGURES, _lines(figures, language), strict=True)
    SUMMARY.put(written, summary_frame([(key, *line) for key, line in lines]), language)
    rest = plan_sheets(made.province, made.needs, made.plan, made.timetable, language)
    return {**written, **rest}
