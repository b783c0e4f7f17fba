"""A filled form as .docx, with headings over headings that come again on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from thuctien.documents.annex_table import LANDSCAPE_CM, PORTRAIT_CM, TEXT_STYLE
from thuctien.documents.drawing.page import new_document, saved
from thuctien.reports.returns import wording
from thuctien.reports.returns.files.widths import widths_for
from thuctien.reports.returns.filling import Filled, ShownLine
from thuctien.reports.returns.shape import Heading
from thuctien.ui.formats import number

MOST_UPRIGHT = 6
"""Columns of figures that fit on a page that stands upright."""
_TWIPS_PER_CM = 567
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FEWEST_LETTERS = 3
_CONTINUES = '<w:vMerge w:val="continue"/>'
_BEGINS = '<w:vMerge w:val="restart"/>'


def write_docx(filled: Filled) -> bytes:
    """Return the form as a Word document, upright or on its side as its columns need."""
    document = new_document()
    is_wide = len(filled.shape.leaves) > MOST_UPRIGHT
    if is_wide:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    form = filled.form
    _add(document, f"{form.code} · {wording.authority_of(form)}", points=12)
    _add(document, wording.title_of(form), points=14, bold=True, centred=True)
    _add(document, wording.subtitle(filled), points=13, centred=True)
    _add(document, "", points=6)
    document.element.body.insert(
        len(document.element.body) - 1,
        parse_xml(_table(filled, LANDSCAPE_CM if is_wide else PORTRAIT_CM)),
    )
    for note in wording.notes(filled):
        _add(document, note, points=11, italic=True)
    _sign(document)
    return saved(document)


def _add(
    document: Document,
    text: str,
    *,
    points: float,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(points)


def _sign(document: Document) -> None:
    """Add the places of who made the report and who signs it."""
    table = document.add_table(rows=1, cols=2)
    for cell, title in zip(table.rows[0].cells, (_("Made by"), _("Head of the unit")), strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(12)
        run = paragraph.add_run(title)
        run.bold, run.font.size = True, Pt(13)


def _table(filled: Filled, room_cm: float) -> str:
    widths = widths_for(_letters(filled), room_cm)
    twips = [round(width * _TWIPS_PER_CM) for width in widths.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    lines = (_line(filled, line, widths.size) for line in filled.lines)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join((*_head(filled, widths.size), *lines))}</w:tbl>"
    )


def _letters(filled: Filled) -> list[int]:
    """Return how many letters each column must have room for: its longest word, or figure."""
    return [
        max(
            *(len(word) for word in leaf.title.split()),
            *(len(number(line.figures[place])) for line in filled.lines),
            _FEWEST_LETTERS,
        )
        for place, leaf in enumerate(filled.shape.leaves)
    ]


def _head(filled: Filled, size: int) -> Iterator[str]:
    names = Heading(wording.row_heading(filled), 0, -1, filled.shape.depth, 1)
    headings = sorted((names, *filled.shape.headings), key=lambda heading: heading.column)
    for row in range(filled.shape.depth):
        cells = (
            _cell(
                heading.title if heading.row == row else "",
                size,
                "center",
                bold=True,
                span=heading.colspan,
                merge=_merge(heading, row),
            )
            for heading in headings
            if heading.row <= row < heading.row + heading.rowspan
        )
        yield _row(cells, "<w:tblHeader/>")


def _merge(heading: Heading, row: int) -> str:
    if heading.rowspan == 1:
        return ""
    return _BEGINS if heading.row == row else _CONTINUES


def _line(filled: Filled, line: ShownLine, size: int) -> str:
    bold = line.depth < len(filled.rows) or not line.key
    name = line.label if line.key else wording.total()
    figures = (
        _cell(wording.HIDDEN if figure is None else number(figure), size, "right", bold=bold)
        for figure in line.figures
    )
    return _row((_cell(name, size, "left", bold=bold, indent=line.depth), *figures), "")


def _row(cells: Iterable[str], properties: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str,
    size: int,
    side: str,
    *,
    bold: bool = False,
    span: int = 1,
    merge: str = "",
    indent: int = 0,
) -> str:
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr>{spans}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{TEXT_STYLE}"/><w:ind w:left="{indent * 170}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
