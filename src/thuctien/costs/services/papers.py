"""The documents that are issued here, by the number that somebody typed."""

from __future__ import annotations

from thuctien.documents.models import Document, DocumentState


def document_numbered(number: str) -> Document | None:
    """Return the one document that bears a number; none where several do, or it is from elsewhere.

    Two bodies may use the same grammar: then nobody can tell which is meant.
    """
    text = number.strip()
    if not text:
        return None
    found = Document.objects.filter(number_text=text).exclude(state=DocumentState.DRAFT)[:2]
    return found[0] if len(found) == 1 else None
