"""``thuctien timetable``: the public timetabling problem, searched or checked."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from thuctien.engine.cli.files import writing
from thuctien.engine.cli.measure import peak_mib
from thuctien.engine.cli.options import FILE, common_options
from thuctien.engine.cli.output import CommandError, Output, UsageError
from thuctien.engine.cli.progress import Bars, progress_bars
from thuctien.engine.timetabling.curriculum.ctt import read_ctt
from thuctien.engine.timetabling.curriculum.faults import CttError
from thuctien.engine.timetabling.curriculum.instance import Instance
from thuctien.engine.timetabling.curriculum.portfolio import solve_on_cores, usable_cores
from thuctien.engine.timetabling.curriculum.solution import write_solution
from thuctien.engine.timetabling.curriculum.solve import Solved
from thuctien.engine.timetabling.curriculum.validate import Verdict, validate
from thuctien.engine.timetabling.kernel.compiled import is_compiled
from thuctien.engine.timetabling.search import Glance, Look, StopRule
from thuctien.engine.wording import Wording, shown

_CANNOT_READ = Wording("Không đọc được tệp {path}.", "The file {path} cannot be read.")
_FAULTY = Wording("{path}: {reason}", "{path}: {reason}")
_NEITHER = Wording(
    "Hãy cho tệp kết quả (-o) hoặc tệp cần kiểm tra (--check).",
    "Name a file for the result (-o) or one to check (--check).",
)
_NO_END = Wording(
    "Hãy cho --seconds hoặc --iterations.", "Say when to stop: --seconds or --iterations."
)
_COMPILING = Wording(
    "Lần chạy đầu tiên: đang dịch chương trình tìm kiếm, mất khoảng 10 giây.",
    "First start: the search is being compiled, which takes about 10 seconds.",
)
_SO_FAR = Wording(
    "tốt nhất: {cost} điểm trừ, {conflicts} vi phạm", "best: cost {cost}, {conflicts} broken"
)
_WRITTEN = Wording("Đã ghi {path}.", "Wrote {path}.")
_LABELS = {
    "cost": Wording("Tổng điểm trừ", "Cost"),
    "bound": Wording("Không thể thấp hơn", "No timetable costs less than"),
    "hard": Wording("Vi phạm bắt buộc", "Hard rules broken"),
    "room_capacity": Wording("Sinh viên thiếu chỗ", "Students without a seat"),
    "minimum_working_days": Wording("Thiếu ngày học", "Days missing"),
    "curriculum_compactness": Wording("Buổi học lẻ loi", "Isolated lectures"),
    "room_stability": Wording("Đổi phòng", "Changes of room"),
    "iterations": Wording("Số bước", "Moves"),
    "seconds": Wording("Giây", "Seconds"),
}


@click.command()
@click.argument("source", type=FILE, metavar="IN.ctt")
@click.option("-o", "--output", "target", type=FILE, metavar="OUT", help="Tệp kết quả. / Result.")
@click.option("--check", "checked", type=FILE, metavar="OUT", help="Kiểm tra lại. / Recount.")
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), help="Dừng sau số giây. / Stop after seconds."
)
@click.option(
    "--iterations",
    type=click.IntRange(min=1),
    help="Dừng sau số bước; cho kết quả lặp lại được. / Stop after moves; repeatable.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--cores",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Số nhân tìm song song. / Cores that search at once.",
)
@common_options
def timetable(
    output: Output,
    source: Path,
    target: Path | None,
    checked: Path | None,
    seconds: float | None,
    iterations: int | None,
    seed: int,
    cores: int,
) -> None:
    """Xếp thời khóa biểu theo bài toán công khai (.ctt). / Timetable a public instance (.ctt).

    Ctrl+C dừng và giữ kết quả tốt nhất. / Ctrl+C stops and keeps the best.
    """
    started = time.perf_counter()
    text = _text_of(source)
    try:
        instance = read_ctt(text)
        if checked is not None:
            _show_verdict(output, validate(text, _text_of(checked)))
            return
        if target is None:
            raise UsageError(_NEITHER)
        if seconds is None and iterations is None:
            raise UsageError(_NO_END)
        stop = StopRule(seconds=seconds, moves=iterations)
        cores = min(cores, usable_cores())
        solved = _search(output, instance, stop, seed, cores, started)
    except CttError as error:
        reasons = error.texts(output.language)
        raise CommandError(
            _FAULTY,
            {"path": str(source), "reason": " ".join(reasons)},
            details={"reasons": reasons},
        ) from error
    with writing(target):
        target.write_text(write_solution(instance, solved.lectures), encoding="utf-8")
    _show_solved(output, solved, target, seed, cores)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_CANNOT_READ, {"path": str(path)}) from error


def _search(
    output: Output, instance: Instance, stop: StopRule, seed: int, cores: int, started: float
) -> Solved:
    if not is_compiled():
        click.echo(output.words(_COMPILING), err=True)
    with progress_bars(output.language) as bars, _interrupted() as interrupts:
        return solve_on_cores(
            instance,
            stop=stop,
            seed=seed,
            cores=cores,
            look=_look(output, bars, interrupts),
            started=started,
        )


def _look(output: Output, bars: Bars, interrupts: list[int]) -> Look:
    report = bars.part("timetable")

    def look(glance: Glance) -> bool:
        report("search", glance.fraction)
        said = output.words(_SO_FAR, cost=glance.cost, conflicts=glance.conflicts)
        bars.note("timetable.search", said)
        return not interrupts

    return look


@contextmanager
def _interrupted() -> Iterator[list[int]]:
    """Yield a list that is no longer empty once the user has pressed Ctrl+C."""
    interrupts: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)


def _show_solved(output: Output, solved: Solved, target: Path, seed: int, cores: int) -> None:
    figures: dict[str, object] = {
        "cost": solved.cost,
        "costs": {str(kind): cost for kind, cost in solved.costs.items()},
        "hard": solved.conflicts,
        "feasible": solved.is_feasible,
        "bound": solved.bound,
        "iterations": solved.found.moves,
        "seconds": round(solved.found.seconds, 2),
        "seed": seed,
        "cores": cores,
        "curve": [list(point) for point in solved.found.curve],
        "peak_mib": peak_mib(),
        "path": str(target),
    }
    lines = {**figures, **{str(kind): cost for kind, cost in solved.costs.items()}}
    output.result(figures, _labelled(output, lines), output.words(_WRITTEN, path=str(target)))


def _show_verdict(output: Output, verdict: Verdict) -> None:
    costs = {
        "room_capacity": verdict.room_capacity,
        "minimum_working_days": verdict.minimum_working_days,
        "curriculum_compactness": verdict.curriculum_compactness,
        "room_stability": verdict.room_stability,
    }
    figures: dict[str, object] = {
        "cost": verdict.cost,
        "costs": costs,
        "hard": verdict.hard,
        "feasible": not verdict.hard,
        "broken": {
            "lectures": verdict.lectures,
            "conflicts": verdict.conflicts,
            "availability": verdict.availability,
            "room_occupancy": verdict.room_occupancy,
            "unreadable_lines": list(verdict.unreadable),
        },
    }
    output.result(figures, _labelled(output, {**figures, **costs}))


def _labelled(output: Output, figures: dict[str, object]) -> list[tuple[str, str]]:
    return [
        (output.words(label), shown(figures[name], output.language))
        for name, label in _LABELS.items()
        if name in figures
    ]
