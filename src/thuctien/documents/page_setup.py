"""The last touches that no field can do: pages of an annex lie on their side where it is wide."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT


def set_up_pages(document: WordDocument, *, has_annex: bool, wide: bool) -> None:
    """Turn the last section of a filled document on its side where its annex is wide."""
    section = document.sections[-1]
    width, height = section.page_width, section.page_height
    if not (has_annex and wide) or width is None or height is None or width > height:
        return
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = height, width
