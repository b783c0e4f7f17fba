"""The sender's workbook given back with its faults in the cells, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.cell import Cell as OpenpyxlCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.worksheet import Worksheet as NewSheet

from thuctien.engine.sheets.book import LONGEST_SHEET_NAME, BookKind, Place, Sheet, Span, sheet_name
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.faults import CellFault, Severity
from thuctien.engine.sheets.layout import FAULTS_SHEET, is_own_sheet
from thuctien.engine.sheets.opening.xlsx import UNREADABLE
from thuctien.engine.sheets.reading import Reading
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.cells import Cell
from thuctien.engine.workbook.tables import CREATED

MOST_KEPT_CELLS = 250_000
"""Beyond, the sender's own layout is not kept: openpyxl takes 15 µs and half a KiB a cell."""

_MOST_MERGED = 2_000
"""Merged ranges that are written anew; each is compared with all before it."""

_AUTHOR = "Thực Tiễn"
_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.REPAIRED: "DDEBF7"}
_GUIDE = Wording(
    "Sửa các ô được tô màu rồi gửi lại chính tệp này: đỏ là lỗi phải sửa, vàng là chỗ cần xem lại, "
    "xanh là chỗ đã được sửa tự động. Trang này không được đọc khi gửi lại.",
    "Correct the coloured cells and send this same file again: red must be corrected, yellow "
    "should be looked at, blue was mended already. This sheet is not read when it comes back.",
)
_TITLES = (
    Wording("Mức", "Kind"),
    Wording("Trang", "Sheet"),
    Wording("Dòng", "Row"),
    Wording("Cột", "Column"),
    Wording("Nội dung ô", "In the cell"),
    Wording("Lỗi", "Fault"),
    Wording("Có thể ghi", "Perhaps"),
)
_SEVERITIES = {
    Severity.ERROR: Wording("Lỗi", "Error"),
    Severity.WARNING: Wording("Cần xem", "Look"),
    Severity.REPAIRED: Wording("Đã sửa", "Mended"),
}
_PROPOSED = Wording("Có thể ghi: {text}", "Perhaps: {text}")
_WIDTHS = (10, 22, 8, 30, 28, 80, 22)


def write_returned(
    reading: Reading, source: Path | str, path: Path | str, *, language: Language = Language.VI
) -> None:
    """Write the file behind ``reading`` to ``path`` as .xlsx, with every fault in its cell.

    A first sheet lists the faults; cells are filled by severity and carry the sentences as a
    comment; corrections already made stand in their cells. Of an .xlsx (``source``) with up to
    :data:`MOST_KEPT_CELLS` the sender's own layout stays; otherwise the cells are written anew with
    their merged ranges. Read again, the file gives the same people. Raises ``OSError`` where it
    cannot be written.
    """
    cells = sum(len(row) for sheet in reading.book.sheets for row in sheet.rows)
    if reading.book.kind is BookKind.XLSX and cells <= MOST_KEPT_CELLS:
        try:
            with Path(source).open("rb") as file:
                book = openpyxl.load_workbook(file)
        except UNREADABLE:
            _write_anew(reading, path, language)  # a file that only more lenient readers can read
        else:
            _write_into(book, reading, path, language)
    else:
        _write_anew(reading, path, language)


def _write_into(book: Workbook, reading: Reading, path: Path | str, language: Language) -> None:
    for name in (FAULTS_SHEET.vi, FAULTS_SHEET.en):
        if name in book.sheetnames:
            del book[name]
    for written in book.worksheets:  # without the sheets of diagrams, which have no cells
        if not is_own_sheet(written.title):
            _values_for_formulas(written, reading.book.sheet(written.title))
    for place, text in reading.corrections.items():
        cell = book[place.sheet].cell(place.row, place.column)
        if not isinstance(cell, MergedCell):
            _set_text(cell, text)
            cell.number_format = "@"
    for place, faults in _by_cell(reading.faults).items():
        cell = book[place.sheet].cell(place.row, place.column)
        if not isinstance(cell, MergedCell):
            cell.fill = PatternFill("solid", fgColor=_COLOURS[_worst(faults)])
            cell.comment = Comment(_comment(faults, language), _AUTHOR, width=320, height=140)
    _list_faults(book.create_sheet(FAULTS_SHEET.render(language, {}), 0), reading, language)
    book.active = 0
    book.save(path)


def _list_faults(listed: Worksheet, reading: Reading, language: Language) -> None:
    for row, entry in enumerate(_listing(reading.faults, language), start=1):
        for column, value in enumerate(entry, start=1):
            _set_text(listed.cell(row, column), value)
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        listed.column_dimensions[letter].width = width


def _values_for_formulas(written: Worksheet, sheet: Sheet) -> None:
    """Put the value of each formula in its place: openpyxl keeps the formula or the value only.

    A formula that failed becomes the text of its error, one that was never computed stays.
    """
    for row in written.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                value = sheet.cell(cell.row, cell.column)
                error = sheet.broken.get((cell.row, cell.column), "")
                if value != "" or error:
                    cell.value = error if value == "" else value
                    cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type


def _set_text(cell: OpenpyxlCell, value: object) -> None:
    """Set a cell to a number, or to a text that is never taken for a formula."""
    if isinstance(value, int):
        cell.value = value
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))
        cell.data_type = "s"
    else:
        cell.value = None


