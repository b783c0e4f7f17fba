"""Files that are no templates, and what is said of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from thuctien.documents import checking
from thuctien.documents.checking import faults_of
from thuctien.documents.drawing.__main__ import names
from thuctien.documents.rendering import SHIPPED

DECISION = "state-decision-1.docx"


@pytest.fixture(autouse=True)
def english() -> object:
    """Sentences are compared in English."""
    with translation.override("en"):
        yield


def shipped(name: str = DECISION) -> bytes:
    """Return one of the templates that come along."""
    return (SHIPPED / name).read_bytes()


def edited(change: Callable[[str], str]) -> bytes:
    """Return a template of which somebody has changed the words, paragraph by paragraph."""
    document = docx.Document(BytesIO(shipped()))
    for element in document.element.body.iter(qn("w:p")):
        for run in Paragraph(element, document._body).runs:
            run.text = change(run.text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def replaced(old: str, new: str) -> bytes:
    """Return a template in which some words are replaced by others."""
    return edited(lambda text: text.replace(old, new))


def with_part(name: str, content: bytes, *, before: bytes = b"") -> bytes:
    """Return a template with another part, or with ``content`` put in before some of its bytes."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(shipped())) as old, zipfile.ZipFile(result, "w") as new:
        for part in old.namelist():
            kept = old.read(part)
            is_meant = before and part == name
            new.writestr(part, kept.replace(before, content + before, 1) if is_meant else kept)
        if not before:
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


@pytest.mark.parametrize("name", names())
def test_the_templates_that_come_along_are_templates(name: str) -> None:
    assert faults_of(shipped(name), family=name.split("-", maxsplit=1)[0]) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old .doc"])
def test_what_is_no_word_file_is_no_template(content: bytes) -> None:
    (fault,) = faults_of(content, family="state")
    assert "not a Word file" in fault


def test_a_workbook_is_no_template() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "not a Word file" in faults_of(file.getvalue(), family="state")[0]


def test_xml_that_is_cut_off_is_no_template() -> None:
    content = with_part("word/document.xml", b"<", before=b"<w:body>")
    assert "cannot open" in faults_of(content, family="state")[0]


@pytest.mark.parametrize(
    "content",
    [
        with_part("word/vbaProject.bin", b"macro"),
        with_part("[Content_Types].xml", b"<!-- macroEnabled -->", before=b"</Types>"),
    ],
)
def test_macros_are_refused(content: bytes) -> None:
    (fault,) = faults_of(content, family="state")
    assert "macros" in fault


def test_what_is_fetched_from_elsewhere_is_refused_and_a_link_is_not() -> None:
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/%s" Target="https://example.org/a" TargetMode="External"/>'
    )
    place = "word/_rels/document.xml.rels"
    for kind, is_refused in ((b"image", True), (b"attachedTemplate", True), (b"hyperlink", False)):
        content = with_part(place, relation % kind, before=b"</Relationships>")
        faults = faults_of(content, family="state")
        assert any("elsewhere" in fault for fault in faults) is is_refused


def test_however_the_way_elsewhere_is_written_it_is_refused() -> None:
    relation = (
        b"<Relationship\nTargetMode='External' Id='rId99' Type='x/image' Target='file:///a'/>"
    )
    content = with_part("word/_rels/document.xml.rels", relation, before=b"</Relationships>")
    assert any("elsewhere" in fault for fault in faults_of(content, family="state"))


@pytest.mark.parametrize(
    ("field", "is_refused"),
    [
        (b'<w:r><w:instrText>INCLUDEPICTURE "file:///a"</w:instrText></w:r>', True),
        (
            b"<w:r><w:instrText>INCLUDE</w:instrText></w:r>"
            b'<w:r><w:instrText>TEXT "a"</w:instrText></w:r>',
            True,
        ),
        (b'<w:fldSimple w:instr="DDEAUTO a b"/>', True),
        (b'<w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>', False),
        (b"<w:r><w:instrText>NUMPAGES</w:instrText></w:r>", False),
    ],
)
def test_a_field_of_word_that_takes_in_files_is_refused(field: bytes, is_refused: bool) -> None:
    content = with_part("word/document.xml", b"<w:p>" + field + b"</w:p>", before=b"<w:sectPr")
    faults = faults_of(content, family="state")
    assert any("elsewhere" in fault for fault in faults) is is_refused


