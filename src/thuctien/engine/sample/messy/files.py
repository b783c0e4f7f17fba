"""Grids as .xlsx, .xls, .ods and .csv."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from thuctien.engine.sample.messy.grid import Formula, Grid
from thuctien.engine.sheets.book import Span
from thuctien.engine.text.dates import show_date
from thuctien.engine.workbook.cells import Cell
from thuctien.engine.workbook.tables import CREATED

_DAY = "dd/mm/yyyy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def write_xlsx(path: Path, grids: Sequence[Grid]) -> None:
    """Write an .xlsx with fonts, merged and hidden parts, and formulas."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            font = {"font_name": grid.font} if grid.font else {}
            plain, day = book.add_format(font), book.add_format({"num_format": _DAY, **font})
            for span in grid.merged:
                sheet.merge_range(
                    span.first_row - 1,
                    span.first_column - 1,
                    span.last_row - 1,
                    span.last_column - 1,
                    "",
                    plain,
                )
            for (row, column), cell in grid.cells.items():
                if isinstance(cell, Formula):
                    value = "" if cell.value is None else cell.value
                    sheet.write_formula(row - 1, column - 1, cell.text, plain, value)
                elif isinstance(cell, date):
                    sheet.write_datetime(row - 1, column - 1, cell, day)
                else:
                    sheet.write(row - 1, column - 1, cell, plain)
            for row in grid.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for column in grid.hidden_columns:
                sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
            if grid.hidden:
                sheet.hide()


def write_xls(path: Path, grids: Sequence[Grid]) -> None:
    """Write an old .xls; formulas become their values."""
    book = xlwt.Workbook(encoding="utf-8")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        font = f"font: name {grid.font}" if grid.font else ""
        plain = xlwt.easyxf(font)
        day = xlwt.easyxf(font, num_format_str="DD/MM/YYYY")
        covered = {(s.first_row, s.first_column): s for s in grid.merged}
        for (row, column), cell in grid.cells.items():
            value = cell.value if isinstance(cell, Formula) else cell
            style = day if isinstance(value, date) else plain
            if span := covered.get((row, column)):
                sheet.write_merge(
                    span.first_row - 1,
                    span.last_row - 1,
                    span.first_column - 1,
                    span.last_column - 1,
                    value,
                    style,
                )
            else:
                sheet.write(row - 1, column - 1, value, style)
        for row in grid.hidden_rows:
            sheet.row(row - 1).hidden = True
        for column in grid.hidden_columns:
            sheet.col(column - 1).hidden = True
        sheet.visibility = int(grid.hidden)
    book.save(str(path))


def write_ods(path: Path, grids: Sequence[Grid]) -> None:
    """Write an .ods; formulas become their values."""
    document = OpenDocumentSpreadsheet()
    document.meta.childNodes.clear()  # the library writes its clock there
    for grid in grids:
        style = None
        if grid.font:
            style = Style(name=f"f{len(document.automaticstyles.childNodes)}", family="table-cell")
            style.addElement(TextProperties(fontfamily=grid.font))
            document.automaticstyles.addElement(style)
        table = Table(name=grid.name)
        for column in range(1, grid.size[1] + 1):
            hidden = {"visibility": "collapse"} if column in grid.hidden_columns else {}
            table.addElement(TableColumn(**hidden))
        starts = {(s.first_row, s.first_column): s for s in grid.merged}
        inside = {place for s in grid.merged for place in _places(s)} - set(starts)
        for row, cells in enumerate(grid.rows(), start=1):
            hidden = {"visibility": "collapse"} if row in grid.hidden_rows else {}
            line = TableRow(**hidden)
            for column, cell in enumerate(cells, start=1):
                if (row, column) in inside:
                    line.addElement(CoveredTableCell())
                else:
                    line.addElement(_ods_cell(cell, starts.get((row, column)), style))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    _without_clock(path)


def write_csv(path: Path, grid: Grid, encoding: str, delimiter: str) -> None:
    """Write a .csv as a spreadsheet saves it: what is seen of each cell, merged ones once."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_seen(cell) for cell in row] for row in grid.rows())
    path.write_bytes(encoded(text.getvalue(), encoding))


def encoded(text: str, encoding: str) -> bytes:
    """Return a text as bytes; Windows-1258 writes most tones behind their letter."""
    if encoding != "cp1258":
        return text.encode(encoding)
    pieces = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in _TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        pieces.append(_cp1258(letter, base + tone))
    return b"".join(pieces)


def _cp1258(letter: str, apart: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        return apart.encode("cp1258")


def _seen(cell: Cell | Formula) -> str:
    value = cell.value if isinstance(cell, Formula) else cell
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


def _ods_cell(cell: Cell | Formula, span: Span | None, style: Style | None) -> TableCell:
    value = cell.value if isinstance(cell, Formula) else cell
    spanned = {}
    if span is not None:
        spanned = {
            "numberrowsspanned": span.last_row - span.first_row + 1,
            "numbercolumnsspanned": span.last_column - span.first_column + 1,
        }
    if style is not None:
        spanned["stylename"] = style
    if value is None or value == "":
        return TableCell(**spanned)
    if isinstance(value, date):
        typed = {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, int | float):
        typed = {"valuetype": "float", "value": str(value)}
    else:
        typed = {"valuetype": "string"}
    written = TableCell(**typed, **spanned)
    written.addElement(P(text=_seen(cell)))
    return written


def _without_clock(path: Path) -> None:
    """Pack an .ods anew without the time of day that its library writes beside each part."""
    with zipfile.ZipFile(path) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in parts:
            entry.date_time = CREATED.timetuple()[:6]
            archive.writestr(entry, content)


def _places(span: Span) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row in range(span.first_row, span.last_row + 1)
        for column in range(span.first_column, span.last_column + 1)
    }
