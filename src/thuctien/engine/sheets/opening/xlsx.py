"""Cells of an .xlsx: python-calamine for the values, the parts themselves for the rest."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.sheets.opening.fonts import encodings_by_column, names_old_font
from thuctien.engine.sheets.opening.refusal import Area, refused
from thuctien.engine.text.legacy import Encoding
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.container import BrokenCell, inspect_file, pieces, sheet_parts

_FONT_ROWS = 300
"""Rows of a sheet whose fonts are looked at: a column is typed in one font."""

UNREADABLE = (InvalidFileException, KeyError, ValueError, TypeError)
"""What openpyxl raises of a workbook that is not as it expects, though others read it."""

_STYLES = "xl/styles.xml"
_HIDDEN = rb'\bhidden="(?:1|true)"'
_HIDDEN_ROW = re.compile(rb"<row\s(?=[^>]*" + _HIDDEN + rb')[^>]*\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb"<col\s(?=[^>]*" + _HIDDEN + rb")([^>]*)>")
_FIRST, _LAST = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
_WIDEST = 16_384


class _Hidden(NamedTuple):
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def open_xlsx(path: Path) -> Book:
    """Return the cells of an .xlsx; raises ``RefusedFileError`` or ``RefusedBookError``."""
    broken = inspect_file(path)
    hidden, old_fonts = _parts(path)
    fonts = _fonts(path) if old_fonts else {}
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        metadata = {entry.name: entry.visible for entry in workbook.sheets_metadata}
        area, sheets = Area(), []
        for name in workbook.sheet_names:
            cells = workbook.get_sheet_by_name(name)
            area.add(name, cells.total_height, cells.total_width)
            sheets.append(
                _sheet(
                    cells,
                    metadata.get(name) is not SheetVisibleEnum.Visible,
                    broken.get(name, ()),
                    hidden.get(name, _Hidden()),
                    fonts.get(name, {}),
                )
            )
    except (CalamineError, OSError) as error:
        raise refused(FaultCode.DAMAGED_FILE) from error
    return Book(BookKind.XLSX, tuple(sheets))


def _sheet(
    cells: CalamineSheet,
    hidden: bool,
    broken: Sequence[BrokenCell],
    hidden_parts: _Hidden,
    fonts: Mapping[int, Encoding],
) -> Sheet:
    return Sheet(
        cells.name,
        cells.to_python(skip_empty_area=False),
        merged=spans(cells),
        hidden=hidden,
        hidden_rows=hidden_parts.rows,
        hidden_columns=hidden_parts.columns,
        broken={(cell.row, cell.column + 1): cell.error for cell in broken},
        fonts=fonts,
    )


def spans(cells: CalamineSheet) -> tuple[Span, ...]:
    """Return the merged ranges that the reader found, counted from 1."""
    ranges = cells.merged_cell_ranges or []
    return tuple(
        Span(top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in ranges
    )


def _parts(path: Path) -> tuple[dict[str, _Hidden], bool]:
    """Return what is hidden by sheet, and whether any style uses a font of before Unicode."""
    with zipfile.ZipFile(path) as archive:
        hidden = {name: _hidden(archive, part) for name, part in sheet_parts(archive).items()}
        styled = _STYLES in archive.namelist()
        return hidden, styled and names_old_font(archive.read(_STYLES))


def _hidden(archive: zipfile.ZipFile, part: str) -> _Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for piece in pieces(archive, part):
        if b"hidden" not in piece:
            continue
        rows.update(int(row) for row in _HIDDEN_ROW.findall(piece))
        for attributes in _HIDDEN_COLUMN.findall(piece):
            first, last = _FIRST.search(attributes), _LAST.search(attributes)
            if first and last:
                columns.update(range(int(first[1]), min(int(last[1]), _WIDEST) + 1))
    return _Hidden(frozenset(rows), frozenset(columns))


def _fonts(path: Path) -> dict[str, dict[int, Encoding]]:
    """Return the old encodings by sheet and column, as the fonts of the first rows tell.

    Nothing where only more lenient readers can read the file: the words must tell it then.
    """
    try:
        return _fonts_by_column(path)
    except UNREADABLE:
        return {}


def _fonts_by_column(path: Path) -> dict[str, dict[int, Encoding]]:
    with path.open("rb") as file:  # by its name openpyxl would refuse an upload kept under another
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        return {
            sheet.title: encodings_by_column(
                (cell.column, cell.font.name)
                for row in sheet.iter_rows(max_row=_FONT_ROWS)
                for cell in row
                if isinstance(cell.value, str)
            )
            for sheet in book.worksheets
        }
