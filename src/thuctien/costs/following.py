"""What a decision to send means for service owed: it begins with the number, ends with a recall."""

from __future__ import annotations

from typing_extensions import override

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.costs.services.commitments import REASON, commit_decided, end_commitments
from thuctien.documents.following import Follower, follow
from thuctien.documents.models import Document
from thuctien.sending.models import Nomination
from thuctien.sending.models.decisions import Purpose


class Commitments(Follower):
    """Follows the decisions to send among all documents."""

    @override
    def numbered(self, document: Document, *, acting_user: ActingUser) -> None:
        """Write down what those owe whom a decision adds, end it for those whom it takes off."""
        added = _listed([document], off=False)
        if added:
            commit_decided(added, document, acting_user=acting_user)
        self._end(_listed([document], off=True), document, acting_user)

    @override
    def cancelled(self, document: Document, *, by: Document, acting_user: ActingUser) -> None:
        """End what those owed whom a cancelled decision, and what amended it, had sent."""
        amendments = Document.objects.filter(
            sending_decision__follows=document.pk, sending_decision__purpose=Purpose.AMEND
        )
        self._end(_listed([document, *amendments], off=False), by, acting_user)

    @override
    def dropped(self, document: Document, *, acting_user: ActingUser) -> None:
        """Do nothing: a draft binds nobody."""

    def _end(self, people: list[Nomination], by: Document, acting_user: ActingUser) -> None:
        if people:
            end_commitments(people, on=by.dated_on, reason=by.number_text, acting_user=acting_user)


def register() -> None:
    """Have this room told of documents; called when the application starts."""
    follow(COMMITMENTS)


def _listed(documents: list[Document], *, off: bool) -> list[Nomination]:
    rows = Nomination.objects.filter(
        decision_entries__decision__in=[document.pk for document in documents],
        decision_entries__is_taken_off=off,
    )
    return list(unscoped(rows, reason=REASON).distinct())


COMMITMENTS = Commitments()
