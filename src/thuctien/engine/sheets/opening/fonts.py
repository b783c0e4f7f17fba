"""The old encoding that a font's name reveals: .VnTime is TCVN3, VNI-Times is VNI."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from thuctien.engine.text.legacy import Encoding

_PREFIXES = ((".vn", Encoding.TCVN3), ("vni-", Encoding.VNI), ("visc", Encoding.VISCII))
_NAMED = re.compile(rb"(?i)[\"'>]\.Vn\w|[\"'>]VNI-\w|[\"'>]\s*VISC")


def font_encoding(font: str | None) -> Encoding | None:
    """Return the encoding of texts in this font; ``None`` of a font of today."""
    name = (font or "").strip().lower()
    return next((encoding for prefix, encoding in _PREFIXES if name.startswith(prefix)), None)


def names_old_font(part: bytes) -> bool:
    """Return whether an XML part names a font of before Unicode anywhere."""
    return _NAMED.search(part) is not None


def encodings_by_column(fonts: Iterable[tuple[int, str | None]]) -> dict[int, Encoding]:
    """Return the encoding of each column most of whose cells are in an old font.

    ``fonts`` are pairs of a column counted from 1 and the font of one of its cells.
    """
    old: Counter[tuple[int, Encoding]] = Counter()
    cells: Counter[int] = Counter()
    for column, font in fonts:
        cells[column] += 1
        if encoding := font_encoding(font):
            old[column, encoding] += 1
    return {column: encoding for (column, encoding), n in old.items() if 2 * n > cells[column]}
