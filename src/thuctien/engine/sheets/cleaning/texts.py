"""Texts of a column in proper Unicode, and plain texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from thuctien.engine.sheets.book import Sheet
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed
from thuctien.engine.text.legacy import Encoding, detect, is_plainly_unicode
from thuctien.engine.workbook.cells import Cell, text_of
from thuctien.engine.workbook.repair import DECOMPOSED, repaired_texts

_SAMPLE_ROWS = 300
ENCODING_NAMES = {
    Encoding.TCVN3: "TCVN3 (ABC)",
    Encoding.VNI: "VNI",
    Encoding.VISCII: "VISCII",
}


def mended(cells: Sequence[Cell], font: Encoding | None) -> tuple[list[Cell], dict[int, Note]]:
    """Return the cells in composed Unicode, with a note by index on each that was converted.

    ``font`` is the encoding that the font of the column reveals.
    """
    texts = {cell for cell in cells if isinstance(cell, str) and not cell.isascii()}
    found = repaired_texts(sorted(texts), font)
    result = list(cells)
    notes: dict[int, Note] = {}
    if not found:
        return result, notes
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and cell in found:
            encoding, text = found[cell]
            result[index] = text
            notes[index] = _note(encoding, text)
    return result, notes


def encoding_of(sheet: Sheet) -> Encoding | None:
    """Return the old encoding of most texts of a sheet, where none is plainly Unicode.

    A column of single short words («N÷» for «Nữ») does not tell its encoding; its neighbours do.
    """
    counts: Counter[Encoding | None] = Counter()
    for row in sheet.rows[:_SAMPLE_ROWS]:
        for cell in row:
            if isinstance(cell, str) and not cell.isascii():
                if is_plainly_unicode(cell):
                    return None
                counts[detect(cell)] += 1
    found = max(counts, key=lambda encoding: counts[encoding], default=None)
    return found if 2 * counts[found] > counts.total() else None


def plain_text(cell: Cell) -> Parsed:
    """Return the clean text of a cell."""
    return Parsed(text) if (text := text_of(cell)) else NOTHING


def _note(encoding: str, text: str) -> Note:
    if encoding == DECOMPOSED:
        return Note(SheetFault.DECOMPOSED, {"text": text})
    name = ENCODING_NAMES[Encoding(encoding)]
    return Note(SheetFault.OLD_ENCODING, {"encoding": name, "text": text})
