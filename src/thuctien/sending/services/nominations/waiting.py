"""The waiting list: who waits moves up by itself, in its order, when a place falls free.

The order is: whose place of an earlier class was deferred to this one, then as they were put on the
list; newcomers go to its end. A place is offered, not given: the agency answers in time, and the
decision to send is still to come. Nobody moves up once a class has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.engine.calendar import after_working_days
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import NominationState, OfferState
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import (
    REASON,
    Act,
    acting_on,
    ask_for,
    classes_of,
    need_state,
)
from thuctien.sending.services.nominations.assessing import findings_for, obstacle
from thuctien.sending.services.nominations.seats import FULL
from thuctien.sending.services.nominations.telling import about, to_province

PASSED_OVER = "passed_over"


def accept_offer(nomination: Nomination, *, acting_user: ActingUser) -> Nomination:
    """Take an offered place: selected, with the decision still to come.

    Raises ``PermissionDenied``, :class:`RefusedError` where no place is offered, the time to answer
    is over, or the class has begun.
    """
    keys = ask_for([nomination], Action.NOMINATE, acting_user=acting_user)
    action = "sending.nomination.accept"
    with acting_on(classes_of([nomination]), action, acting_user=acting_user) as act:
        (row,) = act.nominations(keys)
        need_state(row, NominationState.OFFERED)
        need_time(row.offered_class, act.today)
        if row.answer_by is not None and row.answer_by < act.today:
            raise RefusedError("answer_time_over", answer_by=row.answer_by)
        act.move(row, NominationState.SELECTED)
        act.tell(to_province(row.offered_class, "nomination.accepted", name=row.person.full_name))
        return row


def decline_offer(nomination: Nomination, reason: str, *, acting_user: ActingUser) -> Nomination:
    """Leave an offered place to the next in order.

    Raises ``PermissionDenied``, :class:`RefusedError` without a reason or where none is offered.
    """
    keys = ask_for([nomination], Action.NOMINATE, acting_user=acting_user)
    if not reason.strip():
        raise RefusedError("say_why")
    classes = with_siblings(classes_of([nomination]))
    action = "sending.nomination.decline"
    with acting_on(classes, action, acting_user=acting_user, reason=reason) as act:
        (row,) = act.nominations(keys)
        need_state(row, NominationState.OFFERED)
        act.move(row, NominationState.WITHDRAWN, code="offer_declined", reason=reason.strip())
        move_up_all(act)
        return row


def expire_offers(*, acting_user: ActingUser, today: date) -> int:
    """Take back the offers whose time to answer is over, and let the next move up.

    Each class is an act of its own. Return how many offers ran out.
    """
    require(acting_user, Action.SELECT)
    over = unscoped(
        Nomination.objects.filter(state=NominationState.OFFERED, answer_by__lt=today),
        reason=REASON,
    )
    pairs = sorted(set(over.values_list("offered_class__round", "offered_class__programme")))
    expired = 0
    for round_pk, programme_id in pairs:
        classes = _open_classes(round_pk, programme_id)
        with acting_on(classes, "sending.nomination.expire", acting_user=acting_user) as act:
            for offered in act.offers.values():
                for row in act.in_states(offered, NominationState.OFFERED):
                    if row.answer_by is None or row.answer_by >= today:
                        continue
                    act.move(row, NominationState.WITHDRAWN, code="offer_expired")
                    act.tell(about(row, "nomination.expired"))
                    expired += 1
            move_up_all(act)
    return expired


def fill_free_places(*, acting_user: ActingUser, today: date) -> int:
    """Let people move up wherever a place is free: who could not before may be able to now.

    Return how many places were offered. What happens in an act moves up at once; this is for what
    happens elsewhere: a record that was mended, a post that changed, a day that came.
    """
    require(acting_user, Action.SELECT)
    with_room = OfferedClass.objects.filter(
        state=OfferState.OPEN,
        starts_on__gt=today,
        taken__lt=F("capacity"),
        nominations__state=NominationState.WAITING,
    )
    offered_places = 0
    for offered in with_room.distinct().order_by("pk"):
        with acting_on([offered], "sending.nomination.move_up", acting_user=acting_user) as act:
            offered_places += move_up(act, act.offers[offered.pk])
    return offered_places


def move_up_all(act: Act) -> None:
    """Offer the free places of all classes that the act has locked."""
    for offered in act.offers.values():
        move_up(act, offered)


def move_up(act: Act, offered: OfferedClass) -> int:
    """Offer the free places of a class to those who wait, in their order; return how many.

    Everybody is assessed anew: who is no longer eligible, is in another class by now or has no seat
    left in the quota is passed over, stays on the list, and is told why.
    """
    if not has_time(offered, act.today) or offered.taken >= offered.capacity:
        return 0
    queue = sorted(act.in_states(offered, NominationState.WAITING), key=waiting_order)
    found = findings_for(act, queue)
    given = 0
    for row in queue:
        if offered.taken >= offered.capacity:
            break
        why = obstacle(row, found[row.pk]) or _offer(act, row)
        if why is None:
            given += 1
        else:
            _pass_over(act, row, *why)
    return given


def waiting_order(row: Nomination) -> tuple[bool, int, int]:
    """Return what a waiting list is sorted by."""
    return not row.keeps_priority, row.waiting_no or 0, row.pk


def has_time(offered: OfferedClass, today: date) -> bool:
    """Say whether people can still be brought into a class on a day."""
    return offered.state == OfferState.OPEN and today < offered.starts_on


def need_time(offered: OfferedClass, today: date) -> None:
    """Raise :class:`RefusedError` where nobody can be brought into a class any more."""
    if offered.state == OfferState.CANCELLED:
        raise RefusedError("class_cancelled", class_id=offered.class_id)
    if not has_time(offered, today):
        raise RefusedError("class_begun", class_id=offered.class_id, starts_on=offered.starts_on)


def with_siblings(classes: Iterable[OfferedClass]) -> list[OfferedClass]:
    """Return classes with all that share their quotas: a seat given back may help there, too."""
    found = {offered.pk: offered for offered in classes}
    for offered in list(found.values()):
        for sibling in _open_classes(offered.round_id, offered.programme_id):
            found.setdefault(sibling.pk, sibling)
    return list(found.values())


def _open_classes(round_pk: int, programme_id: str) -> list[OfferedClass]:
    return list(
        OfferedClass.objects.filter(
            round=round_pk, programme=programme_id, state=OfferState.OPEN
        ).order_by("pk")
    )


def _offer(act: Act, row: Nomination) -> tuple[str, Mapping[str, Any]] | None:
    offered = row.offered_class
    try:
        act.move(row, NominationState.OFFERED)
    except RefusedError as refusal:
        if refusal.code == FULL:
            raise
        return refusal.code, refusal.figures
    in_time = after_working_days(act.today, offered.answer_days)
    row.answer_by = min(in_time, offered.starts_on - timedelta(days=1))
    act.tell(about(row, "nomination.offered", answer_by=row.answer_by.isoformat()))
    return None


def _pass_over(act: Act, row: Nomination, code: str, figures: Mapping[str, Any]) -> None:
    """Keep why somebody could not move up; the same as before is neither kept nor told again."""
    if row.state_code == code:
        return
    row.state_code = code
    act.note(row, PASSED_OVER, {"why": code, **figures})
    act.tell(about(row, "nomination.passed_over"))
