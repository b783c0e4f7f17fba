"""A file of any kind as raw cells: nothing is understood yet, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from thuctien.engine.text.dates import show_date
from thuctien.engine.text.legacy import Encoding
from thuctien.engine.workbook.cells import Cell

LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class BookKind(StrEnum):
    """How a file is stored, by its content and not by its name."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class Place(NamedTuple):
    """A cell: ``row`` and ``column`` count from 1, as Excel does."""

    sheet: str
    row: int
    column: int


class Span(NamedTuple):
    """A merged range, first and last row and column included, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[0][0]`` is the cell A1; an empty cell is the empty string.

    ``broken`` has what Excel shows («#REF!») in cells whose formula failed, and the empty string
    where a formula was never computed; ``hidden_rows`` and ``hidden_columns`` count from 1;
    ``fonts`` tells the old encoding that the font of a cell's column reveals, by column.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fonts: Mapping[int, Encoding] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Return the number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by row and column counted from 1; empty beyond the end."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else ""

    def column(self, column: int, rows: Sequence[int]) -> list[Cell]:
        """Return the cells of one column in the given rows, all counted from 1."""
        index, cells = column - 1, self.rows
        return [cells[r - 1][index] if index < len(cells[r - 1]) else "" for r in rows]


@dataclass(frozen=True, slots=True)
class Book:
    """A file as raw cells; ``encoding`` and ``delimiter`` only of a .csv."""

    kind: BookKind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""

    def sheet(self, name: str) -> Sheet:
        """Return a sheet by name; raises ``KeyError``."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


def has_content(row: Sequence[Cell]) -> bool:
    """Return whether any cell of a row has more than white space."""
    return any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)


def raw_text(cell: Cell) -> str:
    """Return a cell as the reader of the file sees it, unconverted: what a preview shows as raw."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    if isinstance(cell, date):
        return show_date(cell)
    return str(cell)


def sheet_name(text: str) -> str:
    """Return a name for a sheet as near to ``text`` as Excel allows; empty where nothing is left.

    31 characters, none of ``[]:*?/\\``, no apostrophe at either end.
    """
    return _NOT_IN_SHEET_NAMES.sub(" ", text)[:LONGEST_SHEET_NAME].strip(" '")


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 → «A», 28 → «AB»."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
