"""Sheets as agencies make them, cell by cell, before they become a file of some kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from thuctien.engine.sheets.book import Span
from thuctien.engine.workbook.cells import Cell


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that the file keeps of it; without one it was never computed."""

    text: str
    value: float | str | None


@dataclass(slots=True)
class Grid:
    """One sheet; rows and columns count from 1. ``font`` is that of every text."""

    name: str
    cells: dict[tuple[int, int], Cell | Formula] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    font: str | None = None

    def put(self, row: int, column: int, cell: Cell | Formula | None) -> None:
        """Write a cell; an empty one is left out."""
        if cell is not None and cell != "":
            self.cells[row, column] = cell

    def merge(self, span: Span, cell: Cell) -> None:
        """Merge a range under one text; a range of one cell is only written."""
        self.put(span.first_row, span.first_column, cell)
        if span[:2] != span[2:]:
            self.merged.append(span)

    @property
    def size(self) -> tuple[int, int]:
        """Return the last row and the last column with anything in it."""
        return max(r for r, _ in self.cells), max(c for _, c in self.cells)

    def rows(self) -> list[list[Cell | Formula]]:
        """Return every row from the first, as wide as the widest."""
        height, width = self.size
        return [
            [self.cells.get((row, column), "") for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
