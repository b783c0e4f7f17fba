"""``thuctien check``: every fault of a workbook, with its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from thuctien.engine.cli.files import MOST_SHOWN, fault_objects, fault_rows
from thuctien.engine.cli.measure import Stopwatch, peak_mib
from thuctien.engine.cli.options import FILE, common_options
from thuctien.engine.cli.output import Output, Rows
from thuctien.engine.cli.progress import progress_bars
from thuctien.engine.wording import Wording, shown
from thuctien.engine.workbook import Reading, Repair, read_province

_GOOD = Wording(
    "{path}: không có lỗi, {warnings} cảnh báo.", "{path}: no errors, {warnings} warnings."
)
_BAD = Wording(
    "{path}: {errors} lỗi, {warnings} cảnh báo.", "{path}: {errors} errors, {warnings} warnings."
)
_MORE = Wording("… và {count} mục nữa (xem --json).", "… and {count} more (see --json).")
_REPAIRED = Wording(
    "Các ô đã được chuyển mã sang Unicode khi đọc:",
    "Cells that were converted to Unicode while reading:",
)
_REPAIR_HEADERS = (
    Wording("Trang", "Sheet"),
    Wording("Cột", "Column"),
    Wording("Bảng mã", "Encoding"),
    Wording("Số ô", "Cells"),
)


@click.command()
@click.argument("source", type=FILE, metavar="IN.xlsx")
@common_options
def check(output: Output, source: Path) -> None:
    """Kiểm tra một tệp dữ liệu. / Check a workbook: every fault by sheet, row and column."""
    watch = Stopwatch()
    with progress_bars(output.language) as bars, watch.stage("read"):
        reading = read_province(source, bars.part("read"))
    figures = {
        "path": str(source),
        "ok": not reading.errors,
        "errors": len(reading.errors),
        "warnings": len(reading.warnings),
        "faults": fault_objects(reading.faults, output.language),
        "repairs": [repair._asdict() for repair in reading.repairs],
        "rows": dict(reading.rows),
        "seconds": watch.seconds(),
        "peak_mib": peak_mib(),
    }
    output.result(figures, *_told(reading, source, output))
    if reading.errors:
        raise click.exceptions.Exit(1)


def _told(reading: Reading, source: Path, output: Output) -> list[Rows | str]:
    """Return the faults and repairs for readers."""
    counts = {"errors": len(reading.errors), "warnings": len(reading.warnings)}
    told: list[Rows | str] = []
    if reading.faults:
        told.append(fault_rows(reading.faults, output.language))
    if len(reading.faults) > MOST_SHOWN:
        told.append(output.words(_MORE, count=len(reading.faults) - MOST_SHOWN))
    if reading.repairs:
        told += [output.words(_REPAIRED), _repair_rows(reading.repairs, output)]
    told.append(output.words(_BAD if reading.errors else _GOOD, path=str(source), **counts))
    return told


def _repair_rows(repairs: tuple[Repair, ...], output: Output) -> Rows:
    counts = Counter((repair.sheet, repair.column, repair.encoding) for repair in repairs)
    return Rows(
        [output.words(header) for header in _REPAIR_HEADERS],
        [(*place, shown(count, output.language)) for place, count in counts.items()],
    )
