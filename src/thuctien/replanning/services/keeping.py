"""Write down what happened to a plan, one thing at a time, and take it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_created, record_deleted
from thuctien.people.models import Person
from thuctien.replanning.models import EventKind, FallenTurn, Revision, RevisionEvent
from thuctien.sending.models import Plan


class NotOpenError(Exception):
    """A way was chosen already, so nothing may change any more."""


class UnknownPersonError(Exception):
    """There is no such person among those that may be seen."""


@transaction.atomic
def create_revision(plan: Plan, *, today: date, acting_user: ActingUser) -> Revision:
    """Begin to write down what happened to a plan by a day; raises ``PermissionDenied``."""
    require(acting_user, Action.MAKE_PLAN)
    revision = Revision.objects.create(
        plan=plan, today=today, created_by=acting_user.user, created_at=timezone.now()
    )
    record_created(revision, acting_user=acting_user, action="replanning.revision.create")
    return revision


@transaction.atomic
def add_event(
    revision: Revision, kind: EventKind, content: dict[str, Any], *, acting_user: ActingUser
) -> RevisionEvent:
    """Add something that happened; raises ``PermissionDenied`` or :class:`NotOpenError`."""
    require(acting_user, Action.MAKE_PLAN)
    event = RevisionEvent.objects.create(revision=locked_open(revision), kind=kind, content=content)
    record_created(event, acting_user=acting_user, action="replanning.event.add")
    return event


@transaction.atomic
def add_fallen(
    revision: Revision, person_id: str, class_id: str, *, acting_user: ActingUser
) -> FallenTurn:
    """Say that somebody falls out, of one class or, with an empty code, of all.

    Raises ``PermissionDenied``, :class:`NotOpenError` or :class:`UnknownPersonError`.
    """
    require(acting_user, Action.MAKE_PLAN)
    locked = locked_open(revision)
    seen = visible(Person.objects.all(), acting_user=acting_user)
    if not seen.filter(pk=person_id).exists():
        raise UnknownPersonError
    mine = visible(FallenTurn.objects.all(), acting_user=acting_user)
    there = mine.filter(revision=locked, person_id=person_id, class_id=class_id).first()
    if there is not None:
        return there
    fallen = FallenTurn(revision=locked, person_id=person_id, class_id=class_id)
    fallen.save(force_insert=True)
    record_created(fallen, acting_user=acting_user, action="replanning.event.add")
    return fallen


@transaction.atomic
def take_back(row: RevisionEvent | FallenTurn, *, acting_user: ActingUser) -> None:
    """Take back what was written down; raises ``PermissionDenied`` or :class:`NotOpenError`."""
    require(acting_user, Action.MAKE_PLAN)
    locked_open(row.revision)
    record_deleted(row, acting_user=acting_user, action="replanning.event.undo")
    row.delete()


def locked_open(revision: Revision) -> Revision:
    """Return a revision locked for writing; raises :class:`NotOpenError`."""
    locked = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if not locked.is_open:
        raise NotOpenError
    return locked
