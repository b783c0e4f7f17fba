"""The last touches that no field can do: which pages a document has with an annex, and without."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.section import CT_SectPr


def first_pages(document: WordDocument) -> CT_SectPr:
    """Return how the first pages of a template are set up: margins, header, footer."""
    return deepcopy(document.sections[0]._sectPr)


def without_annex(document: WordDocument, first: CT_SectPr) -> None:
    """Let all pages of a filled document be as the first of its template are.

    The pages of an annex are the last of a template, and Word keeps how a document's last pages are
    set up at its end: with the annex gone, its pages would remain and those of the words be lost.
    """
    last = document.sections[-1]._sectPr
    last.getparent().replace(last, first)


def lay_on_side(document: WordDocument) -> None:
    """Turn the last pages of a filled document on their side."""
    section = document.sections[-1]
    width, height = section.page_width, section.page_height
    if width is None or height is None or width > height:
        return
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = height, width
