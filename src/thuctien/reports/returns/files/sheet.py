"""A filled form as .xlsx: headings over headings, figures as numbers."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thuctien.engine.workbook.tables import CREATED
from thuctien.reports.returns import wording
from thuctien.reports.returns.filling import Filled
from thuctien.reports.returns.shape import Heading

HEAD_ROW = 4
"""The first row of the head of the table, counted from 0; above it stand titles."""
_NAME_WIDTH, _FIGURE_WIDTH = 44, 13


def write_xlsx(filled: Filled) -> bytes:
    """Return the form as a workbook of one sheet; equal forms give equal files."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(filled.form.code[:31])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW, HEAD_ROW + filled.shape.depth - 1)
        sheet.freeze_panes(HEAD_ROW + filled.shape.depth, 1)
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(filled.shape.leaves), _FIGURE_WIDTH)
        _write_titles(sheet, filled, book.add_format({"bold": True, "font_size": 14}))
        _write_head(sheet, filled, book.add_format(_HEAD))
        after = _write_lines(sheet, filled, book)
        for number, note in enumerate(wording.notes(filled)):
            sheet.write_string(after + 1 + number, 0, note)
    return file.getvalue()


_HEAD = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}


def _write_titles(sheet: Worksheet, filled: Filled, bold: Format) -> None:
    form = filled.form
    sheet.write_string(0, 0, f"{form.code} · {wording.authority_of(form)}")
    sheet.write_string(1, 0, wording.title_of(form), bold)
    sheet.write_string(2, 0, wording.subtitle(filled))


def _write_head(sheet: Worksheet, filled: Filled, look: Format) -> None:
    names = Heading(wording.row_heading(filled), 0, -1, filled.shape.depth, 1)
    for heading in (names, *filled.shape.headings):
        top, left = HEAD_ROW + heading.row, heading.column + 1
        bottom, right = top + heading.rowspan - 1, left + heading.colspan - 1
        if (top, left) == (bottom, right):
            sheet.write_string(top, left, heading.title, look)
        else:
            sheet.merge_range(top, left, bottom, right, heading.title, look)


def _write_lines(sheet: Worksheet, filled: Filled, book: xlsxwriter.Workbook) -> int:
    """Write the lines; return the row after the last."""
    looks = {
        (depth, is_figure): book.add_format(
            {
                "border": 1,
                "bold": depth < len(filled.rows) or not depth,
                "num_format": "#,##0",
                **({"align": "right"} if is_figure else {"indent": depth, "text_wrap": True}),
            }
        )
        for depth in range(len(filled.rows) + 1)
        for is_figure in (True, False)
    }
    row = HEAD_ROW + filled.shape.depth
    for line in filled.lines:
        name = line.label if line.key else wording.total()
        sheet.write_string(row, 0, name, looks[line.depth, False])
        for place, figure in enumerate(line.figures, 1):
            if figure is None:
                sheet.write_string(row, place, wording.HIDDEN, looks[line.depth, True])
            else:
                sheet.write_number(row, place, figure, looks[line.depth, True])
        row += 1
    return row
