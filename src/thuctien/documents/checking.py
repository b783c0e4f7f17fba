"""Checks a Word file before it becomes a template: what is wrong is said in plain words."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from io import BytesIO

import docx
from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from thuctien.documents.fields import ALWAYS_NEEDED, BY_NAME, HEADINGS
from thuctien.documents.templating import environment, sample_file
from thuctien.ui.formats import language

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 50 * 2**20
"""A file that grows beyond this is made to harm."""

DOCUMENT_PART, TYPES_PART = "word/document.xml", "[Content_Types].xml"
WORDS = ("dieu", "doan", "bang")
"""At least one of them says what the document is about."""

FILTERS = frozenset(
    {"capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper"}
)
_POSSIBLE = (
    nodes.And,
    nodes.Compare,
    nodes.CondExpr,
    nodes.Const,
    nodes.Filter,
    nodes.For,
    nodes.Getattr,
    nodes.Getitem,
    nodes.If,
    nodes.Keyword,
    nodes.Name,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
    nodes.Output,
    nodes.TemplateData,
    nodes.Test,
)
"""What a template may consist of: nothing that calculates, calls or takes in other files."""

_MARKED_UP = (".rels", ".xml")
_TAKES_IN = re.compile(r"INCLUDE(?:TEXT|PICTURE)|DDE|(?<!HYPER)LINK|\bRD\b", re.IGNORECASE)
"""Fields of Word that take in other files of whoever opens the document."""

_MARKS = (("{{", "}}"), ("{%", "%}"))


def faults_of(content: bytes, *, family: str) -> list[str]:
    """Return what keeps a Word file from being a template of a family, as sentences; at best none.

    The file must be a .docx without macros and without links to files elsewhere; every field must
    be one of :data:`thuctien.documents.fields.FIELDS`; the heading of the family and the blocks
    that no document may lack must be there (Decree 30/2020, article 8); and filled with sample
    data it must give a Word file.
    """
    if fault := _fault_of_package(content):
        return [fault]
    try:  # what is wrong with XML is a SyntaxError, also that of lxml
        document = docx.Document(BytesIO(content))
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError):
        return [_("Word cannot open this file; save it again as a Word document (.docx).")]
    if faults := list(_broken_marks(document)):
        return faults
    try:
        tree = environment().parse(_xml_of(content))
    except TemplateSyntaxError as error:
        return [_("A loop or a condition is written wrongly: %(why)s.") % {"why": error.message}]
    faults = [
        *_faults_of_fields(meta.find_undeclared_variables(tree)),
        *_impossible(tree),
        *_missing_words(document, family),
    ]
    return faults or _faults_when_filled(content, family)


def _fault_of_package(content: bytes) -> str | None:
    if len(content) > MOST_BYTES:
        return _("The file is larger than %(most)s MiB.") % {"most": MOST_BYTES // 2**20}
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if {DOCUMENT_PART, TYPES_PART} <= {part.filename for part in parts}:
                return _fault_of_parts(package, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        pass
    return _("This is not a Word file (.docx); save it in Word as “Word document (.docx)”.")


def _fault_of_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str | None:
    names = [part.filename for part in parts]
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return _("The file unpacks to more than %(most)s MiB; take out large pictures.") % {
            "most": MOST_UNPACKED // 2**20
        }
    if _has_macros(package, names):
        return _("The file has macros in it; save it as a Word document without macros.")
    if _leads_elsewhere(package, names):
        return _("The file takes pictures or parts from elsewhere; put them into it.")
    return None


def _has_macros(package: zipfile.ZipFile, names: Iterable[str]) -> bool:
    types = package.read(TYPES_PART)
    return b"macroEnabled" in types or any(
        name.lower().endswith("vbaproject.bin") for name in names
    )


def _leads_elsewhere(package: zipfile.ZipFile, names: Iterable[str]) -> bool:
    """Say whether whoever opens the file would fetch something; a link to click on is none."""
    return any(_fetches(package.read(name), name) for name in names if name.endswith(_MARKED_UP))


def _fetches(part: bytes, name: str) -> bool:
    try:
        root = parse_xml(part)
    except SyntaxError:
        return False  # what Word cannot read is named when the file is opened
    if name.endswith(".rels"):
        return any(
            relation.get("TargetMode") == "External"
            and not str(relation.get("Type")).endswith("/hyperlink")
            for relation in root.iter("{*}Relationship")
        )
    instructions = "".join(text.text or "" for text in root.iter(qn("w:instrText")))
    simple = (field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple")))
    return bool(_TAKES_IN.search(" ".join([instructions, *simple])))


def _xml_of(content: bytes) -> str:
    """Return body, headers and footers as the text that will be filled."""
    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    parts = [template.get_xml()]
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _id, part in template.get_headers_footers(kind)]
    return "".join(template.patch_xml(part) for part in parts)


def _lines_of(document: WordDocument) -> Iterator[str]:
    """Give the words of each paragraph, also of those in tables, headers and footers."""
    yield from _lines_in(document.element.body)
    for section in document.sections:
        for part in (
            section.header,
            section.first_page_header,
            section.footer,
            section.first_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield from _lines_in(part._element)


def _lines_in(element: BaseOxmlElement) -> Iterator[str]:
    for paragraph in element.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _broken_marks(document: WordDocument) -> Iterator[str]:
    for line in _lines_of(document):
        if any(line.count(begin) != line.count(end) for begin, end in _MARKS):
            yield _("In the line “%(line)s” a brace is missing or too much.") % {"line": line}


def _faults_of_fields(used: set[str]) -> Iterator[str]:
    for name in sorted(used - set(BY_NAME)):
        near = get_close_matches(name, BY_NAME, n=1)
        if near:
            yield _("There is no field “%(name)s”; “%(near)s” may be meant.") % {
                "name": name,
                "near": near[0],
            }
        else:
            yield _("There is no field “%(name)s”.") % {"name": name}
    for name in ALWAYS_NEEDED:
        if name not in used:
            yield _("The field “%(name)s” is missing: %(meaning)s.") % {
                "name": name,
                "meaning": BY_NAME[name].meaning.render(language(), {}),
            }
    if not used & set(WORDS):
        yield _("It has no place for words: %(fields)s.") % {"fields": ", ".join(WORDS)}


def _impossible(tree: nodes.Template) -> Iterator[str]:
    found = {
        node.name if isinstance(node, nodes.Filter) else type(node).__name__
        for node in tree.find_all((nodes.Expr, nodes.Stmt))
        if not isinstance(node, _POSSIBLE)
        or (isinstance(node, nodes.Filter) and node.name not in FILTERS)
    }
    for name in sorted(found):
        yield _("“%(name)s” is not possible here; use fields, loops and conditions only.") % {
            "name": name
        }


def _missing_words(document: WordDocument, family: str) -> Iterator[str]:
    there = {unicodedata.normalize("NFC", " ".join(line.split())) for line in _lines_of(document)}
    for line in HEADINGS[family]:
        if not any(line in words for words in there):
            yield _("The heading lacks the line “%(line)s”, written exactly so.") % {"line": line}


def _faults_when_filled(content: bytes, family: str) -> list[str]:
    try:
        docx.Document(BytesIO(sample_file(content, family)))
    except (TemplateError, SyntaxError, ValueError, TypeError, KeyError) as error:
        return [_("Filled with an example it gives no document: %(why)s.") % {"why": error}]
    return []
