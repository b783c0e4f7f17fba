"""The blocks of a document: heading, name and subject, grounds, articles, signature, annex."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from thuctien.documents.drawing.page import BASIS, CONTENT, SMALL_POINTS, set_up_section
from thuctien.documents.fields import HEADINGS
from thuctien.documents.rules_of_lines import RULE_POINTS, rule_of

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
HEADING_WIDTHS = Mm(70), Mm(101)
SIGNATURE_WIDTHS = Mm(80), Mm(85)
MOTTO_POINTS = 172.0
"""How long the motto is in bold 14 points, hence the rule under it."""
PARTY_TITLE_POINTS = 207.0
"""The same of the title of the party in bold 15 points."""


def heading(document: WordDocument, family: str, *, subject: bool = False) -> None:
    """Add the heading of a family: who issues, its number, title, place and day.

    With ``subject`` the subject stands under the number, as in letters.
    """
    table = _two_columns(document, 2, HEADING_WIDTHS)
    left, right = table.rows[0].cells
    number, day = table.rows[1].cells
    (_state_top if family == "state" else _party_top)(left, right)
    colon = ":" if family == "state" else ""
    line(number, f"Số{colon} {{{{{' so_ky_hieu '}}}}}", points=13, first=True)
    if subject:
        line(number, "V/v {{ trich_yeu }}", points=SMALL_POINTS)
    line(day, "{{ dia_danh }}, {{ ngay }}", points=14, italic=True, first=True)
    for cell in (number, day):
        cell.paragraphs[0].paragraph_format.space_before = Pt(6)


def _state_top(left: _Cell, right: _Cell) -> None:
    if_line(left, "co_quan_cap_tren", "{{ co_quan_cap_tren|upper }}", points=13)
    line(left, "{{ co_quan|upper }}", points=13, bold=True)
    rule(left, "{{ gach }}")
    title, motto = HEADINGS["state"]
    line(right, title, points=13, bold=True, first=True)
    line(right, motto, points=14, bold=True)
    rule(right, rule_of(MOTTO_POINTS))


def _party_top(left: _Cell, right: _Cell) -> None:
    if_line(left, "co_quan_cap_tren", "{{ co_quan_cap_tren|upper }}", points=14)
    line(left, "{{ co_quan|upper }}", points=14, bold=True)
    line(left, "*", points=14)
    line(right, HEADINGS["party"][0], points=15, bold=True, first=True)
    rule(right, rule_of(PARTY_TITLE_POINTS))


def rule(place: _Cell | WordDocument, text: str, *, after: float = 0) -> None:
    """Add a rule close under the line above."""
    spacing = line(place, text, points=RULE_POINTS).paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)
    spacing.space_after = Pt(after)


def line(
    cell: _Cell | WordDocument,
    text: str,
    *,
    points: float = 14,
    bold: bool = False,
    italic: bool = False,
    first: bool = False,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:
    """Add a line; ``first`` writes into the empty paragraph that every cell begins with."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(points)
    return paragraph


def if_line(cell: _Cell, condition: str, text: str, *, points: float) -> None:
    """Add a line that is there only where a field is not empty."""
    line(cell, f"{{%p if {condition} %}}", first=True)
    line(cell, text, points=points)
    line(cell, "{%p endif %}")


def each(
    place: _Cell | WordDocument, name: str, text: str, *, style: str | None = None, **look: object
) -> None:
    """Add a line for each of the values of a field; ``x`` is one of them."""
    line(place, f"{{%p for x in {name} %}}")
    paragraph = line(place, text, **look)  # type: ignore[arg-type]
    if style is not None:
        paragraph.style = style
        paragraph.paragraph_format.alignment = None
        paragraph.runs[0].bold = paragraph.runs[0].italic = None
    line(place, "{%p endfor %}")


def name_and_subject(document: WordDocument) -> None:
    """Add the name of the kind and what it is about."""
    title = line(document, "{{ ten_loai|upper }}", bold=True)
    title.paragraph_format.space_before = Pt(18)
    line(document, "{{ trich_yeu }}", bold=True)
    rule(document, rule_of(90), after=12)


