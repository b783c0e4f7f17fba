"""One sheet as a typed frame: every cell read or named as a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from thuctien.engine.model import Column, Kind, Table
from thuctien.engine.model.columns import FRAME_TYPES, PRECISION_SUFFIX
from thuctien.engine.text.dates import PartialDate
from thuctien.engine.text.personal_number import clean_personal_number, is_masked
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell, ReadColumn, parser_for, read_cells, text_of
from thuctien.engine.workbook.container import BrokenCell
from thuctien.engine.workbook.faults import Fault, FaultLog
from thuctien.engine.workbook.layout import Header, match_header
from thuctien.engine.workbook.repair import Repair, repair_cells

ROW = "__row"
"""The column of a typed frame with the row of the sheet, as Excel counts it."""

_ID_LENGTHS_WITHOUT_ZERO = frozenset({8, 11})
"""Identity numbers have 9 or 12 digits; one less is a zero that a spreadsheet took away."""

_REPAIRED_KINDS = frozenset({Kind.TEXT, Kind.CODE, Kind.CODES, Kind.CHOICE, Kind.BOOLEAN})


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table as read: its frame has the table's columns and :data:`ROW`."""

    table: Table
    sheet: str
    titles: Mapping[str, str]
    """The header of each column as the file writes it, by name of column."""
    frame: pl.DataFrame
    repairs: tuple[Repair, ...] = ()


def read_table(
    table: Table,
    sheet: str,
    rows: Sequence[Sequence[Cell]],
    broken: Sequence[BrokenCell],
    log: FaultLog,
) -> TypedTable:
    """Return the sheet's rows as a typed frame; faults of header and cells go to ``log``.

    ``rows`` are all rows of the sheet from its first; ``broken`` its formulas without a value.
    Empty rows are passed over.
    """
    header, faults = match_header(table, sheet, rows)
    for fault in faults:
        log.add(fault)
    kept = [i for i in range(header.row + 1, len(rows)) if _has_content(rows[i])]
    reader = _SheetReader(sheet, header, [i + 1 for i in kept], broken, log)
    reader.report_broken_formulas()
    series: list[pl.Series] = []
    for column in table.columns:
        position = header.positions.get(column.name)
        cells = [""] * len(kept) if position is None else [rows[i][position] for i in kept]
        series += reader.read(column, cells)
    if not kept and not table.optional:
        log.add(Fault(FaultCode.NO_ROWS, sheet))
    frame = pl.DataFrame([*series, pl.Series(ROW, reader.rows, dtype=pl.Int64)])
    return TypedTable(table, sheet, header.titles, frame, tuple(reader.repairs))


class _SheetReader:
    """Reads the columns of one sheet and reports what it cannot read."""

    def __init__(
        self,
        sheet: str,
        header: Header,
        rows: list[int],
        broken: Sequence[BrokenCell],
        log: FaultLog,
    ) -> None:
        self.sheet = sheet
        self.rows = rows
        self.repairs: list[Repair] = []
        self._header = header
        self._log = log
        self._broken = {(cell.row, cell.column): cell for cell in broken}

    def report_broken_formulas(self) -> None:
        titles = {p: self._header.titles[name] for name, p in self._header.positions.items()}
        for (row, column), cell in sorted(self._broken.items()):
            if column in titles and row > self._header.row + 1:
                code = FaultCode.FORMULA_ERROR if cell.error else FaultCode.FORMULA_WITHOUT_VALUE
                fault = Fault(code, self.sheet, row, titles[column], {"error": cell.error})
                self._log.add(fault)

    def read(self, column: Column, cells: Sequence[Cell]) -> list[pl.Series]:
        """Return the series of one column (two for a partial date)."""
        if column.kind in _REPAIRED_KINDS:
            title = self._header.titles.get(column.name, column.header)
            cells, repairs = repair_cells(cells, self.sheet, self.rows, title)
            self.repairs += repairs
        read = read_cells(cells, parser_for(column))
        for index, error in read.failed.items():
            self._report(error.code, index, column, error.values)
        if column.identity:
            return _series(column, [_identity(value) for value in read.values])
        if column.required and column.name in self._header.positions:
            self._report_missing(column, read)
        if column.kind is Kind.CODE:
            self._report_lost_zeros(column, cells)
        return _series(column, read.values)

    def _report(
        self, code: FaultCode, index: int, column: Column, values: Mapping[str, object]
    ) -> None:
        title = self._header.titles[column.name]
        self._log.add(Fault(code, self.sheet, self.rows[index], title, values))

    def _report_missing(self, column: Column, read: ReadColumn) -> None:
        position = self._header.positions[column.name]
        for index, value in enumerate(read.values):
            empty = value is None or value == []
            known = index in read.failed or (self.rows[index], position) in self._broken
            if empty and not known:
                self._report(FaultCode.MISSING_VALUE, index, column, {})

    def _report_lost_zeros(self, column: Column, cells: Sequence[Cell]) -> None:
        """Warn of codes kept as numbers that are shorter than codes with a zero, or than an id."""
        numbers = [i for i, c in enumerate(cells) if isinstance(c, float | int)]
        if not numbers:
            return
        padded = {len(c) for c in cells if isinstance(c, str) and c.isdecimal() and c[0] == "0"}
        widest = max(padded, default=0)
        for index in numbers:
            text = text_of(cells[index])
            if len(text) < widest or (text.isdecimal() and len(text) in _ID_LENGTHS_WITHOUT_ZERO):
                self._report(FaultCode.LOST_ZEROS, index, column, {"value": text})


def _has_content(row: Sequence[Cell]) -> bool:
    return any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)


def _identity(value: object) -> str | None:
    """Return a number of a person as it is kept; one that came masked says nothing."""
    number = clean_personal_number(str(value or ""))
    return None if not number or is_masked(number) else number


def _series(column: Column, values: list[object]) -> list[pl.Series]:
    name, dtype = column.name, FRAME_TYPES[column.kind]
    if column.kind is Kind.PARTIAL_DATE:
        dates = [v if isinstance(v, PartialDate) else None for v in values]
        days = [None if d is None else d.day for d in dates]
        precisions = [None if d is None else str(d.precision) for d in dates]
        return [
            pl.Series(name, days, dtype=dtype),
            pl.Series(name + PRECISION_SUFFIX, precisions, dtype=pl.String),
        ]
    if column.kind is Kind.BOOLEAN:
        values = [bool(v) for v in values]
    elif column.kind is Kind.CODES:
        values = [[] if v is None else v for v in values]
    return [pl.Series(name, values, dtype=dtype)]
