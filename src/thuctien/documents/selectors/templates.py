"""Which template a document is written with."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from thuctien.base.dated import holds_on
from thuctien.documents.models import DocumentKind, IssuingBody, Template


def template_for(kind: DocumentKind, body: IssuingBody, on: date) -> Template | None:
    """Return the newest template of a kind that holds on a day: the body's own, else its family's.

    None where there is neither.
    """
    rows = Template.objects.filter(holds_on(on), kind=kind).filter(
        Q(body=body) | Q(body=None, family=body.family)
    )
    return rows.order_by(F("body").asc(nulls_last=True), "-version").first()
