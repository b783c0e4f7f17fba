"""Drafts of decisions: who is on the list, in which words, by which grounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record
from thuctien.documents.content import Content
from thuctien.documents.kinds import KindId
from thuctien.documents.models import Document, DocumentState, IssuingBody, Signer
from thuctien.documents.services import amend_document, cancel_document, draft_document
from thuctien.sending.decision_words import filled
from thuctien.sending.models import Nomination, NominationState, OfferedClass, OfferState
from thuctien.sending.models.decisions import Decision, DecisionEntry, DecisionText, Purpose
from thuctien.sending.selectors.decisions import (
    STILL_SENT,
    annex_of,
    is_moved,
    on_the_roll,
    text_for,
    words_of_class,
)

REASON = "sending: the list of a decision that the acting user may draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who issues a decision: the body, who signs for it, and the day that is meant."""

    body: IssuingBody
    signer: Signer
    on: date


@transaction.atomic
def draft_decision(
    offered_class: OfferedClass, *, issue: Issue, acting_user: ActingUser
) -> Decision:
    """Draft the decision that sends everybody selected for a class and not yet decided.

    The words are those in force on the day of the decision. Raises ``PermissionDenied``, and
    ``ValidationError`` with a sentence where nobody is selected, the class is cancelled, another
    draft for it waits, or there are no words for it.
    """
    require(acting_user, Action.SELECT)
    _check_open(offered_class)
    people = list(_of_class(offered_class, NominationState.SELECTED))
    if not people:
        raise ValidationError(_("Nobody is selected for this class and still undecided."))
    return _draft(
        offered_class,
        Purpose.SEND,
        [(nomination, False) for nomination in people],
        issue=issue,
        acting_user=acting_user,
    )


@transaction.atomic
def draft_amendment(
    decision: Decision, *, issue: Issue, reason: str, acting_user: ActingUser
) -> Decision:
    """Draft a decision that brings the list of another up to what is true now.

    It takes off whoever was sent and no longer goes, and adds whoever was selected since; where the
    list is right but the class has moved since, it says the new days and site. Raises as
    :func:`draft_decision`, and where the decision is right as it stands.
    """
    require(acting_user, Action.SELECT)
    decision = _in_force(decision)
    offered_class = decision.offered_class
    _check_open(offered_class)
    listed = on_the_roll(offered_class)
    gone = [n for n in listed if n.state not in STILL_SENT]
    added = list(_of_class(offered_class, NominationState.SELECTED))
    is_list_wrong = bool(gone or added)
    if not is_list_wrong and not is_moved(offered_class):
        raise ValidationError(_("The decision is right as it stands."))
    amendment = _draft(
        offered_class,
        Purpose.AMEND if is_list_wrong else Purpose.MOVE,
        [*((n, False) for n in added), *((n, True) for n in gone)],
        issue=issue,
        acting_user=acting_user,
        follows=decision,
        reason=reason,
        also_concerns=listed,
    )
    amend_document(decision.document, by=amendment.document, reason=reason, acting_user=acting_user)
    return amendment


@transaction.atomic
def draft_cancellation(
    decision: Decision, *, issue: Issue, reason: str, acting_user: ActingUser
) -> Decision:
    """Draft a decision that cancels another; with its number nobody is sent by that one any more.

    Raises as :func:`draft_decision`, except that the class may be cancelled.
    """
    require(acting_user, Action.SELECT)
    decision = _in_force(decision)
    cancellation = _draft(
        decision.offered_class,
        Purpose.CANCEL,
        [(nomination, True) for nomination in on_the_roll(decision.offered_class)],
        issue=issue,
        acting_user=acting_user,
        follows=decision,
        reason=reason,
    )
    cancel_document(
        decision.document, by=cancellation.document, reason=reason, acting_user=acting_user
    )
    return cancellation


def _of_class(offered_class: OfferedClass, state: NominationState) -> Iterable[Nomination]:
    rows = Nomination.objects.filter(offered_class=offered_class, state=state)
    return unscoped(rows, reason=REASON).select_related("person__current_post", "unit")


def _check_open(offered_class: OfferedClass) -> None:
    if offered_class.state == OfferState.CANCELLED:
        raise ValidationError(_("This class is cancelled."))


def _in_force(decision: Decision) -> Decision:
    """Return a decision as it is now; raises ``ValidationError`` where it does not stand."""
    now = Decision.objects.select_related("document", "offered_class").get(pk=decision.pk)
    if not now.may_be_changed:
        raise ValidationError(_("Only a decision that has a number and stands can be changed."))
    return now


def _draft(
    offered_class: OfferedClass,
    purpose: Purpose,
    entries: Sequence[tuple[Nomination, bool]],
    *,
    issue: Issue,
    acting_user: ActingUser,
    follows: Decision | None = None,
    reason: str = "",
    also_concerns: Iterable[Nomination] = (),
) -> Decision:
    _check_no_other_draft(offered_class)
    text = text_for(purpose, offered_class.programme.kind, issue.body.family, issue.on)
    if text is None:
        raise ValidationError(_("There are no words for such a decision on that day."))
    document = draft_document(
        kind=KindId.DECISION,
        body=issue.body,
        content=_content(text, words_of_class(offered_class, entries, follows, reason)),
        on=issue.on,
        signer=issue.signer,
        recipients=text.recipients,
        annex=annex_of(offered_class, entries) if entries else None,
        concerns={n.unit_id for n in (*(n for n, _off in entries), *also_concerns)},
        acting_user=acting_user,
    )
    return _stored(document, offered_class, purpose, entries, follows, acting_user)


def _check_no_other_draft(offered_class: OfferedClass) -> None:
    drafts = Decision.objects.filter(
        offered_class=offered_class, document__state=DocumentState.DRAFT
    )
    if drafts.exists():
        raise ValidationError(_("Another draft for this class waits for its number."))


def _content(text: DecisionText, words: dict[str, str]) -> Content:
    return Content(
        abstract=text.abstract.format_map(words),
        bases=filled(text.bases, words),
        articles=filled(text.articles, words),
    )


def _stored(
    document: Document,
    offered_class: OfferedClass,
    purpose: Purpose,
    entries: Sequence[tuple[Nomination, bool]],
    follows: Decision | None,
    acting_user: ActingUser,
) -> Decision:
    decision = Decision.objects.create(
        document=document, offered_class=offered_class, purpose=purpose, follows=follows
    )
    rows = DecisionEntry.objects.bulk_create(
        DecisionEntry(decision=decision, nomination=nomination, is_taken_off=off)
        for nomination, off in entries
    )
    record(
        "sending.decision.draft",
        acting_user=acting_user,
        object_type="sending.decision",
        object_key=str(decision.pk),
        changes=[created(decision), *(created(row) for row in rows)],
    )
    return decision
