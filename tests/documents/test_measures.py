"""The measures that are laid down for official documents, read back from the Word files.

Those of the state: Decree 30/2020, Annex I, part I (page) and part VI (fonts and sizes); those of
the party: its guidance on the form of documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from tests.documents.printed import NAMES, word_file

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
FONT = "Times New Roman"


def opened(name: str) -> WordDocument:
    """Return the Word file of a sample."""
    return docx.Document(BytesIO(word_file(name)))


def paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """Give all paragraphs, also those in tables, in the order of the page."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: size in points, bold, italic, where they stand."""

    points: float
    bold: bool = False
    italic: bool = False
    alignment: WD_ALIGN_PARAGRAPH | None = None


def look_of(document: WordDocument, words: str) -> Look:
    """Return the look of the first paragraph that begins with these words."""
    paragraph = next(found for found in paragraphs(document) if found.text.startswith(words))
    run, style = next(run for run in paragraph.runs if run.text.strip()), paragraph.style
    assert isinstance(style, ParagraphStyle)
    size = run.font.size or style.font.size or document.styles["Normal"].font.size
    chosen = paragraph.alignment
    return Look(
        points=size.pt,
        bold=bool(style.font.bold if run.bold is None else run.bold),
        italic=bool(style.font.italic if run.italic is None else run.italic),
        alignment=style.paragraph_format.alignment if chosen is None else chosen,
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_a4_with_the_margins_that_are_laid_down(name: str) -> None:
    for section in opened(name).sections:
        assert section.page_width is not None
        assert section.page_height is not None
        assert sorted((section.page_width.mm, section.page_height.mm)) == pytest.approx(
            [210, 297], abs=0.2
        )
        margins = [
            (section.top_margin, 20, 25),
            (section.bottom_margin, 20, 25),
            (section.left_margin, 30, 35),
            (section.right_margin, 15, 20),
        ]
        for margin, least, most in margins:
            assert margin is not None
            assert least - 0.1 <= margin.mm <= most + 0.1


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_times_new_roman(name: str) -> None:
    document = opened(name)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        FONT
    }
    others = {run.font.name for found in paragraphs(document) for run in found.runs}
    assert others <= {None, FONT}


STATE = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(13, bold=True, alignment=CENTRE)),
    ("Độc lập - Tự do - Hạnh phúc", Look(14, bold=True, alignment=CENTRE)),
    ("ỦY BAN NHÂN DÂN TỈNH THANH HÓA", Look(13, alignment=CENTRE)),
    ("TRƯỜNG CHÍNH TRỊ TỈNH", Look(13, bold=True, alignment=CENTRE)),
    ("Số: 36/QĐ-TCT", Look(13, alignment=CENTRE)),
    ("Thanh Hóa, ngày 05 tháng 02 năm 2026", Look(14, italic=True, alignment=CENTRE)),
    ("QUYẾT ĐỊNH", Look(14, bold=True, alignment=CENTRE)),
    ("Về việc cử công chức", Look(14, bold=True, alignment=CENTRE)),
    ("HIỆU TRƯỞNG TRƯỜNG", Look(14, bold=True, alignment=CENTRE)),
    ("Căn cứ chức năng", Look(14, italic=True, alignment=JUSTIFY)),
    ("Điều 1.", Look(14, bold=True, alignment=JUSTIFY)),
    ("Nơi nhận:", Look(12, bold=True, italic=True, alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    ("- Ban Tổ chức Tỉnh ủy (để báo cáo);", Look(11, alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    ("- Lưu: VT, ĐT.", Look(11, alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    ("KT. HIỆU TRƯỞNG", Look(14, bold=True, alignment=CENTRE)),
    ("PHÓ HIỆU TRƯỞNG", Look(14, bold=True, alignment=CENTRE)),
    ("Lê Thị Mẫu", Look(14, bold=True, alignment=CENTRE)),
]
PARTY = [
    ("ĐẢNG CỘNG SẢN VIỆT NAM", Look(15, bold=True, alignment=CENTRE)),
    ("BAN CHẤP HÀNH TRUNG ƯƠNG", Look(14, alignment=CENTRE)),
    ("HỌC VIỆN MẪU", Look(14, bold=True, alignment=CENTRE)),
    ("*", Look(14, alignment=CENTRE)),
    ("Số 6468-QĐ/HVCTQG", Look(13, alignment=CENTRE)),
    ("Hà Nội, ngày 05 tháng 02 năm 2026", Look(14, italic=True, alignment=CENTRE)),
    ("K/T GIÁM ĐỐC", Look(14, bold=True, alignment=CENTRE)),
    ("Nơi nhận:", Look(12, bold=True, italic=True, alignment=WD_ALIGN_PARAGRAPH.LEFT)),
]


@pytest.mark.parametrize(
    ("name", "words", "look"),
    [("state-decision", *line) for line in STATE] + [("party-decision", *line) for line in PARTY],
)
def test_each_block_has_the_size_and_the_look_that_is_laid_down(
    name: str, words: str, look: Look
) -> None:
    assert look_of(opened(name), words) == look


@pytest.mark.parametrize("style", ["Nội dung", "Căn cứ"])
def test_the_words_have_the_indent_and_the_distances_that_are_laid_down(style: str) -> None:
    spacing = opened("state-decision").styles[style].paragraph_format
    assert spacing.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert spacing.space_before.pt + spacing.space_after.pt >= 6
    assert 1 <= spacing.line_spacing <= 1.5


def test_a_letter_has_its_subject_below_its_number_in_twelve_points() -> None:
    assert look_of(opened("state-letter"), "V/v cử công chức") == Look(12, alignment=CENTRE)


def test_the_number_of_a_page_stands_at_its_top_centre_but_not_on_the_first() -> None:
    for section in opened("state-decision").sections:
        assert section.different_first_page_header_footer
        (paragraph,) = section.header.paragraphs
        assert "PAGE" in paragraph._p.xml
        assert paragraph.alignment == CENTRE
        assert "PAGE" not in section.first_page_header._element.xml


def test_equal_documents_are_equal_files() -> None:
    again = word_file.__wrapped__("state-decision")
    assert again == word_file("state-decision")