def decision_body(document: WordDocument, family: str) -> None:
    """Add who decides, the grounds, «QUYẾT ĐỊNH:» and the articles."""
    if family == "state":
        line(document, "{{ tham_quyen }}", bold=True).paragraph_format.space_after = Pt(6)
    each(document, "can_cu", "{{ x }}", style=BASIS)
    if family == "party":
        line(document, "{{ tham_quyen }}", bold=True).paragraph_format.space_before = Pt(6)
    decides = line(document, "QUYẾT ĐỊNH:" if family == "state" else "QUYẾT ĐỊNH", bold=True)
    decides.paragraph_format.space_before = decides.paragraph_format.space_after = Pt(6)
    line(document, "{%p for d in dieu %}")
    article = document.add_paragraph(style=CONTENT)
    article.add_run("Điều {{ d.so }}.").bold = True
    article.add_run(" {{ d.loi }}")
    line(document, "{%p endfor %}")


def paragraphs(document: WordDocument) -> None:
    """Add the paragraphs of any other kind."""
    each(document, "doan", "{{ x }}", style=CONTENT)


def greeting(document: WordDocument) -> None:
    """Add whom a letter goes to: on one line where it is one, else one below the other."""
    line(document, "{%p if kinh_gui|length == 1 %}")
    one = line(document, "Kính gửi: {{ kinh_gui[0] }}")
    one.paragraph_format.space_before = one.paragraph_format.space_after = Pt(12)
    line(document, "{%p else %}")
    several = line(document, "Kính gửi:", alignment=WD_ALIGN_PARAGRAPH.LEFT)
    several.paragraph_format.left_indent = Mm(35)
    several.paragraph_format.space_before = Pt(12)
    line(document, "{%p for x in kinh_gui %}")
    whom = line(document, "- {{ x }}", alignment=WD_ALIGN_PARAGRAPH.LEFT)
    whom.paragraph_format.left_indent = Mm(45)
    line(document, "{%p endfor %}")
    line(document, "{%p endif %}")


def table_of_list(document: WordDocument) -> None:
    """Add the list itself, where the document is a list."""
    line(document, "{{p bang }}")


def signature(document: WordDocument) -> None:
    """Add the recipients at the left and the signature at the right, never torn apart."""
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    table = _two_columns(document, 1, SIGNATURE_WIDTHS)
    _keep_together(table.rows[0]._tr)
    left, right = table.rows[0].cells
    side = WD_ALIGN_PARAGRAPH.LEFT
    line(left, "Nơi nhận:", points=12, bold=True, italic=True, first=True, alignment=side)
    each(left, "noi_nhan", "- {{ x }}", points=11, alignment=side)
    line(left, "- {{ luu }}", points=11, alignment=side)
    line(right, "{%p for x in quyen_han %}", first=True)
    line(right, "{{ x }}", bold=True)
    line(right, "{%p endfor %}")
    line(right, "{{ chuc_vu }}", bold=True)
    for _room in range(4):
        line(right, "")
    line(right, "{{ nguoi_ky }}", bold=True)


def annex(document: WordDocument) -> None:
    """Add the annex on pages of its own, with the document that it belongs to."""
    line(document, "{%p if phu_luc %}")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_up_section(section)
    line(document, "{{ phu_luc|upper }}", bold=True)
    belongs = line(
        document,
        "(Kèm theo {{ ten_loai }} số {{ so_ky_hieu }} {{ ngay }} của {{ co_quan }})",
        italic=True,
    )
    belongs.paragraph_format.space_after = Pt(10)
    line(document, "{{p bang }}")
    line(document, "{%p endif %}")


def _two_columns(document: WordDocument, rows: int, widths: tuple[Length, Length]) -> Table:
    """Return a new table without lines, of two columns."""
    table: Table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _keep_together(row: object) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
