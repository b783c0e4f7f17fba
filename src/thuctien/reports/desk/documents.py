"""What waits for somebody in documents: decisions to draft, drafts to number, papers to sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.documents.models import Document, DocumentState
from thuctien.documents.selectors.register import waiting_for_number
from thuctien.reports.desk.items import Item, Tone
from thuctien.sending.models import NominationState, Round


def to_decide(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield the rounds in which people are selected and no decision sends them. One query."""
    if not can(acting_user, Action.SELECT):
        return
    rounds = Round.objects.filter(
        closed_at=None,
        offered_classes__nominations__state=NominationState.SELECTED,
        offered_classes__starts_on__gte=today,
    ).annotate(selected=Count("offered_classes__nominations"))
    for found in rounds.order_by("pk"):
        yield Item(
            what=_("People who are selected wait for a decision"),
            detail=found.name,
            url=reverse("sending:decisions", args=[found.pk]),
            tone=Tone.DUE,
            count=found.selected,
        )


def to_number(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield how many drafts wait for their number. One query."""
    if not can(acting_user, Action.ISSUE_DOCUMENTS):
        return
    if count := waiting_for_number(acting_user=acting_user).count():
        yield Item(
            what=_("Drafts that wait for their number"),
            detail=_("Register of documents"),
            url=f"{reverse('documents:documents')}?state={DocumentState.DRAFT}",
            tone=Tone.DUE,
            count=count,
        )


def to_sign(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield how many documents have their number and no signature yet. One query."""
    if not can(acting_user, Action.WRITE_DOCUMENTS):
        return
    numbered = Document.objects.filter(state=DocumentState.NUMBERED)
    rows = visible(numbered, acting_user=acting_user, action=Action.WRITE_DOCUMENTS)
    if count := rows.distinct().count():
        yield Item(
            what=_("Documents whose signed paper is not here yet"),
            detail=_("Register of documents"),
            url=f"{reverse('documents:documents')}?state={DocumentState.NUMBERED}",
            tone=Tone.INFO,
            count=count,
        )
