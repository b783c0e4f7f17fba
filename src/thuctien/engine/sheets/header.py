"""Where the heading of a table is, and the whole title of each column under merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thuctien.engine.sheets.book import Sheet, raw_text
from thuctien.engine.sheets.headings import (
    Guess,
    Headings,
    is_known_heading,
    settle_neighbours,
)
from thuctien.engine.sheets.targets import Target
from thuctien.engine.text.legacy import Encoding, decode, to_unicode
from thuctien.engine.text.normal import clean_text
from thuctien.engine.workbook.cells import Cell

SEARCHED_ROWS = 40
"""A heading is looked for in the first rows only: motto, title and letterhead stand above it."""

TALLEST = 3
WIDEST = 200
"""Columns of a heading that are looked at; a list of people has a tenth of them."""

_NAMING = frozenset({Target.FULL_NAME, Target.FAMILY_NAME, Target.PERSON_ID})
_FEWEST = 2
_OF_A_ROW = 0.05
_OF_DATA = 0.5
_OF_A_CUT = 0.5


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a heading, counted from 1, with the title and the guess of each column."""

    rows: tuple[int, ...]
    titles: tuple[str, ...]
    guesses: tuple[Guess, ...]
    score: float


def find_header(sheet: Sheet, headings: Headings) -> Header | None:
    """Return the rows, among the first, under which most columns have a meaning of their own.

    A heading must have a column of names (or of codes of people) and one more that is known;
    ``None`` where no rows do.
    """
    filled = [
        row
        for row, cells in enumerate(sheet.rows[:SEARCHED_ROWS], start=1)
        if _may_be_heading(cells)
    ]
    best: Header | None = None
    for first in filled:
        for height in range(1, TALLEST + 1):
            rows = tuple(range(first, first + height))
            if rows[-1] not in filled:
                break
            header = header_at(sheet, rows, headings)
            if _acceptable(header) and (best is None or header.score > best.score):
                best = header
    return best


def header_at(sheet: Sheet, rows: Sequence[int], headings: Headings) -> Header:
    """Return the heading that stands in ``rows``, whatever its columns mean."""
    titles = column_titles(sheet, rows)
    guesses = settle_neighbours(titles, [headings.guess(title) for title in titles])
    best: dict[str, float] = {}
    for guess in guesses:
        if guess.target is not None:
            best[guess.target] = max(best.get(guess.target, 0.0), guess.score)
    data = sum(_is_data(cell) for row in rows for cell in sheet.rows[row - 1][:WIDEST])
    cut = _OF_A_CUT if _cuts_children(sheet, rows[-1], len(titles)) else 0.0
    score = sum(best.values()) - _OF_DATA * data - _OF_A_ROW * len(rows) - cut
    return Header(tuple(rows), tuple(titles), tuple(guesses), round(score, 3))


def _cuts_children(sheet: Sheet, last: int, width: int) -> bool:
    """Return whether a title of the last row spans several columns: its children are missing."""
    return any(
        span.last_row == last and 1 <= span.last_column - span.first_column < width - 1
        for span in sheet.merged
    )


def column_titles(sheet: Sheet, rows: Sequence[int]) -> list[str]:
    """Return the title of each column: the texts of its heading cells joined with « / ».

    A merged cell counts for every column and row that it spans. In files that know no merging an
    empty cell beside a parent belongs to it, as long as there is a child below.
    """
    width = min(max((len(sheet.rows[row - 1]) for row in rows), default=0), WIDEST)
    grid = [
        [_title(sheet.cell(row, column), sheet.fonts.get(column)) for column in range(1, width + 1)]
        for row in rows
    ]
    for span in sheet.merged:
        if rows[0] <= span.first_row <= rows[-1] and span.first_column <= width:
            text = grid[span.first_row - rows[0]][span.first_column - 1]
            for row in range(span.first_row, min(span.last_row, rows[-1]) + 1):
                for column in range(span.first_column, min(span.last_column, width) + 1):
                    grid[row - rows[0]][column - 1] = text
    if not any(rows[0] <= span.first_row <= rows[-1] for span in sheet.merged):
        _spread_parents(grid)
    return [_joined(parts) for parts in zip(*grid, strict=True)]


def _spread_parents(grid: list[list[str]]) -> None:
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and upper[column - 1] and lower[column - 1]:
                upper[column] = upper[column - 1]


def _joined(parts: Sequence[str]) -> str:
    kept: list[str] = []
    for part in parts:
        if part and part not in kept[-1:]:
            kept.append(part)
    return " / ".join(kept)


def _title(cell: Cell, font: Encoding | None) -> str:
    text = raw_text(cell)
    plain = clean_text(to_unicode(text))
    if font is None or text.isascii() or is_known_heading(plain):
        return plain
    return clean_text(decode(text, font))


def _may_be_heading(cells: Sequence[Cell]) -> bool:
    """Return whether a row has words, and few cells that look like data."""
    filled = [cell for cell in cells if cell != ""]
    return bool(filled) and sum(map(_is_data, filled)) * 3 <= len(filled)


def _is_data(cell: Cell) -> bool:
    """Return whether a cell is one of the rows below: a date, a long number, a lone mark."""
    if isinstance(cell, date):
        return True
    text = raw_text(cell).strip()
    return text.lower() == "x" or sum(c.isdigit() for c in text) > len(text) / 2 > 2


def _acceptable(header: Header) -> bool:
    known = {guess.target for guess in header.guesses if guess.target}
    return bool(known & _NAMING) and len(known) >= _FEWEST and header.score > 1