def _write_anew(reading: Reading, path: Path | str, language: Language) -> None:
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        styles = _Styles(book)
        listed = book.add_worksheet(FAULTS_SHEET.render(language, {}))
        for index, entry in enumerate(_listing(reading.faults, language)):
            listed.write_row(index, 0, entry)
        for index, width in enumerate(_WIDTHS):
            listed.set_column(index, index, width)
        marked = _by_cell(reading.faults)
        sheets = [sheet for sheet in reading.book.sheets if not is_own_sheet(sheet.name)]
        for sheet, name in zip(sheets, _allowed([s.name for s in sheets], listed), strict=True):
            faults = {p: found for p, found in marked.items() if p.sheet == sheet.name}
            target = book.add_worksheet(name)
            _write_sheet(target, sheet, _cells(sheet, reading, faults), faults, styles)
            for place, found in faults.items():
                options_of_comment = {"x_scale": 2.5, "author": _AUTHOR}
                text = _comment(found, language)
                target.write_comment(place.row - 1, place.column - 1, text, options_of_comment)


def _allowed(names: Iterable[str], listed: NewSheet) -> Iterator[str]:
    """Yield names of sheets as Excel allows them, none twice: other programs allow longer ones."""
    taken = {listed.name.lower()}
    for name in names:
        plain = allowed = sheet_name(name)
        number = 1
        while not allowed or allowed.lower() in taken:
            number += 1
            ending = f" ({number})"
            allowed = f"{plain[: LONGEST_SHEET_NAME - len(ending)]}{ending}"
        taken.add(allowed.lower())
        yield allowed


class _Styles:
    """Fills by severity, each for plain cells and for dates."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        day = {"num_format": "dd/mm/yyyy"}
        self._plain = {False: None, True: book.add_format(day)}
        self._filled = {
            severity: {
                False: book.add_format({"bg_color": f"#{colour}"}),
                True: book.add_format({"bg_color": f"#{colour}", **day}),
            }
            for severity, colour in _COLOURS.items()
        }

    def of(self, cell: Cell, faults: Sequence[CellFault]) -> object:
        """Return the format of a cell with these faults."""
        styles = self._filled[_worst(faults)] if faults else self._plain
        return styles[isinstance(cell, date)]


def _write_sheet(
    target: NewSheet,
    sheet: Sheet,
    cells: Mapping[Place, Cell],
    faults: Mapping[Place, Sequence[CellFault]],
    styles: _Styles,
) -> None:
    for span in _disjoint(sheet.merged):
        first, last = (
            (span.first_row - 1, span.first_column - 1),
            (
                span.last_row - 1,
                span.last_column - 1,
            ),
        )
        target.merge_range(*first, *last, "")
    for place, cell in cells.items():
        _write_cell(target, place, cell, styles.of(cell, faults.get(place, ())))


def _write_cell(sheet: NewSheet, place: Place, cell: Cell, style: object) -> None:
    row, column = place.row - 1, place.column - 1
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, style)
    elif isinstance(cell, float | int):
        sheet.write_number(row, column, cell, style)
    elif isinstance(cell, date) and cell.year >= 1901:
        sheet.write_datetime(row, column, cell, style)
    elif isinstance(cell, str) and not cell:
        sheet.write_blank(row, column, None, style)
    else:
        text = cell.isoformat() if isinstance(cell, date | time) else str(cell)
        sheet.write_string(row, column, text, style)


def _cells(
    sheet: Sheet, reading: Reading, faults: Mapping[Place, Sequence[CellFault]]
) -> dict[Place, Cell]:
    """Return the cells of a sheet with their corrections, and the empty ones that have faults.

    Texts of an old encoding are written in Unicode, since the font that revealed it is lost.
    """
    written: dict[Place, Cell] = dict.fromkeys(faults, "")
    for row, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell != "":
                written[Place(sheet.name, row, column)] = cell
    for place, found in faults.items():
        for fault in found:
            if fault.code is SheetFault.OLD_ENCODING:
                written[place] = str(fault.values["text"])
    for (row, column), error in sheet.broken.items():
        written[Place(sheet.name, row, column)] = error
    own = {place: text for place, text in reading.corrections.items() if place.sheet == sheet.name}
    return written | own


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    """Return the ranges of more than one cell that overlap with none before them."""
    kept: list[Span] = []
    for span in spans[:_MOST_MERGED]:
        single = span[:2] == span[2:]
        if not single and not any(_overlap(span, other) for other in kept):
            kept.append(span)
    return kept


def _overlap(one: Span, other: Span) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def _by_cell(faults: Iterable[CellFault]) -> dict[Place, list[CellFault]]:
    marked: dict[Place, list[CellFault]] = {}
    for fault in faults:
        if fault.sheet and fault.row and fault.column:
            marked.setdefault(Place(fault.sheet, fault.row, fault.column), []).append(fault)
    return marked


def _worst(faults: Sequence[CellFault]) -> Severity:
    order = list(Severity)
    return min((fault.severity for fault in faults), key=order.index)


def _comment(faults: Sequence[CellFault], language: Language) -> str:
    lines = []
    for fault in faults:
        lines.append(fault.reason(language))
        if fault.proposal is not None:
            lines.append(_PROPOSED.render(language, {"text": fault.proposal}))
    return "\n".join(lines)


def _listing(faults: Sequence[CellFault], language: Language) -> Iterable[list[object]]:
    yield [_GUIDE.render(language, {})]
    yield []
    yield [title.render(language, {}) for title in _TITLES]
    for fault in faults:
        yield [
            _SEVERITIES[fault.severity].render(language, {}),
            fault.sheet or "",
            fault.row or "",
            fault.column_name,
            fault.raw,
            fault.reason(language),
            fault.proposal or "",
        ]
