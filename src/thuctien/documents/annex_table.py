"""The table of an annex as WordprocessingML: its header row comes again on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from thuctien.documents.content import Annex, Cell

TEXT_STYLE = "ChuTrongBang"
"""The style of the words in the table; an office changes it in its template."""

PORTRAIT_CM = 16.0
LANDSCAPE_CM = 24.7
"""How wide a table may be on a page of either kind."""

_CM_PER_LETTER = 0.21
_PADDING_CM = 0.45
_SHORTEST_CM, _LONGEST_CM = 1.1, 5.5
_TWIPS_PER_CM = 567
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def wanted_widths(annex: Annex) -> list[float]:
    """Return how wide each column would like to be, in cm: so that its words need not break."""
    widths = []
    for number, header in enumerate(annex.columns):
        longest = max((len(str(row[number])) for row in annex.rows), default=0)
        words = max((len(word) for word in header.split()), default=0)
        letters = max(words + 1, longest)
        widths.append(min(max(letters * _CM_PER_LETTER + _PADDING_CM, _SHORTEST_CM), _LONGEST_CM))
    return widths


def is_wide(annex: Annex) -> bool:
    """Say whether the table needs a page turned on its side."""
    return sum(wanted_widths(annex)) > PORTRAIT_CM


def table_xml(annex: Annex) -> str:
    """Return the table; what is in the cells is escaped."""
    wanted = wanted_widths(annex)
    room = LANDSCAPE_CM if is_wide(annex) else PORTRAIT_CM
    widths = [round(width * room / sum(wanted) * _TWIPS_PER_CM) for width in wanted]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = _row(
        (_cell(text, width, "center", bold=True) for text, width in _pairs(annex.columns, widths)),
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    )
    rows = (
        _row(
            (_cell(cell, width, _side(cell)) for cell, width in _pairs(row, widths)),
            "<w:trPr><w:cantSplit/></w:trPr>",
        )
        for row in annex.rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
    )


def _pairs(cells: Sequence[Cell], widths: Sequence[int]) -> Iterable[tuple[Cell, int]]:
    return zip(cells, widths, strict=True)


def _row(cells: Iterable[str], properties: str) -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _side(cell: Cell) -> str:
    return "right" if isinstance(cell, int) else "left"


def _cell(cell: Cell, width: int, side: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{TEXT_STYLE}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(str(cell))}</w:t></w:r></w:p></w:tc>'
    )
