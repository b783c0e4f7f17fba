"""Texts that another time or program encoded: turned into proper Unicode, each change noted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from thuctien.engine.text.legacy import Encoding, decode, detect, is_plainly_unicode
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
    """Return the cells of one column with their texts in composed Unicode, and what was changed.

    ``rows`` are the rows of the cells as Excel counts them. Where a column has texts of one old
    encoding and none that is plainly Unicode, its doubtful texts are taken to be of the old one.
    """
    texts = {cell for cell in cells if isinstance(cell, str) and not cell.isascii()}
    found = repaired_texts(sorted(texts))
    repaired = list(cells)
    repairs: list[Repair] = []
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and cell in found:
            encoding, text = found[cell]
            repaired[index] = text
            repairs.append(Repair(sheet, rows[index], column, encoding, cell, text))
    return repaired, repairs


def repaired_texts(
    texts: Sequence[str], font: Encoding | None = None
) -> dict[str, tuple[str, str]]:
    """Return the encoding and the Unicode of each text that is not already in composed form.

    ``texts`` are those of one column; ``font`` is the encoding that its font reveals, if any.
    """
    found: dict[str, tuple[str, str]] = {}
    hint = font or _encoding_of_column(texts)
    for text in texts:
        if encoding := detect(text, hint):
            found[text] = (str(encoding), decode(text, encoding))
        elif not unicodedata.is_normalized("NFC", text):
            found[text] = (DECOMPOSED, unicodedata.normalize("NFC", text))
    return found


def _encoding_of_column(texts: Sequence[str]) -> Encoding | None:
    if any(is_plainly_unicode(text) for text in texts):
        return None
    counts = Counter(encoding for text in texts if (encoding := detect(text)))
    return max(sorted(counts), key=lambda encoding: counts[encoding], default=None)