def test_files_that_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    swollen = with_part("word/media/a.png", bytes(checking.MOST_UNPACKED))
    assert len(swollen) < checking.MOST_BYTES
    assert "unpacks" in faults_of(swollen, family="state")[0]
    monkeypatch.setattr(checking, "MOST_BYTES", 100)
    assert "larger" in faults_of(shipped(), family="state")[0]


def test_a_field_that_does_not_exist_is_named_with_the_nearest() -> None:
    assert faults_of(replaced("{{ so_ky_hieu }}", "{{ so_kihieu }}"), family="state") == [
        "There is no field “so_kihieu”; “so_ky_hieu” may be meant.",
        "The field “so_ky_hieu” is missing: Number and sign.",
    ]


def test_a_field_in_the_header_of_the_page_is_looked_at_too() -> None:
    document = docx.Document(BytesIO(shipped()))
    document.sections[0].header.paragraphs[0].add_run("{{ mat_do }}")
    file = BytesIO()
    document.save(file)
    assert faults_of(file.getvalue(), family="state") == ["There is no field “mat_do”."]


@pytest.mark.parametrize("field", checking.ALWAYS_NEEDED)
def test_a_block_that_no_document_may_lack_is_named(field: str) -> None:
    def without(text: str) -> str:
        return "" if field in text and "{{" in text else text.replace(f"in {field} ", "in doan ")

    faults = faults_of(edited(without), family="state")
    assert [fault for fault in faults if f"“{field}” is missing" in fault]


def test_a_template_without_a_place_for_words_is_named() -> None:
    content = edited(lambda text: "" if any(w in text for w in ("dieu", "d.", "bang")) else text)
    faults = faults_of(content, family="state")
    assert any("loop" in fault or "no place for words" in fault for fault in faults)


def test_a_brace_that_is_missing_is_shown_in_its_line() -> None:
    (fault,) = faults_of(replaced("{{ nguoi_ky }}", "{{ nguoi_ky }"), family="state")
    assert fault == "In the line “{{ nguoi_ky }” a brace is missing or too much."


def test_a_loop_that_does_not_end_is_named() -> None:
    (fault,) = faults_of(replaced("{%p endfor %}", ""), family="state")
    assert "loop or a condition" in fault


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("{{ nguoi_ky * 1000000000 }}", "Mul"),
        ("{{ nguoi_ky.format() }}", "Call"),
        ("{{ nguoi_ky|center(1000000000) }}", "center"),
        ("{{ nguoi_ky }}{% include 'a' %}", "Include"),
        ("{{ nguoi_ky }}{% set x = nguoi_ky %}", "Assign"),
    ],
)
def test_a_template_calculates_and_calls_nothing(written: str, named: str) -> None:
    (fault,) = faults_of(replaced("{{ nguoi_ky }}", written), family="state")
    assert fault.startswith(f"“{named}” is not possible")


def test_a_part_of_a_field_that_there_is_not_shows_when_it_is_filled() -> None:
    (fault,) = faults_of(replaced("d.loi", "d.noi_dung"), family="state")
    assert "gives no document" in fault


@pytest.mark.parametrize("family", ["state", "party"])
def test_the_heading_is_that_of_the_family(family: str) -> None:
    other = "party" if family == "state" else "state"
    faults = faults_of(shipped(f"{other}-decision-1.docx"), family=family)
    assert faults
    assert all("The heading lacks the line" in fault for fault in faults)


def test_another_spelling_of_the_heading_is_found() -> None:
    faults = faults_of(replaced("CỘNG HÒA", "CỘNG HOÀ"), family="state")
    assert faults == [
        "The heading lacks the line “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, written exactly so."
    ]
