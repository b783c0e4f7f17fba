"""The register of documents, and one of them with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.documents.models import Document, DocumentLink, DocumentState, IssuingBody

ORDERS = {
    "day": ("dated_on", "pk"),
    "number": ("register__year", "body", "kind", "number", "pk"),
    "subject": ("folded_abstract", "pk"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are asked for; empty is all."""

    year: str = ""
    body: str = ""
    kind: str = ""
    state: str = ""


def list_documents(wanted: Wanted, asked: Asked, *, acting_user: ActingUser) -> Page[Document]:
    """Return a page of the documents that the acting user may read, the latest first.

    Words are looked for in the subject, with or without marks, or as a part of the number. Two
    queries.
    """
    rows = seen(acting_user=acting_user)
    if wanted.year.isdecimal():
        rows = rows.filter(dated_on__year=int(wanted.year))
    for name in ("body", "kind", "state"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if asked.text:
        rows = rows.filter(
            has_words("folded_abstract", asked.text) | Q(number_text__icontains=asked.text)
        )
    return page_of(ordered(rows, asked.sort or "-day", ORDERS, "day"), asked.page, asked.size)


def seen(*, acting_user: ActingUser) -> QuerySet[Document]:
    """Return the documents that the acting user may read, with body, kind and signer."""
    rows = visible(Document.objects.all(), acting_user=acting_user).distinct()
    return rows.select_related("body", "kind", "signer")


def waiting_for_number(*, acting_user: ActingUser) -> QuerySet[Document]:
    """Return the drafts that the acting user may number, the oldest first."""
    drafts = Document.objects.filter(state=DocumentState.DRAFT)
    rows = visible(drafts, acting_user=acting_user, action=Action.ISSUE_DOCUMENTS)
    return rows.distinct().select_related("body", "kind").order_by("created_at", "pk")


def links_of(document: Document) -> QuerySet[DocumentLink]:
    """Return what a document does to others, and others to it; one query."""
    links = DocumentLink.objects.filter(Q(by=document) | Q(target=document))
    return links.select_related("by", "target").order_by("pk")


def years(*, acting_user: ActingUser) -> list[int]:
    """Return the years in which documents that the acting user may read are dated."""
    rows = visible(Document.objects.all(), acting_user=acting_user)
    return list(
        rows.values_list("dated_on__year", flat=True).distinct().order_by("-dated_on__year")
    )


def bodies_of(action: Action, *, acting_user: ActingUser) -> QuerySet[IssuingBody]:
    """Return the bodies for which the acting user may take an action, by name."""
    rows = visible(IssuingBody.objects.all(), acting_user=acting_user, action=action)
    return rows.distinct().order_by(F("name"))
