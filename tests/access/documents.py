"""A draft, its scan and the decision that it is, of the body that issues for each place."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.access.province import unit_of
from thuctien.documents.models import Document, IssuingBody, Signer, Template
from thuctien.documents.numbering import STATE_LETTER, STATE_PATTERN
from thuctien.sending.models import Decision, OfferedClass

DAY = date(2027, 2, 1)


def documents_of(place: str, offered: object) -> dict[str, object]:
    """Return what the addresses of documents and decisions name, for the body of a place."""
    body = IssuingBody.objects.create(
        body_id=place.upper(),
        unit_id=unit_of(place),
        name=f"Cơ quan {place}",
        family="state",
        sign="X",
        number_pattern=STATE_PATTERN,
        letter_pattern=STATE_LETTER,
        place="Thanh Hóa",
        authority="GIÁM ĐỐC",
    )
    signer = Signer.objects.create(body=body, name="Người Ký", office="GIÁM ĐỐC")
    draft = Document.objects.create(
        kind_id="decision",
        body=body,
        signer=signer,
        dated_on=DAY,
        abstract="Về việc cử đi học",
        content={"articles": ["Cử một người."]},
        created_at=timezone.now(),
    )
    Decision.objects.create(
        document=draft, offered_class=OfferedClass.objects.get(pk=offered), purpose="send"
    )
    return {
        "document_id": draft.pk,
        "scan_id": 0,
        "documents:link.kind": "cancels",
        "body_id": body.pk,
        "signer_id": signer.pk,
        "template_id": Template.objects.order_by("pk")[0].pk,
        "offer_id": offered,
        "decision_id": draft.pk,
        "text_id": "cancel",
    }
