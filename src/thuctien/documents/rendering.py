"""A document as a file: what is asked for by pages, jobs and the rooms above."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thuctien.documents.content import annex_of
from thuctien.documents.filling import filled
from thuctien.documents.models import Document, Template
from thuctien.documents.pdf import to_pdf
from thuctien.documents.selectors.templates import template_for
from thuctien.documents.templating import fill

SHIPPED = Path(__file__).parent / "shipped"
"""The templates that come with the program."""


class TemplateChangedError(Exception):
    """The file of a template is not what was stored: documents with it cannot be made again."""


def render_docx(document: Document) -> bytes:
    """Return a document as Word file; of a numbered one always the same bytes.

    A draft is written with the template that holds on its day. At most one query. Raises
    ``ValidationError`` with a sentence where a draft has no template, and
    :class:`TemplateChangedError`.
    """
    template = document.template or template_for(document.kind, document.body, document.dated_on)
    if template is None:
        raise ValidationError(_("There is no template for this kind of document; upload one."))
    return fill(file_of(template), filled(document), annex_of(document.annex))


def render_pdf(document: Document) -> bytes:
    """Return a document as PDF; raises as :func:`render_docx`, and ``NoPdfError``."""
    return to_pdf(render_docx(document))


def file_of(template: Template) -> bytes:
    """Return the Word file of a template; raises :class:`TemplateChangedError`."""
    path = Path(template.path) if template.path else SHIPPED / template.file_name
    return _read(path, template.sha256)


@lru_cache(maxsize=16)
def _read(path: Path, sha256: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise TemplateChangedError(path.name)
    return content
