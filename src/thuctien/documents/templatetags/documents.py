"""Words and colours of documents in templates."""

from __future__ import annotations

from django import template

from thuctien.documents.models import Document, DocumentState

register = template.Library()

_TONES = {
    DocumentState.DRAFT: ("due", "file"),
    DocumentState.NUMBERED: ("plan", "met"),
    DocumentState.SIGNED: ("met", "met"),
    DocumentState.CANCELLED: ("overdue", "stop"),
}


@register.inclusion_tag("ui/components/chip.html")
def document_chip(document: Document) -> dict[str, object]:
    """Show where a document stands."""
    tone, icon_name = _TONES[DocumentState(document.state)]
    return {"label": document.get_state_display(), "tone": tone, "icon_name": icon_name}
