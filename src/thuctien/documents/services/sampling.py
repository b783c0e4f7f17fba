"""Issuing bodies of the sample province, with signers whom there is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.documents.models import Family, IssuingBody, Signer
from thuctien.documents.numbering import PARTY_PATTERN, STATE_LETTER, STATE_PATTERN
from thuctien.people.models import Unit

SOURCE = "dữ liệu mẫu, cần xác nhận"
SINCE = date(2021, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """A body and its two signers; ``unit`` is how the name of its unit begins, folded."""

    body_id: str
    unit: str
    name: str
    superior: str
    sign: str
    authority: str
    signers: tuple[tuple[str, str, str], ...]
    """Name, office, and the lines above it."""
    family: Family = Family.STATE
    term_from: date | None = None


SAMPLES = (
    _Sample(
        body_id="UBND",
        unit="uy ban nhan dan tinh",
        name="Ủy ban nhân dân tỉnh",
        superior="",
        sign="UBND",
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        signers=(
            ("Người Ký Mẫu Một", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
            ("Người Ký Mẫu Hai", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"),
        ),
    ),
    _Sample(
        body_id="SNV",
        unit="so noi vu",
        name="Sở Nội vụ",
        superior="Ủy ban nhân dân tỉnh",
        sign="SNV",
        authority="GIÁM ĐỐC SỞ NỘI VỤ",
        signers=(
            ("Người Ký Mẫu Ba", "GIÁM ĐỐC", ""),
            ("Người Ký Mẫu Tư", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ),
    ),
    _Sample(
        body_id="TCT",
        unit="truong chinh tri",
        name="Trường Chính trị tỉnh",
        superior="Ủy ban nhân dân tỉnh",
        sign="TCT",
        authority="HIỆU TRƯỞNG TRƯỜNG CHÍNH TRỊ TỈNH",
        signers=(
            ("Người Ký Mẫu Năm", "HIỆU TRƯỞNG", ""),
            ("Người Ký Mẫu Sáu", "PHÓ HIỆU TRƯỞNG", "KT. HIỆU TRƯỞNG"),
        ),
    ),
    _Sample(
        body_id="BTCTU",
        unit="ban to chuc tinh uy",
        name="Ban Tổ chức",
        superior="Tỉnh ủy",
        sign="BTCTU",
        authority="TRƯỞNG BAN TỔ CHỨC TỈNH ỦY",
        signers=(
            ("Người Ký Mẫu Bảy", "TRƯỞNG BAN", ""),
            ("Người Ký Mẫu Tám", "PHÓ TRƯỞNG BAN", "K/T TRƯỞNG BAN"),
        ),
        family=Family.PARTY,
        term_from=date(2025, 10, 15),
    ),
)
PLACE = "Thanh Hóa"


@transaction.atomic
def ensure_sample_bodies(*, acting_user: ActingUser) -> int:
    """Store the sample's issuing bodies where there is none; return how many were stored.

    A body whose unit the province does not have is that of the province itself.
    """
    root = Unit.objects.order_by("depth", "path").first()
    if root is None or IssuingBody.objects.exists():
        return 0
    for sample in SAMPLES:
        unit = Unit.objects.filter(folded_name__startswith=sample.unit, valid_to=None).first()
        _store(sample, unit or root, acting_user)
    return len(SAMPLES)


def _store(sample: _Sample, unit: Unit, acting_user: ActingUser) -> None:
    is_state = sample.family == Family.STATE
    body = IssuingBody.objects.create(
        body_id=sample.body_id,
        unit=unit,
        name=sample.name,
        superior=sample.superior,
        family=sample.family,
        sign=sample.sign,
        number_pattern=STATE_PATTERN if is_state else PARTY_PATTERN,
        letter_pattern=STATE_LETTER if is_state else PARTY_PATTERN,
        term_from=sample.term_from,
        place=PLACE,
        authority=sample.authority,
        source=SOURCE,
        confirmed=False,
    )
    signers = [
        Signer.objects.create(
            body=body, name=name, office=office, authority=authority, valid_from=SINCE
        )
        for name, office, authority in sample.signers
    ]
    record(
        "documents.body.create",
        acting_user=acting_user,
        object_type="documents.issuingbody",
        object_key=body.pk,
        changes=[created(body), *(created(signer) for signer in signers)],
    )
