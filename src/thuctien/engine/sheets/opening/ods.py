"""Cells of an .ods (OpenDocument 1.2, part 1, chapter 9): measured first, then calamine."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.opening.fonts import font_encoding
from thuctien.engine.sheets.opening.refusal import Area, refused
from thuctien.engine.text.legacy import Encoding, is_plainly_unicode
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell
from thuctien.engine.workbook.container import MIB, MOST_UNPACKED_MIB, pieces

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_TOKEN = re.compile(
    rb"<table:table\s([^>]*)>|<table:table-row(\s[^>]*)?>|"
    rb"<table:table-column(\s[^>]*)?/>|<table:(?:covered-)?table-cell(\s[^>]*?)?(/?)>"
)
_NAME = re.compile(rb'table:name="([^"]*)"')
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
_SPANNED = re.compile(rb'table:number-(columns|rows)-spanned="(\d+)"')
_INVISIBLE = re.compile(rb'table:visibility="(?:collapse|filter)"')
_FONT = re.compile(rb'(?:fo:font-family|style:font-name)="(?:&apos;|\')?(\.Vn\w*|VNI-\w*|VISC\w*)')
_MOST_HIDDEN = 100_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, KeyError),
    ValueError,
)
"""Of a zip and its parts; a number too long to be one is a ``ValueError``."""


class _Table:
    """What one pass over a table tells: its size, its merged ranges, what is hidden."""

    def __init__(self) -> None:
        self.rows = self.width = 0
        self.merged: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = self._repeat = 0
        self._columns = 0

    def start_column(self, attributes: bytes) -> None:
        repeat = _repeat(attributes)
        if _INVISIBLE.search(attributes) and repeat < _MOST_HIDDEN:
            self.hidden_columns.update(range(self._columns + 1, self._columns + repeat + 1))
        self._columns += repeat

    def start_row(self, attributes: bytes) -> None:
        self._row += self._repeat
        self._repeat, self._column = _repeat(attributes), 0
        if _INVISIBLE.search(attributes) and self._repeat < _MOST_HIDDEN:
            self.hidden_rows.update(range(self._row + 1, self._row + self._repeat + 1))

    def cell(self, attributes: bytes, empty: bool) -> None:
        first = self._column + 1
        self._column += _repeat(attributes)
        if empty and b"value-type" not in attributes:
            return
        self.rows = self._row + self._repeat
        self.width = max(self.width, self._column)
        if spanned := dict(_SPANNED.findall(attributes)):
            down, across = int(spanned.get(b"rows", 1)), int(spanned.get(b"columns", 1))
            if down > 1 or across > 1:
                low, right = self._row + down, first + across - 1
                self.merged.append(Span(self._row + 1, first, low, right))


class _Content(NamedTuple):
    tables: dict[str, _Table]
    font: Encoding | None


def open_ods(path: Path) -> Book:
    """Return the cells of an .ods; raises ``RefusedBookError``.

    Cells may be repeated in the file by a number (a million rows in a hundred bytes), so the size
    is counted before the reader unfolds them.
    """
    try:
        content = _content(path)
        area = Area()
        for name, table in content.tables.items():
            area.add(name, table.rows, table.width)
        workbook = CalamineWorkbook.from_path(str(path))
        visible = {entry.name: entry.visible for entry in workbook.sheets_metadata}
        sheets = [
            _sheet(name, workbook, visible.get(name), content) for name in workbook.sheet_names
        ]
    except (*_DAMAGE, CalamineError) as error:
        raise refused(FaultCode.DAMAGED_FILE) from error
    except RuntimeError as error:  # zipfile's way to say that a part is encrypted
        raise refused(SheetFault.PASSWORD_PROTECTED) from error
    return Book(BookKind.ODS, tuple(sheets))


def _content(path: Path) -> _Content:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED_MIB * MIB:
            size = -(-unpacked // MIB)
            raise refused(FaultCode.UNPACKS_TOO_LARGE, size=size, limit=MOST_UNPACKED_MIB)
        if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
            raise refused(SheetFault.PASSWORD_PROTECTED)
        tables: dict[str, _Table] = {}
        table, font = _Table(), None
        for piece in pieces(archive, _CONTENT, b"</table:table-row>"):
            if font is None and (found := _FONT.search(piece)):
                font = font_encoding(found[1].decode())
            for token in _TOKEN.finditer(piece):
                if token[1] is not None:
                    table = tables.setdefault(_name(token[1]), _Table())
                elif token[0].startswith(b"<table:table-row"):
                    table.start_row(token[2] or b"")
                elif token[0].startswith(b"<table:table-column"):
                    table.start_column(token[3] or b"")
                else:
                    table.cell(token[4] or b"", token[5] == b"/")
        return _Content(tables, font)


def _sheet(
    name: str, workbook: CalamineWorkbook, visible: SheetVisibleEnum | None, content: _Content
) -> Sheet:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    table = content.tables.get(name, _Table())
    font = None if content.font is None or _has_unicode(rows) else content.font
    return Sheet(
        name,
        rows,
        merged=tuple(table.merged),
        hidden=visible is not None and visible is not SheetVisibleEnum.Visible,
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
        fonts=dict.fromkeys(range(1, table.width + 1), font) if font else {},
    )


def _has_unicode(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a sheet has texts of today: the old font of a style is then not its font."""
    return any(isinstance(cell, str) and is_plainly_unicode(cell) for row in rows for cell in row)


def _name(attributes: bytes) -> str:
    found = _NAME.search(attributes)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _repeat(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
