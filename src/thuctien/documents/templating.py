"""Fills a Word template: fields in, a .docx out, the same bytes for the same input."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from thuctien.documents.annex_table import is_wide, table_xml
from thuctien.documents.content import Annex
from thuctien.documents.fields import samples
from thuctien.documents.page_setup import first_pages, lay_on_side, without_annex
from thuctien.documents.rules_of_lines import rule_under_name

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that every part of the file bears, so that equal documents are equal files."""


def environment() -> SandboxedEnvironment:
    """Return what runs the fields of a template.

    A template is a file from outside: it reaches no code, what is filled in cannot become markup,
    and a field that does not exist is an error instead of a gap.
    """
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def fill(template: bytes, fields: Mapping[str, Any], annex: Annex | None) -> bytes:
    """Return the .docx that a template makes of fields (:mod:`.fields`) and an annex.

    Raises ``jinja2.TemplateError`` where the template is at fault; those that were uploaded
    through :mod:`.checking` are not.
    """
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    first = first_pages(document.docx)
    values = {
        **fields,
        "gach": rule_under_name(str(fields["co_quan"])),
        "phu_luc": annex.title if annex else "",
        "bang": Markup(table_xml(annex)) if annex else "",  # noqa: S704 - made of escaped cells
    }
    document.render(values, environment())
    if annex is None:
        without_annex(document.docx, first)
    elif is_wide(annex):
        lay_on_side(document.docx)
    filled = BytesIO()
    document.save(filled)
    return without_clock(filled.getvalue())


def sample_file(template: bytes, family: str) -> bytes:
    """Return the .docx that a template makes of the examples of all fields; raises as above."""
    values = samples(family)
    return fill(template, values, Annex(title=values["phu_luc"], **values["bang"]))


def without_clock(docx: bytes) -> bytes:
    """Return the same file with every part dated alike and in the order of names."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()
