"""Reading the workbook of a province, and writing results, with faults as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from thuctien.engine.cli.output import CommandError, Output, Rows, UsageError
from thuctien.engine.cli.progress import Report
from thuctien.engine.model import Province
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook import Fault, Reading, read_province

MOST_SHOWN = 200
"""Faults listed for readers; JSON has them all."""

_FAULTY = Wording(
    "{path}: {errors} lỗi, {warnings} cảnh báo. Sửa các lỗi rồi chạy lại.",
    "{path}: {errors} errors, {warnings} warnings. Mend the errors and run again.",
)
_CANNOT_WRITE = Wording(
    "Không ghi được tệp {path}: {reason}.", "The file {path} cannot be written: {reason}."
)
_NO_FOLDER = Wording("Không có thư mục {path}.", "There is no folder {path}.")
_HEADERS = (
    Wording("Mức", "Severity"),
    Wording("Trang", "Sheet"),
    Wording("Dòng", "Row"),
    Wording("Cột", "Column"),
    Wording("Lý do", "Reason"),
)
_SEVERITIES = {"error": Wording("lỗi", "error"), "warning": Wording("cảnh báo", "warning")}


def province_of(path: Path, output: Output, report: Report) -> tuple[Province, Reading]:
    """Return the province in the workbook at ``path``; raises :class:`CommandError` for errors."""
    reading = read_province(path, report)
    if reading.province is None:
        raise CommandError(
            _FAULTY,
            {
                "path": str(path),
                "errors": len(reading.errors),
                "warnings": len(reading.warnings),
            },
            details={"faults": fault_objects(reading.faults, output.language)},
            rows=fault_rows(reading.errors, output.language),
        )
    return reading.province, reading


def fault_objects(faults: Sequence[Fault], language: Language) -> list[dict[str, object]]:
    """Return faults as they stand in JSON: place, code, severity and sentence."""
    return [
        {
            "sheet": fault.sheet,
            "row": fault.row,
            "column": fault.column,
            "code": str(fault.code),
            "severity": str(fault.severity),
            "reason": fault.reason(language),
        }
        for fault in faults
    ]


def fault_rows(faults: Sequence[Fault], language: Language) -> Rows:
    """Return the first faults as a table for readers."""
    return Rows(
        [header.render(language, {}) for header in _HEADERS],
        [
            (
                _SEVERITIES[fault.severity].render(language, {}),
                fault.sheet or "",
                "" if fault.row is None else str(fault.row),
                fault.column or "",
                fault.reason(language),
            )
            for fault in faults[:MOST_SHOWN]
        ],
    )


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn a file that cannot be written into a sentence, before the work where that is seen."""
    if not target.parent.is_dir():
        raise UsageError(_NO_FOLDER, {"path": str(target.parent)})
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(_CANNOT_WRITE, {"path": str(target), "reason": reason}) from error
