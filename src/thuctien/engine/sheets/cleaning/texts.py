"""Texts of a column in proper Unicode, and plain texts."""

from __future__ import annotations

from collections.abc import Sequence

from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed
from thuctien.engine.text.legacy import Encoding
from thuctien.engine.workbook.cells import Cell, text_of
from thuctien.engine.workbook.repair import DECOMPOSED, repaired_texts

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


def plain_text(cell: Cell) -> Parsed:
    """Return the clean text of a cell."""
    return Parsed(text) if (text := text_of(cell)) else NOTHING


def _note(encoding: str, text: str) -> Note:
    if encoding == DECOMPOSED:
        return Note(SheetFault.DECOMPOSED, {"text": text})
    name = ENCODING_NAMES[Encoding(encoding)]
    return Note(SheetFault.OLD_ENCODING, {"encoding": name, "text": text})
