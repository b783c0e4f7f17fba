"""Classes that agencies nominate for: opened, made larger or smaller, begun, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_created
from thuctien.catalogue.models import Programme, Site
from thuctien.sending.models import Nomination, OfferedClass, PlannedClass, Round
from thuctien.sending.models.states import (
    CLASS_CANCELLED,
    OPEN_NOMINATIONS,
    NominationState,
    OfferState,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import Act, acting_on
from thuctien.sending.services.nominations.changing import bring_over, lose_place
from thuctien.sending.services.nominations.telling import about
from thuctien.sending.services.nominations.waiting import move_up_all, need_time, with_siblings

BEGUN = "class_begun"
_LEFT_OVER = (
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.WAITING,
    NominationState.OFFERED,
)


@transaction.atomic
def offer_class(
    round_: Round,
    programme: Programme,
    site: Site,
    *,
    class_id: str,
    mode: str,
    starts_on: date,
    ends_on: date,
    capacity: int,
    acting_user: ActingUser,
    planned_class: PlannedClass | None = None,
) -> OfferedClass:
    """Open a class for nominations: an ad-hoc course, one of the Academy, or one of the plan.

    Raises ``PermissionDenied``, ``IntegrityError`` where the round has a class of this code.
    """
    require(acting_user, Action.MAKE_ROUND)
    offered = OfferedClass.objects.create(
        round=round_,
        class_id=class_id,
        programme=programme,
        mode=mode,
        site=site,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        planned_class=planned_class,
    )
    record_created(offered, acting_user=acting_user, action="sending.class.offer")
    return offered


def change_capacity(
    offered: OfferedClass, capacity: int, *, acting_user: ActingUser
) -> OfferedClass:
    """Make a class larger or smaller; new places are offered to the waiting list, in its order.

    Raises ``PermissionDenied``, :class:`RefusedError` below the places that are taken.
    """
    require(acting_user, Action.SELECT)
    with _on(offered, "sending.class.change_capacity", acting_user) as act:
        locked = act.offers[offered.pk]
        need_time(locked, act.today)
        if capacity < locked.taken:
            raise RefusedError("capacity_below_taken", capacity=capacity, taken=locked.taken)
        act.watch(locked)
        locked.capacity = capacity
        locked.save(update_fields=["capacity"])
        move_up_all(act)
        return locked


def begin_class(offered: OfferedClass, *, acting_user: ActingUser) -> OfferedClass:
    """Write down that a class has begun: whoever has no place by now will not get one.

    Raises ``PermissionDenied``, :class:`RefusedError` before its day or where it is cancelled.
    """
    require(acting_user, Action.SELECT)
    with _on(offered, "sending.class.begin", acting_user) as act:
        locked = act.offers[offered.pk]
        if locked.state == OfferState.CANCELLED:
            raise RefusedError(CLASS_CANCELLED, class_id=locked.class_id)
        if act.today < locked.starts_on:
            raise RefusedError(
                "class_not_begun", class_id=locked.class_id, starts_on=locked.starts_on
            )
        for row in act.in_states(locked, *_LEFT_OVER):
            was_draft = row.state == NominationState.DRAFT
            act.move(row, NominationState.REFUSED, code=BEGUN)
            if not was_draft:
                act.tell(about(row, "nomination.too_late"))
        act.watch(locked)
        locked.state = OfferState.BEGUN
        locked.save(update_fields=["state"])
        return locked


def cancel_class(
    offered: OfferedClass,
    reason: str,
    *,
    acting_user: ActingUser,
    instead: OfferedClass | None = None,
) -> OfferedClass:
    """Cancel a class: everybody is told, and goes to the class ``instead`` where there is one.

    Who had a place has one there, or the first places of its waiting list; who may not go there is
    left without, as all are where there is no other class, and can be deferred to a later one.
    Raises ``PermissionDenied``, :class:`RefusedError` without a reason, or where nobody can be
    brought into the other class.
    """
    require(acting_user, Action.SELECT)
    if not reason.strip():
        raise RefusedError("say_why")
    with _on(offered, "sending.class.cancel", acting_user, reason, instead) as act:
        locked = act.offers[offered.pk]
        if locked.state == OfferState.CANCELLED:
            raise RefusedError(CLASS_CANCELLED, class_id=locked.class_id)
        target = act.offers[instead.pk] if instead else None
        if target is not None and target.programme_id != locked.programme_id:
            raise RefusedError("not_a_later_class")
        lost = close_class(act, locked, reason.strip())
        if target is not None and lost:
            bring_over(act, lost, target, reason.strip())
        move_up_all(act)
        return locked


def close_class(act: Act, locked: OfferedClass, reason: str) -> list[Nomination]:
    """Cancel a class that the act has locked, and tell everybody; return who had been handed in."""
    act.watch(locked)
    locked.state = OfferState.CANCELLED
    locked.save(update_fields=["state"])
    rows = act.in_states(locked, *sorted(OPEN_NOMINATIONS))
    lost = [row for row in rows if row.state != NominationState.DRAFT]
    for row in rows:
        lose_place(act, row, CLASS_CANCELLED, reason)
    act.tell(*(about(row, "nomination.class_cancelled", reason=reason) for row in lost))
    return lost


@contextmanager
def _on(
    offered: OfferedClass,
    action: str,
    acting_user: ActingUser,
    reason: str = "",
    instead: OfferedClass | None = None,
) -> Iterator[Act]:
    """Lock a class, with what shares its quotas, so that freed seats can move people up."""
    classes = with_siblings([offered, *([instead] if instead else [])])
    with acting_on(classes, action, acting_user=acting_user, reason=reason) as act:
        yield act
