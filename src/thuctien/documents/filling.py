"""What the fields of a template are filled with, for one document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thuctien.documents.content import content_of
from thuctien.documents.fields import day_text
from thuctien.documents.models import Document, IssuingBody, Signer
from thuctien.documents.numbering import number_text

ABOUT = "về việc"
END = "./."
"""What closes the words of a document."""


def number_of(document: Document, number: int | None) -> str:
    """Return the number and sign that a document bears, or would bear with ``number``."""
    body, kind = document.body, document.kind
    return number_text(
        body.letter_pattern if kind.is_letter else body.number_pattern,
        number,
        digits=body.number_digits,
        kind=kind.sign_in(body.family),
        sign=body.sign,
        drafter=document.drafter,
        year=document.dated_on.year,
    )


def filled(document: Document) -> dict[str, Any]:
    """Return the value of every field but those of the annex: texts, lists of lines, articles.

    Of a draft they follow the body and the signer as these are now; of a numbered document they
    are what was frozen.
    """
    if document.frozen:
        return dict(document.frozen)
    content = content_of(document.abstract, document.content)
    articles = _closed(content.articles)
    return {
        **_heading(document.body),
        "so_ky_hieu": number_of(document, document.number),
        "ngay": _day(document),
        "ten_loai": document.kind.name,
        "trich_yeu": _subject(content.abstract) if document.kind.is_letter else content.abstract,
        "kinh_gui": list(content.addressees),
        "can_cu": _marked(content.bases, last="."),
        "dieu": [{"so": number, "loi": words} for number, words in enumerate(articles, 1)],
        "doan": list(content.paragraphs) if articles else _closed(content.paragraphs),
        "noi_nhan": _marked(document.recipients, last=";"),
        "luu": f"{_kept_at(document)}.",
        **_signature(document.signer),
    }


def _heading(body: IssuingBody) -> dict[str, Any]:
    return {
        "co_quan_cap_tren": body.superior,
        "co_quan": body.name,
        "dia_danh": body.place,
        "tham_quyen": body.authority,
    }


def _signature(signer: Signer | None) -> dict[str, Any]:
    if signer is None:
        return {"quyen_han": [], "chuc_vu": "", "nguoi_ky": ""}
    return {
        "quyen_han": signer.authority.splitlines(),
        "chuc_vu": signer.office,
        "nguoi_ky": signer.name,
    }


def _day(document: Document) -> str:
    """Leave room for the day while a document is a draft."""
    if document.is_draft and document.number is None:
        return f"ngày      tháng      năm {document.dated_on.year}"
    return day_text(document.dated_on)


def _subject(abstract: str) -> str:
    """Return the subject of a letter, before which its template has «V/v»."""
    return abstract[len(ABOUT) :].lstrip() if abstract.lower().startswith(ABOUT) else abstract


def _kept_at(document: Document) -> str:
    return ", ".join(filter(None, (f"Lưu: {document.body.archive}", document.drafter)))


def _marked(lines: Sequence[str], *, last: str) -> list[str]:
    """Return lines that end with a semicolon each, the last with ``last``."""
    bare = [line.rstrip(" ;.,") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}{last}" for line in bare[-1:]]


def _closed(paragraphs: Sequence[str]) -> list[str]:
    """Return paragraphs of which the last ends with the closing mark, unless it leads on."""
    if not paragraphs or paragraphs[-1].endswith(":"):
        return list(paragraphs)
    return [*paragraphs[:-1], paragraphs[-1].rstrip(" ./") + END]
