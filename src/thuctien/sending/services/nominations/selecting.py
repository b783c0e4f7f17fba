"""The province selects from what agencies handed in: by rank, up to capacity and quotas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max

from thuctien.base.access import Action, unscoped
from thuctien.base.acting import ActingUser
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import NominationState, Verdict
from thuctien.sending.nomination_wording import conflict_phrase
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
from thuctien.sending.services.nominations.ranking import place_of, rank_now
from thuctien.sending.services.nominations.telling import about, summaries, to_official
from thuctien.sending.services.nominations.waiting import (
    move_up_all,
    need_time,
    with_siblings,
)


def rank_class(offered: OfferedClass, *, acting_user: ActingUser) -> list[Nomination]:
    """Rank what was handed in for a class, keep rank and reasons, and return it best first.

    Raises ``PermissionDenied``.
    """
    rows = Nomination.objects.filter(offered_class=offered, state=NominationState.SUBMITTED)
    waiting = list(unscoped(rows, reason=REASON))
    if not waiting:
        return []
    ask_for(waiting, Action.SELECT, acting_user=acting_user)
    with acting_on([offered], "sending.nomination.rank", acting_user=acting_user) as act:
        locked = act.offers[offered.pk]
        findings_for(act, act.in_states(locked, NominationState.SUBMITTED))
        return rank_now(act, locked)


def select(
    nominations: Iterable[Nomination], *, acting_user: ActingUser, reason: str = ""
) -> list[Nomination]:
    """Give places to people of one class: all of them, or none.

    ``reason`` is needed where somebody who could have a place stands higher. Raises
    ``PermissionDenied``, and :class:`RefusedError` where a class or quota has no place left, where
    somebody may not go, or where free places belong to the waiting list.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.SELECT, acting_user=acting_user)
    action = "sending.nomination.select"
    with acting_on(classes_of(rows), action, acting_user=acting_user, reason=reason) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.SUBMITTED)
            need_time(row.offered_class, act.today)
        for offered in act.offers.values():
            _waiting_list_first(act, offered)
            ranked = rank_now(act, offered)
            found = findings_for(act, ranked)
            chosen = [row for row in ranked if row in fresh]
            for row in chosen:
                _may_be_selected(row, obstacle(row, found[row.pk]))
                act.move(row, NominationState.SELECTED, reason=reason.strip())
            if not reason.strip():
                passed = [row for row in ranked if row not in fresh]
                free = [row for row in passed if obstacle(row, found[row.pk]) is None]
                _in_order(chosen, free)
        act.tell(*summaries(fresh, "nomination.selected"))
        act.tell(*(to_official(row, "nomination.you_selected") for row in fresh))
        return fresh


def put_on_waiting_list(
    nominations: Iterable[Nomination], *, acting_user: ActingUser
) -> list[Nomination]:
    """Put people at the end of the waiting list of their class, in the order of their ranks.

    Where a place is free, it is offered at once. Raises ``PermissionDenied``,
    :class:`RefusedError`.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.SELECT, acting_user=acting_user)
    action = "sending.nomination.wait"
    with acting_on(classes_of(rows), action, acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.SUBMITTED)
            need_time(row.offered_class, act.today)
        for offered in act.offers.values():
            ranked = [row for row in rank_now(act, offered) if row in fresh]
            last = last_waiting_no(offered)
            for number, row in enumerate(ranked, last + 1):
                row.waiting_no = number
                act.move(row, NominationState.WAITING, figures={"number": number})
        act.tell(*summaries(fresh, "nomination.waiting"))
        move_up_all(act)
        return fresh


def refuse(
    nominations: Iterable[Nomination], reason: str, *, acting_user: ActingUser
) -> list[Nomination]:
    """Refuse nominations, with a reason that the agency and the official are shown.

    Raises ``PermissionDenied``, :class:`RefusedError` without a reason.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.SELECT, acting_user=acting_user)
    if not reason.strip():
        raise RefusedError("say_why")
    action = "sending.nomination.refuse"
    with acting_on(classes_of(rows), action, acting_user=acting_user, reason=reason) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.SUBMITTED, NominationState.WAITING)
            act.move(row, NominationState.REFUSED, reason=reason.strip())
            act.tell(about(row, "nomination.refused", reason=reason.strip()))
        return fresh


def take_back(nominations: Iterable[Nomination], *, acting_user: ActingUser) -> list[Nomination]:
    """Undo a selection, a refusal or a place on the waiting list: handed in, as it was before.

    A place that falls free so goes to the waiting list. Raises ``PermissionDenied``,
    :class:`RefusedError` where it is decided by now, or the class has begun.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.SELECT, acting_user=acting_user)
    classes = with_siblings(classes_of(rows))
    with acting_on(classes, "sending.nomination.take_back", acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(
                row, NominationState.SELECTED, NominationState.REFUSED, NominationState.WAITING
            )
            need_time(row.offered_class, act.today)
            act.move(row, NominationState.SUBMITTED)
        move_up_all(act)
        return fresh


def last_waiting_no(offered: OfferedClass) -> int:
    """Return the last number given on a waiting list; 0 before the first. One query."""
    rows = Nomination.objects.filter(offered_class=offered)
    last = unscoped(rows, reason=REASON).aggregate(last=Max("waiting_no"))["last"]
    return int(last or 0)


def _waiting_list_first(act: Act, offered: OfferedClass) -> None:
    if waiting := act.in_states(offered, NominationState.WAITING):
        raise RefusedError("waiting_list_first", waiting=len(waiting))


def _may_be_selected(row: Nomination, why: tuple[str, object] | None) -> None:
    if why is None:
        return
    name, code = row.person.full_name, why[0]
    if code in {Verdict.NOT_MET, Verdict.SPECIAL_DECISION}:
        refusal = "not_met" if code == Verdict.NOT_MET else "needs_decision"
        raise RefusedError(refusal, name=name)
    conflict = next(found for found in row.conflicts if found["code"] == code)
    raise RefusedError("in_conflict", name=name, conflict=conflict_phrase(conflict))


def _in_order(chosen: Sequence[Nomination], free: Sequence[Nomination]) -> None:
    """Raise where somebody with a seat left in the quota stands before one who was chosen."""
    if not chosen:
        return
    last = max(chosen, key=place_of)
    for row in free:
        quota = row.allotment
        if quota is not None:
            quota.refresh_from_db(fields=["taken", "seats"])
        has_seat = quota is None or quota.taken < quota.seats
        if has_seat and place_of(row) < place_of(last):
            raise RefusedError("not_in_order", name=last.person.full_name)
