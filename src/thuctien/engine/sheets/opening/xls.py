"""Cells of an old .xls (BIFF), with fonts, hidden parts and broken formulas: xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import xlrd
from xlrd.book import Book as XlsBook
from xlrd.sheet import Sheet as XlsSheet

from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.opening.fonts import encodings_by_column
from thuctien.engine.sheets.opening.refusal import Area, RefusedBookError, refused
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell
from thuctien.engine.workbook.container import MIB

MOST_XLS_MIB = 40
"""A full sheet of 65,536 rows × 20 columns has about 20 MiB; xlrd holds every blank cell."""

_FONT_ROWS = 300


def open_xls(path: Path) -> Book:
    """Return the cells of an .xls; raises ``RefusedBookError``."""
    size = path.stat().st_size
    if size > MOST_XLS_MIB * MIB:
        raise refused(FaultCode.FILE_TOO_LARGE, size=-(-size // MIB), limit=MOST_XLS_MIB)
    try:
        book = xlrd.open_workbook(
            str(path), formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        area, sheets = Area(), []
        for xls in book.sheets():
            area.add(xls.name, 1, sum(map(xls.row_len, range(xls.nrows))))
            sheets.append(_sheet(book, xls))
    except RefusedBookError:
        raise
    except Exception as error:  # xlrd lets anything escape where the bytes are not as promised
        if "encrypted" in str(error).lower():
            raise refused(SheetFault.PASSWORD_PROTECTED) from error
        raise refused(FaultCode.DAMAGED_FILE) from error
    return Book(BookKind.XLS, tuple(sheets))


def _sheet(book: XlsBook, xls: XlsSheet) -> Sheet:
    broken: dict[tuple[int, int], str] = {}
    rows = []
    for index in range(xls.nrows):
        types, values = xls.row_types(index), xls.row_values(index)
        for column, kind in enumerate(types):
            if kind == xlrd.XL_CELL_ERROR:
                broken[index + 1, column + 1] = xlrd.error_text_from_code.get(values[column], "")
        rows.append([_cell(book, *pair) for pair in zip(types, values, strict=True)])
    return Sheet(
        xls.name,
        rows,
        merged=tuple(Span(r0 + 1, c0 + 1, r1, c1) for r0, r1, c0, c1 in xls.merged_cells),
        hidden=xls.visibility != 0,
        hidden_rows=frozenset(r + 1 for r, info in xls.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(c + 1 for c, info in xls.colinfo_map.items() if info.hidden),
        broken=broken,
        fonts=encodings_by_column(_fonts(book, xls)),
    )


def _fonts(book: XlsBook, xls: XlsSheet) -> Iterator[tuple[int, str]]:
    for row in range(min(xls.nrows, _FONT_ROWS)):
        for column, kind in enumerate(xls.row_types(row)):
            if kind == xlrd.XL_CELL_TEXT:
                style = book.xf_list[xls.cell_xf_index(row, column)]
                yield column + 1, book.font_list[style.font_index].name


def _cell(book: XlsBook, kind: int, value: object) -> Cell:
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if not isinstance(value, int | float) or kind == xlrd.XL_CELL_ERROR:
        return ""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return _moment(book, float(value)) if kind == xlrd.XL_CELL_DATE else float(value)


def _moment(book: XlsBook, value: float) -> float | date | datetime | time:
    """Return a serial day as a date; one that no calendar has stays a number."""
    try:
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return value
    if value < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
