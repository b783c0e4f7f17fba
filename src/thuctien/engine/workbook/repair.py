"""Texts that another time or program encoded: turned into proper Unicode, each change noted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from thuctien.engine.workbook.cells import Cell

DECOMPOSED = "decomposed"


class Repair(NamedTuple):
    """One cell whose text was converted; ``raw`` is what the file holds."""

    sheet: str
    row: int
    column: str
    encoding: str
    raw: str
    text: str


def repair_cells(
    cells: Sequence[Cell], sheet: str, rows: Sequence[int], column: str
) -> tuple[list[Cell], list[Repair]]:
    """Return the cells with their texts in composed Unicode, and what was changed.

    ``rows`` are the rows of the cells as Excel counts them.
    """
    repaired = list(cells)
    repairs: list[Repair] = []
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and not unicodedata.is_normalized("NFC", cell):
            text = unicodedata.normalize("NFC", cell)
            repaired[index] = text
            repairs.append(Repair(sheet, rows[index], column, DECOMPOSED, cell, text))
    return repaired, repairs
