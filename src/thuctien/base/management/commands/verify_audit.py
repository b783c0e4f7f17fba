"""``python -m thuctien verify_audit``: is the audit trail as it was written?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from thuctien.base.audit.checking import Anchor, Report, check_trail, keep_anchor, kept_anchors
from thuctien.base.language import spoken_language
from thuctien.engine.wording import Language, Wording

COUNTS = Wording(
    "{entries} mục, {changes} thay đổi, trong đó {erased} đã xóa giá trị",
    "{entries} entries, {changes} changes, {erased} of them with their values erased",
)
WHOLE = Wording(
    "Nhật ký còn nguyên vẹn. Hãy giữ dòng này ở nơi khác: {end}",
    "The audit trail is whole. Keep this elsewhere: {end}",
)
BROKEN = Wording(
    "Nhật ký không còn như khi được ghi: {count} lỗi, lỗi đầu tiên ở mục {position}.",
    "The audit trail is not as it was written: {count} faults, the first at entry {position}.",
)
SPOILT = Wording(
    "Không đọc được tệp giữ các mốc của nhật ký.",
    "The file with the kept points of the trail cannot be read.",
)
NO_POINT = Wording(
    "“{text}” không có dạng vị trí:mã băm.", "“{text}” is not of the form position:digest."
)


class Command(BaseCommand):
    """Checks the chain of the audit trail and keeps its end for the next time."""

    help = "Check the audit trail; names every fault and ends with 1 where there is one."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="POSITION:DIGEST",
            help="a point of the trail that somebody kept elsewhere; may be given several times",
        )
        parser.add_argument(
            "--keep-nothing", action="store_true", help="do not keep the end for the next time"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        report = check_trail([*_kept(), *map(_anchor, options["expect"])])
        self._tell(report)
        if not options["keep_nothing"]:
            keep_anchor(Path(settings.HOME), report.end)

    def _tell(self, report: Report) -> None:
        counted = {"entries": report.entries, "changes": report.changes, "erased": report.erased}
        self.stdout.write(_say(COUNTS, **counted))
        for fault in report.faults:
            self.stderr.write(fault.text(Language(spoken_language())))
        if report.faults:
            first = report.faults[0].position
            raise CommandError(_say(BROKEN, count=len(report.faults), position=first))
        self.stdout.write(_say(WHOLE, end=str(report.end)))


def _kept() -> list[Anchor]:
    try:
        return kept_anchors(Path(settings.HOME))
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(_say(SPOILT)) from error


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.of(text)
    except ValueError as error:
        raise CommandError(_say(NO_POINT, text=text)) from error


def _say(wording: Wording, **figures: object) -> str:
    return wording.render(Language(spoken_language()), figures)
