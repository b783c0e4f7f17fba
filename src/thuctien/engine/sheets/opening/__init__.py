"""Any file that an agency sends, opened as raw cells or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thuctien.engine.sheets.book import Book, BookKind, has_content
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.sheets.opening.delimited import open_delimited
from thuctien.engine.sheets.opening.kind import kind_of
from thuctien.engine.sheets.opening.ods import open_ods
from thuctien.engine.sheets.opening.refusal import RefusedBookError
from thuctien.engine.sheets.opening.xls import open_xls
from thuctien.engine.sheets.opening.xlsx import open_xlsx
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.container import RefusedFileError

_OPENERS: dict[BookKind, Callable[[Path], Book]] = {
    BookKind.XLSX: open_xlsx,
    BookKind.XLS: open_xls,
    BookKind.ODS: open_ods,
}


def open_book(path: Path | str, *, name: str | None = None) -> Book:
    """Return the cells of a .xlsx, .xls, .ods or .csv file, told apart by content, not by name.

    Every sheet is read, hidden ones too. ``name`` is what the sender calls the file, by default
    that of ``path``; the one sheet of a .csv is called after it. Raises
    :class:`RefusedBookError`, whose ``fault`` says in words why a file is not read: missing, too
    large, password, damaged, a bomb, no list at all.
    """
    path = Path(path)
    try:
        kind = kind_of(path)
        named = name or path.name
        book = open_delimited(path, named) if kind is BookKind.CSV else _OPENERS[kind](path)
    except RefusedFileError as refusal:
        fault = refusal.fault
        raise RefusedBookError(CellFault(fault.code, fault.sheet, values=fault.values)) from refusal
    if not any(has_content(row) for sheet in book.sheets for row in sheet.rows):
        raise RefusedBookError(CellFault(FaultCode.EMPTY_WORKBOOK))
    return book
