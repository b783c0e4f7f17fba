"""Hand a document out as a file, and write down who took it."""

from __future__ import annotations

from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.documents.models import Document
from thuctien.documents.rendering import render_docx, render_pdf


@transaction.atomic
def hand_out_docx(document: Document, *, acting_user: ActingUser) -> bytes:
    """Return a document as Word file; raises as :func:`rendering.render_docx`."""
    content = render_docx(document)
    _noted(document, "docx", acting_user)
    return content


@transaction.atomic
def hand_out_pdf(document: Document, *, acting_user: ActingUser) -> bytes:
    """Return a document as PDF; raises as :func:`rendering.render_pdf`."""
    content = render_pdf(document)
    _noted(document, "pdf", acting_user)
    return content


def _noted(document: Document, form: str, acting_user: ActingUser) -> None:
    record(
        "documents.document.hand_out",
        acting_user=acting_user,
        object_type="documents.document",
        object_key=str(document.pk),
        after={"format": form},
    )
