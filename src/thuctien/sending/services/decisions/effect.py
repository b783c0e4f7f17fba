"""What a decision does once it has its number, and what is undone when it is cancelled."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from typing_extensions import override

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import deleted, record
from thuctien.documents.following import Follower, follow
from thuctien.documents.models import Document
from thuctien.sending.models import (
    Decision,
    DecisionEntry,
    Nomination,
    NominationState,
    Purpose,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations import mark_decided, mark_undecided

REASON = "sending: a decision takes effect on the people of its list"


class Decisions(Follower):
    """Follows the decisions to send among all documents."""

    @override
    def numbered(self, document: Document, *, acting_user: ActingUser) -> None:
        """Mark whom a decision adds as decided, with its number.

        Raises ``ValidationError`` where the list no longer holds: then there is no number either.
        """
        added = _added_by(document)
        if not added:
            return
        try:
            mark_decided(added, document.number_text, acting_user=acting_user)
        except RefusedError as refusal:
            raise ValidationError(
                _("The list no longer holds, so it has to be drafted anew: %(why)s")
                % {"why": refusal}
            ) from refusal

    @override
    def cancelled(self, document: Document, *, by: Document, acting_user: ActingUser) -> None:
        """Take its number from whom a cancelled decision had sent; they are selected again."""
        sent = [*_added_by(document), *_added_by(*_amendments(document))]
        decided = [n for n in sent if n.state == NominationState.DECIDED]
        if decided:
            mark_undecided(decided, acting_user=acting_user)

    @override
    def dropped(self, document: Document, *, acting_user: ActingUser) -> None:
        """Delete the list with the draft: nobody is selected less for it."""
        decision = Decision.objects.filter(pk=document.pk).first()
        if decision is None:
            return
        entries = unscoped(DecisionEntry.objects.filter(decision=decision), reason=REASON)
        gone = [deleted(row) for row in (*entries.order_by("pk"), decision)]
        entries.delete()
        decision.delete()
        record(
            "sending.decision.drop",
            acting_user=acting_user,
            object_type="sending.decision",
            object_key=str(document.pk),
            changes=gone,
        )


def _added_by(*documents: Document) -> list[Nomination]:
    """Return whom decisions add to the roll; nobody where a document is no decision."""
    keys = [document.pk for document in documents]
    added = {"decision_entries__decision__in": keys, "decision_entries__is_taken_off": False}
    return list(unscoped(Nomination.objects.filter(**added), reason=REASON).order_by("pk"))


def _amendments(document: Document) -> list[Document]:
    rows = Document.objects.filter(
        sending_decision__follows=document.pk, sending_decision__purpose=Purpose.AMEND
    )
    return list(rows)


DECISIONS = Decisions()


def follow_documents() -> None:
    """Have this room told of documents; called when the application starts."""
    follow(DECISIONS)
