"""From being selected to sitting in the class: the decision to send, and who joined."""

from __future__ import annotations

from collections.abc import Iterable

from thuctien.base.access import Action
from thuctien.base.acting import ActingUser
from thuctien.sending.models import Nomination
from thuctien.sending.models.states import NominationState
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import (
    acting_on,
    ask_for,
    classes_of,
    need_state,
)
from thuctien.sending.services.nominations.telling import summaries, to_official
from thuctien.sending.services.nominations.waiting import move_up_all, with_siblings


def mark_decided(
    nominations: Iterable[Nomination], number: str, *, acting_user: ActingUser
) -> list[Nomination]:
    """Write down that a decision with a number sends people who were selected.

    Raises ``PermissionDenied``, :class:`RefusedError` where one is not selected.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.DECIDE, acting_user=acting_user)
    action = "sending.nomination.decide"
    with acting_on(classes_of(rows), action, acting_user=acting_user, reason=number) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.SELECTED)
            row.decision_no = number
            act.move(row, NominationState.DECIDED, figures={"number": number})
        act.tell(*summaries(fresh, "nomination.decided", number=number))
        act.tell(*(to_official(row, "nomination.you_decided", number=number) for row in fresh))
        return fresh


def mark_undecided(
    nominations: Iterable[Nomination], *, acting_user: ActingUser
) -> list[Nomination]:
    """Undo :func:`mark_decided` where a decision is cancelled: the people stay selected.

    Raises ``PermissionDenied``, :class:`RefusedError` where one is not decided on.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.DECIDE, acting_user=acting_user)
    action = "sending.nomination.undecide"
    with acting_on(classes_of(rows), action, acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.DECIDED)
            row.decision_no = ""
            act.move(row, NominationState.SELECTED, code="decision_cancelled")
        return fresh


def mark_joined(nominations: Iterable[Nomination], *, acting_user: ActingUser) -> list[Nomination]:
    """Write down who came; from the day on which the class starts.

    Raises ``PermissionDenied``, :class:`RefusedError` where one is not decided on or it is too
    early.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.ANSWER_ROUND, Action.SELECT, acting_user=acting_user)
    action = "sending.nomination.join"
    with acting_on(classes_of(rows), action, acting_user=acting_user) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.DECIDED)
            offered = row.offered_class
            if act.today < offered.starts_on:
                raise RefusedError(
                    "class_not_begun", class_id=offered.class_id, starts_on=offered.starts_on
                )
            act.move(row, NominationState.JOINED)
        return fresh


def mark_not_joined(
    nominations: Iterable[Nomination], reason: str, *, acting_user: ActingUser
) -> list[Nomination]:
    """Write down who does not come, and why; before the class begins the next move up.

    Raises ``PermissionDenied``, :class:`RefusedError` without a reason.
    """
    rows = list(nominations)
    keys = ask_for(rows, Action.ANSWER_ROUND, Action.SELECT, acting_user=acting_user)
    if not reason.strip():
        raise RefusedError("say_why")
    classes = with_siblings(classes_of(rows))
    action = "sending.nomination.not_join"
    with acting_on(classes, action, acting_user=acting_user, reason=reason) as act:
        fresh = act.nominations(keys)
        for row in fresh:
            need_state(row, NominationState.DECIDED, NominationState.JOINED)
            act.move(row, NominationState.NOT_JOINED, reason=reason.strip())
        move_up_all(act)
        return fresh
