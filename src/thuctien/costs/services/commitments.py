"""Service owed, written down when somebody is sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.base.dated import holds_on
from thuctien.catalogue.models import Programme
from thuctien.costs.models import ServiceCommitment
from thuctien.costs.ruling import commitment_rules
from thuctien.costs.services.papers import document_numbered
from thuctien.costs.services.telling import tell_committed
from thuctien.documents.models import Document
from thuctien.engine.costs import Commitment, Sending, commitment
from thuctien.engine.costs.months import Period
from thuctien.people.models import Appointment, Person, Unit
from thuctien.sending.models import Nomination

REASON = "follows from a decision to send that the acting user may issue"
_FROM_RULE = (
    "rule_id",
    "decided_on",
    "decision_no",
    "decision_id",
    "training_to",
    "training_months",
    "owed_months",
    "starts_on",
    "ends_on",
    "closed_on",
)


class NotBoundError(Exception):
    """No rule of that day asks this person to serve after this training."""


@transaction.atomic
def make_commitment(
    person: Person,
    programme: Programme,
    *,
    training: Period,
    decided_on: date,
    decision_no: str,
    acting_user: ActingUser,
) -> ServiceCommitment:
    """Write down what one person owes who was sent outside a round; the same again is one.

    Raises ``PermissionDenied``, or :class:`NotBoundError` where no rule binds, or the person had no
    post on the day of the decision.
    """
    require(acting_user, Action.KEEP_COMMITMENTS, person)
    unit = _units_on([person.pk], decided_on).get(person.pk)
    sent = [_Sent(person, unit, programme, training, None)] if unit else []
    issue = _Issue(decided_on, decision_no, document_numbered(decision_no))
    made = _commit(sent, issue, acting_user)
    if not made:
        raise NotBoundError
    return made[0]


@transaction.atomic
def commit_decided(
    nominations: Sequence[Nomination], decision: Document, *, acting_user: ActingUser
) -> list[ServiceCommitment]:
    """Write down what those owe whom a decision sends; who is bound by no rule is left out.

    Called with the decision itself (:mod:`thuctien.costs.following`): whoever may issue it may do
    this. A commitment that a cancelled decision had ended begins anew. As many queries for many
    nominations as for one.
    """
    rows = unscoped(Nomination.objects.filter(pk__in=[n.pk for n in nominations]), reason=REASON)
    full = rows.select_related("person", "offered_class__programme", "unit")
    issue = _Issue(decision.dated_on, decision.number_text, decision)
    units = _units_on([n.person_id for n in nominations], issue.on)
    sent = [
        _Sent(
            row.person,
            units.get(row.person_id, row.unit),
            row.offered_class.programme,
            Period(row.offered_class.starts_on, row.offered_class.ends_on),
            row,
        )
        for row in full.order_by("pk")
    ]
    return _commit(sent, issue, acting_user)


@transaction.atomic
def end_commitments(
    nominations: Iterable[Nomination], *, on: date, reason: str, acting_user: ActingUser
) -> int:
    """End what those owed who are not sent after all; return how many. Cases stay as they are."""
    rows = unscoped(
        ServiceCommitment.objects.filter(
            nomination__in=list(nominations), closed_on=None, case=None
        ),
        reason=REASON,
    )
    changes: list[Change | None] = []
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        before = snapshot(row)
        row.closed_on = on
        row.save(update_fields=["closed_on"])
        changes.append(changed(before, row))
    _noted(present(changes), acting_user, reason=reason)
    return len(changes)


class _Issue(NamedTuple):
    """A decision to send: its day, its number, and itself where it was issued here."""

    on: date
    number: str
    document: Document | None


class _Sent:
    """Somebody who is sent, with all that a rule looks at."""

    def __init__(
        self,
        person: Person,
        unit: Unit,
        programme: Programme,
        training: Period,
        nomination: Nomination | None,
    ) -> None:
        self.person, self.unit, self.programme = person, unit, programme
        self.training, self.nomination = training, nomination

    @property
    def key(self) -> tuple[str, str, date]:
        """Return what tells one commitment from another."""
        return self.person.pk, self.programme.pk, self.training.first


def _commit(
    sent: Sequence[_Sent], issue: _Issue, acting_user: ActingUser
) -> list[ServiceCommitment]:
    rules = commitment_rules()
    known = _known(sent)
    rows: list[ServiceCommitment] = []
    changes: list[Change | None] = []
    for one in sent:
        facts = Sending(
            unit_kind=one.unit.kind, programme_kind=one.programme.kind, training=one.training
        )
        owed = commitment(facts, rules, issue.on)
        before = known.get(one.key)
        if owed is None:
            continue
        if before is None:
            rows.append(_row(one, owed, issue))
        elif before.closed_on is not None:
            image = snapshot(before)
            fresh = _row(one, owed, issue)
            for name in _FROM_RULE:
                setattr(before, name, getattr(fresh, name))
            before.nomination = one.nomination
            before.save()
            changes.append(changed(image, before))
            known[one.key] = before
    made = ServiceCommitment.objects.bulk_create(rows)
    _noted([*present(changes), *(created(row) for row in made)], acting_user)
    tell_committed(made, acting_user=acting_user)
    stored = {**known, **{(r.person_id, r.programme_id, r.training_from): r for r in made}}
    return [stored[one.key] for one in sent if one.key in stored]


def _row(one: _Sent, owed: Commitment, issue: _Issue) -> ServiceCommitment:
    return ServiceCommitment(
        person=one.person,
        unit=one.unit,
        programme=one.programme,
        nomination=one.nomination,
        rule_id=owed.rule.rule_id,
        decided_on=issue.on,
        decision_no=issue.number,
        decision=issue.document,
        training_from=one.training.first,
        training_to=one.training.last,
        training_months=owed.training_months,
        owed_months=owed.owed_months,
        starts_on=owed.starts_on,
        ends_on=owed.ends_on,
        created_at=timezone.now(),
    )


def _known(sent: Sequence[_Sent]) -> dict[tuple[str, str, date], ServiceCommitment]:
    rows = unscoped(
        ServiceCommitment.objects.filter(person__in=[one.person.pk for one in sent]),
        reason=REASON,
    )
    return {(row.person_id, row.programme_id, row.training_from): row for row in rows}


def _units_on(people: Sequence[str], on: date) -> dict[str, Unit]:
    """Return in which unit each of the people works on a day, by their latest post."""
    rows = unscoped(
        Appointment.objects.filter(holds_on(on), person__in=people).select_related("post__unit"),
        reason=REASON,
    )
    return {row.person_id: row.post.unit for row in rows.order_by("valid_from", "-post_id")}


def _noted(changes: Sequence[Change], acting_user: ActingUser, *, reason: str = "") -> None:
    if not changes:
        return
    record(
        "costs.commitment.end" if reason else "costs.commitment.make",
        acting_user=acting_user,
        object_type="costs.servicecommitment",
        object_key=changes[0].object_key,
        reason=reason,
        after={"people": len(changes)},
        changes=changes,
    )
