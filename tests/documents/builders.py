"""A body that issues documents, who signs for it, and documents of its own."""

from __future__ import annotations

from datetime import date

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.documents.content import Annex, Content
from thuctien.documents.kinds import KindId
from thuctien.documents.models import Document, IssuingBody, Signer
from thuctien.documents.numbering import PARTY_PATTERN, STATE_LETTER, STATE_PATTERN
from thuctien.documents.services import draft_document, number_document
from thuctien.people.models import Unit

DAY = date(2026, 2, 5)
CONTENT = Content(
    abstract="Về việc cử công chức tham gia khóa bồi dưỡng",
    bases=("Căn cứ Quy chế làm việc của Sở Nội vụ", "Theo đề nghị của Phòng Công chức"),
    articles=("Cử 02 công chức tham gia khóa bồi dưỡng.", "Quyết định có hiệu lực từ ngày ký."),
)


def make_unit(unit_id: str = "SNV", name: str = "Sở Nội vụ", path: str = "") -> Unit:
    """Store a unit directly below the province."""
    return Unit.objects.create(
        unit_id=unit_id, name=name, kind="agency", path=path or f"/TINH/{unit_id}/", depth=1
    )


def make_body(unit: Unit | None = None, **changes: object) -> IssuingBody:
    """Store the department of home affairs as a body that issues documents."""
    values: dict[str, object] = {
        "body_id": "SNV",
        "unit": unit or make_unit(),
        "name": "Sở Nội vụ",
        "superior": "Ủy ban nhân dân tỉnh Thanh Hóa",
        "family": "state",
        "sign": "SNV",
        "number_pattern": STATE_PATTERN,
        "letter_pattern": STATE_LETTER,
        "place": "Thanh Hóa",
        "authority": "GIÁM ĐỐC SỞ NỘI VỤ",
    }
    return IssuingBody.objects.create(**{**values, **changes})


def make_party_body(unit: Unit) -> IssuingBody:
    """Store the party's organisation board, which counts through its term."""
    return make_body(
        unit,
        body_id="BTC",
        name="Ban Tổ chức",
        superior="Tỉnh ủy Thanh Hóa",
        family="party",
        sign="BTCTU",
        number_pattern=PARTY_PATTERN,
        letter_pattern=PARTY_PATTERN,
        authority="TRƯỞNG BAN",
        term_from=date(2025, 10, 15),
    )


def make_signer(body: IssuingBody, **changes: object) -> Signer:
    """Store somebody who signs for a body."""
    values: dict[str, object] = {
        "body": body,
        "name": "Lê Thị Mẫu",
        "office": "PHÓ GIÁM ĐỐC",
        "authority": "KT. GIÁM ĐỐC",
        "valid_from": date(2020, 1, 1),
    }
    return Signer.objects.create(**{**values, **changes})


def make_draft(
    body: IssuingBody,
    *,
    kind: str = KindId.DECISION,
    content: Content = CONTENT,
    annex: Annex | None = None,
    acting_user: ActingUser = SYSTEM,
    **changes: object,
) -> Document:
    """Draft a document of a body, signed by the first who signs for it."""
    signer = body.signers.first() or make_signer(body)
    return draft_document(
        kind=kind,
        body=body,
        content=content,
        annex=annex,
        on=DAY,
        signer=signer,
        recipients=("Như Điều 2", "Ban Tổ chức Tỉnh ủy (để báo cáo)"),
        acting_user=acting_user,
        **changes,  # type: ignore[arg-type]
    )


def make_numbered(body: IssuingBody, on: date = DAY, **changes: object) -> Document:
    """Draft a document and give it its number."""
    return number_document(make_draft(body, **changes), on=on, acting_user=SYSTEM)  # type: ignore[arg-type]
