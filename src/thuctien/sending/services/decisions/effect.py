"""What a decision does once it has its number, and what is undone when it is cancelled."""

from __future__ import annotations

from typing_extensions import override

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, present, record, snapshot
from thuctien.documents.following import Follower
from thuctien.documents.models import Document
from thuctien.sending.models import Nomination, NominationState
from thuctien.sending.models.decisions import Purpose
from thuctien.sending.services.nominations import mark_decided

REASON = "sending: a decision takes effect on the people of its list"


class Decisions(Follower):
    """Follows the decisions to send among all documents."""

    @override
    def numbered(self, document: Document, *, acting_user: ActingUser) -> None:
        """Mark whom a decision adds as decided, with its number."""
        added = _nominations(document)
        if added:
            mark_decided(added, number=document.number_text, acting_user=acting_user)

    @override
    def cancelled(self, document: Document, *, by: Document, acting_user: ActingUser) -> None:
        """Take its number from whom a cancelled decision had sent; they are selected again."""
        sent = [*_nominations(document), *_of_amendments(document)]
        changes = []
        for nomination in sent:
            if nomination.state != NominationState.DECIDED:
                continue
            before = snapshot(nomination)
            nomination.state, nomination.decision_no = NominationState.SELECTED, ""
            nomination.save(update_fields=["state", "decision_no"])
            changes.append(changed(before, nomination))
        if changes:
            record(
                "sending.decision.undo",
                acting_user=acting_user,
                object_type="sending.decision",
                object_key=str(document.pk),
                reason=by.number_text,
                changes=present(changes),
            )


def _nominations(*documents: Document) -> list[Nomination]:
    """Return whom decisions add to the roll, locked; nobody where a document is no decision."""
    added = {"decision_entries__decision__in": documents, "decision_entries__is_taken_off": False}
    rows = Nomination.objects.filter(**added).order_by("pk")
    return list(unscoped(rows, reason=REASON).select_for_update(of=("self",)))


def _of_amendments(document: Document) -> list[Nomination]:
    amendments = Document.objects.filter(
        sending_decision__follows=document.pk, sending_decision__purpose=Purpose.AMEND
    )
    return _nominations(*amendments)


DECISIONS = Decisions()
