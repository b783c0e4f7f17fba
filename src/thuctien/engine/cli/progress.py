"""Progress bars on standard error, one a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from thuctien.engine.wording import Language, Wording

Report = Callable[[str, float], None]
"""Called with a stage and the fraction of it that is done, from 0 to 1."""

STAGES: Mapping[str, Wording] = {
    "read.file": Wording("Mở tệp", "Opening the file"),
    "read.sheets": Wording("Đọc các trang", "Reading the sheets"),
    "read.rules": Wording("Kiểm tra dữ liệu", "Checking the data"),
    "sample.make": Wording("Sinh tỉnh mẫu", "Making the sample"),
    "write.file": Wording("Ghi tệp", "Writing the file"),
    "needs.posts": Wording("Nhu cầu: ai ở vị trí nào", "Needs: who is in which post"),
    "needs.subjects": Wording("Nhu cầu: ai phải có gì", "Needs: what is asked of whom"),
    "needs.holdings": Wording("Nhu cầu: đã có gì", "Needs: what people hold"),
    "needs.gaps": Wording("Nhu cầu: còn thiếu gì", "Needs: what is missing"),
    "plan.problem": Wording("Kế hoạch: điều kiện cử đi học", "Plan: who may be sent"),
    "plan.model": Wording("Kế hoạch: mô hình toàn tỉnh", "Plan: model of the province"),
    "plan.bound": Wording("Kế hoạch: cận trên", "Plan: bound"),
    "plan.classes": Wording("Kế hoạch: mở lớp", "Plan: opening classes"),
    "plan.people": Wording("Kế hoạch: xếp người", "Plan: seating people"),
    "plan.improvement": Wording("Kế hoạch: cải thiện", "Plan: improving"),
    "plan.answers": Wording("Kế hoạch: lý do cho từng người", "Plan: a reason for everybody"),
    "check.plan": Wording("Kiểm tra kế hoạch", "Checking the plan"),
    "timetable.rooms": Wording("Thời khóa biểu: phòng", "Timetable: rooms"),
    "timetable.order": Wording("Thời khóa biểu: thứ tự", "Timetable: order"),
    "timetable.repair": Wording("Thời khóa biểu: sửa chỗ thiếu", "Timetable: mending gaps"),
    "timetable.search": Wording("Thời khóa biểu: tìm kiếm", "Timetable: searching"),
    "timetable.improve": Wording("Thời khóa biểu: cải thiện", "Timetable: improving"),
}


class Bars:
    """The bars of one command; hands out a callback for each part of the work."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress = progress
        self._language = language
        self._tasks: dict[str, TaskID] = {}

    def part(self, name: str) -> Report:
        """Return the callback of a part of the work («read», «needs», «plan», …)."""

        def report(stage: str, fraction: float) -> None:
            self._advance(f"{name}.{stage}", fraction)

        return report

    def note(self, stage: str, text: str) -> None:
        """Say something beside the bar of a stage that has begun («timetable.search»)."""
        label = STAGES[stage].render(self._language, {})
        self._progress.update(self._tasks[stage], description=f"{label} · {text}")

    @contextmanager
    def whole(self, name: str) -> Iterator[None]:
        """Show work that cannot tell how far it is."""
        self._advance(name, 0.0)
        yield
        self._advance(name, 1.0)

    def _advance(self, stage: str, fraction: float) -> None:
        if stage not in self._tasks:
            known = STAGES.get(stage)
            label = known.render(self._language, {}) if known else stage
            self._tasks[stage] = self._progress.add_task(label, total=1.0)
        self._progress.update(self._tasks[stage], completed=fraction)


@contextmanager
def progress_bars(language: Language) -> Iterator[Bars]:
    """Show bars on standard error while the block runs; nothing where it is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Bars(progress, language)
