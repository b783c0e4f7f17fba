"""Write the templates into ``shipped/``, or into the folder that is named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docx.document import Document as WordDocument

from thuctien.documents.drawing import parts
from thuctien.documents.drawing.page import BASIS, new_document, saved
from thuctien.documents.templating import without_clock


def _decision(document: WordDocument, family: str) -> None:
    parts.heading(document, family)
    parts.name_and_subject(document)
    parts.decision_body(document, family)


def _letter(document: WordDocument, family: str) -> None:
    parts.heading(document, family, subject=True)
    parts.greeting(document)
    parts.paragraphs(document)


def _list(document: WordDocument, family: str) -> None:
    parts.heading(document, family)
    parts.name_and_subject(document)
    parts.paragraphs(document)
    parts.table_of_list(document)


def _other(document: WordDocument, family: str) -> None:
    parts.heading(document, family)
    parts.name_and_subject(document)
    parts.line(document, "{%p if kinh_gui %}")
    parts.greeting(document)
    parts.line(document, "{%p endif %}")
    parts.each(document, "can_cu", "{{ x }}", style=BASIS)
    parts.paragraphs(document)


DRAWN: Mapping[str, Callable[[WordDocument, str], None]] = {
    "decision": _decision,
    "letter": _letter,
    "list": _list,
    "other": _other,
}
"""What stands between heading and signature, by the second part of the name of a file."""

FAMILIES, VERSION = ("state", "party"), 1


def names() -> list[str]:
    """Return the names of all files."""
    return [f"{family}-{layout}-{VERSION}.docx" for family in FAMILIES for layout in DRAWN]


def draw(name: str) -> bytes:
    """Return one of the templates as Word file."""
    family, layout, _version = name.split("-")
    document = new_document()
    DRAWN[layout](document, family)
    parts.signature(document)
    if layout != "list":
        parts.annex(document)
    return without_clock(saved(document))


def main() -> None:
    """Write all of them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "shipped"
    folder.mkdir(exist_ok=True)
    for name in names():
        (folder / name).write_bytes(draw(name))


if __name__ == "__main__":
    main()
