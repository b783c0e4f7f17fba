"""Any frames as the sheets of a workbook, and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import polars as pl
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thuctien.engine.text.dates import show_date
from thuctien.engine.workbook.cells import SEPARATOR

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same tables give the same bytes
FIRST_DAY = date(1901, 1, 1)
"""Earlier days are written as text: spreadsheets count 1900 as a leap year."""

LONGEST_TEXT = 32_767
"""What one cell of a spreadsheet can hold."""

_NARROWEST, _WIDEST = 6, 50
_WIDTH_SAMPLE = 1_000

Headers: TypeAlias = Mapping[str, str]
"""Header by name of column, in the order of the sheet."""


def write_tables(
    path: Path | str,
    sheets: Mapping[str, tuple[Headers, pl.DataFrame]],
    *,
    opening: tuple[str, Sequence[str]] | None = None,
) -> None:
    """Write each frame as one sheet, in the order given.

    The header stays in view and has filters; dates are real dates shown dd/mm/yyyy, lists are
    joined with «; », booleans are «x» or empty, texts are never taken for formulas. ``opening`` is
    the name of a first sheet of plain words, and its lines. Equal frames give an equal file, byte
    for byte. Raises ``ValueError`` for a text longer than :data:`LONGEST_TEXT`, ``OSError`` where
    the file cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        styles = _Styles(book)
        if opening:
            _write_opening(book.add_worksheet(opening[0]), opening[1], styles)
        for name, (headers, frame) in sheets.items():
            _write_sheet(book.add_worksheet(name), headers, frame, styles)


def read_tables(
    path: Path | str, sheets: Mapping[str, tuple[Headers, Mapping[str, pl.DataType]]]
) -> dict[str, pl.DataFrame]:
    """Read the sheets that :func:`write_tables` wrote, by name, with the types given.

    An empty text comes back as null, an empty list as an empty list, numbers with the 15 digits
    that a spreadsheet keeps; a row without any value is no row. Raises ``KeyError`` where a sheet
    or a column is missing, ``polars.exceptions.PolarsError`` where a cell has another type,
    ``OSError`` or ``python_calamine.CalamineError`` where the file cannot be read.
    """
    book = CalamineWorkbook.from_path(str(path))
    present = set(book.sheet_names)
    frames: dict[str, pl.DataFrame] = {}
    for name, (headers, schema) in sheets.items():
        if name not in present:
            raise KeyError(name)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        frames[name] = _frame_of(rows, headers, schema)
    return frames


class _Styles:
    """The few formats that every sheet shares."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header: Format = book.add_format(
            {"bold": True, "bg_color": "#E6EEF5", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.day: Format = book.add_format({"num_format": "dd/mm/yyyy"})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.words: Format = book.add_format({"text_wrap": True, "valign": "top"})


def _write_opening(sheet: Worksheet, lines: Sequence[str], styles: _Styles) -> None:
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, styles.words if row else styles.title)


def _write_sheet(sheet: Worksheet, headers: Headers, frame: pl.DataFrame, styles: _Styles) -> None:
    columns = [_cells(frame[name]) for name in headers]
    for index, (header, cells) in enumerate(zip(headers.values(), columns, strict=True)):
        sheet.set_column(index, index, _width(header, cells))
        sheet.write_string(0, index, header, styles.header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, frame.height, max(len(headers) - 1, 0))
    writers = _writers(sheet, styles)
    for row, entry in enumerate(zip(*columns, strict=True), start=1):
        for index, cell in enumerate(entry):
            if cell is not None and cell != "":
                writers[type(cell)](row, index, cell)


def _writers(sheet: Worksheet, styles: _Styles) -> dict[type, Callable[[int, int, object], object]]:
    def write_day(row: int, column: int, day: object) -> None:
        sheet.write_datetime(row, column, day, styles.day)

    return {
        str: sheet.write_string,
        int: sheet.write_number,
        float: sheet.write_number,
        date: write_day,
    }


def _cells(column: pl.Series) -> list[object]:
    """Return a column as what is written: texts, numbers and dates."""
    if column.dtype == pl.List(pl.String):
        column = column.list.join(SEPARATOR)
    if column.dtype == pl.Boolean:
        return ["x" if value else None for value in column.to_list()]
    if column.dtype == pl.String and (column.str.len_chars() > LONGEST_TEXT).any():
        raise ValueError(f"a text in {column.name!r} is longer than {LONGEST_TEXT} characters")
    cells: list[object] = column.to_list()
    if column.dtype in (pl.Date, pl.Object):
        return [show_date(c) if isinstance(c, date) and c < FIRST_DAY else c for c in cells]
    return cells


def _width(header: str, cells: Iterable[object]) -> int:
    sample = [str(cell) for cell, _ in zip(cells, range(_WIDTH_SAMPLE), strict=False) if cell]
    longest = max([len(header), *map(len, sample)])
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _frame_of(
    rows: Sequence[Sequence[object]], headers: Headers, schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    titles = list(rows[0]) if rows else []
    positions = {name: titles.index(header) for name, header in headers.items() if header in titles}
    filled = [row for row in rows[1:] if any(cell != "" for cell in row)]
    series = [
        _series_of(name, [row[positions[name]] for row in filled], dtype)
        for name, dtype in schema.items()
    ]
    return pl.DataFrame(series)


def _series_of(name: str, cells: Sequence[object], dtype: pl.DataType) -> pl.Series:
    if dtype == pl.List(pl.String):
        lists = [str(cell).split(SEPARATOR) if cell != "" else [] for cell in cells]
        return pl.Series(name, lists, dtype=dtype)
    if dtype == pl.Boolean:
        return pl.Series(name, [cell == "x" for cell in cells], dtype=dtype)
    values = [None if cell == "" else cell for cell in cells]
    if dtype.is_integer():
        values = [int(v) if isinstance(v, float) and v.is_integer() else v for v in values]
    return pl.Series(name, values, dtype=dtype)
