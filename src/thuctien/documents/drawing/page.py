"""The page, its fonts and its styles."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

FONT = "Times New Roman"
TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
TEXT_POINTS, SMALL_POINTS = 14, 12
CONTENT, BASIS, TABLE_TEXT = "Nội dung", "Căn cứ", "Chữ trong bảng"
"""Styles that an office can change in Word for all documents at once."""

_STYLE_IDS = {CONTENT: "NoiDung", BASIS: "CanCu", TABLE_TEXT: "ChuTrongBang"}


def new_document() -> WordDocument:
    """Return an empty A4 document with the margins, fonts and styles of an official one."""
    document = Document()
    normal = document.styles["Normal"]
    _set_font(normal, TEXT_POINTS)
    normal.paragraph_format.space_after = Pt(0)
    _add_style(document, CONTENT, TEXT_POINTS)
    _add_style(document, BASIS, TEXT_POINTS).font.italic = True
    for name in (CONTENT, BASIS):
        body = document.styles[name].paragraph_format
        body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        body.first_line_indent = Mm(12.7)
        body.space_before = body.space_after = Pt(3)
        body.line_spacing = 1.1
    _add_style(document, TABLE_TEXT, SMALL_POINTS)
    set_up_section(document.sections[0])
    return document


def set_up_section(section: Section) -> None:
    """Give a section its margins, and page numbers at the top centre except on its first page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    numbers = section.header.paragraphs[0]
    numbers.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_number(numbers.add_run())
    _start_at_one(section)


def saved(document: WordDocument) -> bytes:
    """Return a document as bytes."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_font(style: ParagraphStyle, points: float) -> None:
    style.font.name, style.font.size = FONT, Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _add_style(document: WordDocument, name: str, points: float) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.element.set(qn("w:styleId"), _STYLE_IDS[name])
    style.quick_style = True
    _set_font(style, points)
    return style


def _add_page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _start_at_one(section: Section) -> None:
    properties = section._sectPr
    if properties.find(qn("w:pgNumType")) is None:  # a new section has those of the one before
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        properties.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
