"""A province from a workbook: everything is checked, and every fault has its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from thuctien.engine.model import TABLES, Province
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.container import BrokenCell, RefusedFileError, inspect_file
from thuctien.engine.workbook.faults import Fault, FaultLog, Severity
from thuctien.engine.workbook.layout import match_sheets
from thuctien.engine.workbook.repair import Repair
from thuctien.engine.workbook.rules import check_tables
from thuctien.engine.workbook.typed import ROW, TypedTable, read_table

Progress = Callable[[str, float], None]
"""Called with a stage and a fraction from 0 to 1; may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook holds.

    ``province`` is ``None`` where any fault is an error; warnings do not keep it out. ``repairs``
    are the cells whose text was converted to Unicode, ``rows`` the number of rows by table found.
    """

    province: Province | None
    faults: tuple[Fault, ...]
    repairs: tuple[Repair, ...]
    rows: Mapping[str, int]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults that keep the workbook out."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Return the faults that somebody should look at."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.WARNING)


def read_province(path: Path | str, progress: Progress = lambda _stage, _part: None) -> Reading:
    """Read and check the workbook at ``path``.

    Never raises for a fault of the file: whatever is wrong is in :attr:`Reading.faults`, sorted by
    sheet, row and column, and the rest is checked all the same. ``progress`` is told of the stages
    ``file``, ``sheets`` and ``rules``.
    """
    path = Path(path)
    progress("file", 0.0)
    try:
        broken = inspect_file(path)
        workbook = _opened(path)
    except RefusedFileError as refusal:
        return Reading(None, (refusal.fault,), (), {})
    names = workbook.sheet_names
    if all(_is_empty(workbook, name) for name in names):
        return Reading(None, (Fault(FaultCode.EMPTY_WORKBOOK),), (), {})
    log = FaultLog()
    tables = _read_sheets(workbook, names, broken, log, progress)
    progress("rules", 0.0)
    check_tables(tables, log)
    progress("rules", 1.0)
    return _reading(tables, log.sorted(names))


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise RefusedFileError(Fault(FaultCode.DAMAGED_FILE)) from error


def _is_empty(workbook: CalamineWorkbook, sheet: str) -> bool:
    try:
        return not workbook.get_sheet_by_name(sheet).height
    except CalamineError:
        return False


def _read_sheets(
    workbook: CalamineWorkbook,
    names: Sequence[str],
    broken: Mapping[str, Sequence[BrokenCell]],
    log: FaultLog,
    progress: Progress,
) -> dict[str, TypedTable]:
    found, faults = match_sheets(names, TABLES.values())
    for fault in faults:
        log.add(fault)
    tables: dict[str, TypedTable] = {}
    for index, (name, table) in enumerate(TABLES.items()):
        progress("sheets", index / len(TABLES))
        sheet = found.get(name)
        if sheet is None:
            continue
        try:
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError:
            log.add(Fault(FaultCode.DAMAGED_SHEET, sheet))
        else:
            tables[name] = read_table(table, sheet, rows, broken.get(sheet, ()), log)
    progress("sheets", 1.0)
    return tables


def _reading(tables: Mapping[str, TypedTable], faults: tuple[Fault, ...]) -> Reading:
    refused = any(fault.severity is Severity.ERROR for fault in faults)
    frames = {name: table.frame.drop(ROW) for name, table in tables.items()}
    return Reading(
        None if refused else Province.from_frames(frames),
        faults,
        tuple(repair for table in tables.values() for repair in table.repairs),
        {name: frame.height for name, frame in frames.items()},
    )
