"""What happens after somebody was put forward: withdrawn, sent later, or replaced."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.people.models import Person
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import (
    HOLDS_A_SEAT,
    LOST_A_PLACE,
    OPEN_NOMINATIONS,
    NominationState,
)
from thuctien.sending.nomination_wording import conflict_phrase
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import (
    Act,
    acting_on,
    ask_for,
    classes_of,
    need_state,
)
from thuctien.sending.services.nominations.assessing import Finding, find, obstacle
from thuctien.sending.services.nominations.drafting import agencies_of, new_nomination
from thuctien.sending.services.nominations.selecting import last_waiting_no
from thuctien.sending.services.nominations.telling import about, to_province
from thuctien.sending.services.nominations.waiting import (
    move_up_all,
    need_time,
    with_siblings,
)

NOT_BROUGHT_OVER = "not_brought_over"
_WITH_A_SEAT = tuple(sorted(HOLDS_A_SEAT))


def withdraw(nomination: Nomination, reason: str, *, acting_user: ActingUser) -> Nomination:
    """Take a nomination back, by its agency or by the province; a place goes to the next in order.

    Raises ``PermissionDenied``, :class:`RefusedError` without a reason (a draft needs none) or
    where it is over already.
    """
    keys = ask_for([nomination], Action.NOMINATE, Action.SELECT, acting_user=acting_user)
    classes = with_siblings(classes_of([nomination]))
    action = "sending.nomination.withdraw"
    with acting_on(classes, action, acting_user=acting_user, reason=reason) as act:
        (row,) = act.nominations(keys)
        need_state(row, *sorted(OPEN_NOMINATIONS))
        was_draft = row.state == NominationState.DRAFT
        if not (was_draft or reason.strip()):
            raise RefusedError("say_why")
        act.move(row, NominationState.WITHDRAWN, reason=reason.strip())
        if not was_draft:
            act.tell(
                about(row, "nomination.withdrawn", reason=reason.strip()),
                to_province(row.offered_class, "nomination.gone", name=row.person.full_name),
            )
        move_up_all(act)
        return row


def defer(
    nomination: Nomination, later: OfferedClass, reason: str, *, acting_user: ActingUser
) -> Nomination:
    """Send somebody to a later class of the same programme instead; return the nomination for it.

    Who had a place has one there where it is free, else the first places of the waiting list. Who
    had none is handed in there, as early as before. So does anybody who has lost a place because a
    class was cancelled or the plan adjusted. The place that falls free goes to the next in order.
    Raises ``PermissionDenied``, :class:`RefusedError` where the class is not a later one, or the
    person may not go there.
    """
    keys = ask_for([nomination], Action.NOMINATE, Action.SELECT, acting_user=acting_user)
    if not reason.strip():
        raise RefusedError("say_why")
    classes = with_siblings([*classes_of([nomination]), later])
    action = "sending.nomination.defer"
    with acting_on(classes, action, acting_user=acting_user, reason=reason) as act:
        (row,) = act.nominations(keys)
        if not _has_lost_a_place(row):
            need_state(row, *_WITH_A_SEAT, NominationState.WAITING, NominationState.SUBMITTED)
        target = act.offers[later.pk]
        new = move_to(act, row, target, reason.strip())
        move_up_all(act)
        return new


def move_to(act: Act, row: Nomination, target: OfferedClass, reason: str) -> Nomination:
    """Bring a nomination over to another class that the act has locked; raise where it cannot be.

    Raises :class:`RefusedError`.
    """
    _is_later(row, target, act)
    if row.person_id in _nominated(act, target):
        raise RefusedError("nominated_already", name=row.person.full_name)
    had_a_seat = row.state in HOLDS_A_SEAT or row.keeps_priority
    act.move(row, NominationState.DEFERRED, code=row.state_code, reason=reason)
    act.flush()
    finding = find(target, [row.person])[row.person_id]
    new = _successor(act, row, target, finding, keeps_priority=had_a_seat)
    _may_go(new, finding)
    return _settle(act, new)


def lose_place(act: Act, row: Nomination, code: str, reason: str) -> None:
    """End a nomination although neither agency nor official wants it; a place is remembered.

    ``code`` is one of :data:`states.LOST_A_PLACE`.
    """
    had_a_seat = row.state in HOLDS_A_SEAT
    act.move(row, NominationState.WITHDRAWN, code=code, reason=reason)
    row.keeps_priority = row.keeps_priority or had_a_seat


def bring_over(
    act: Act, rows: Sequence[Nomination], target: OfferedClass, reason: str
) -> list[Nomination]:
    """Bring nominations that lost their place to another class; return those who may not go there.

    Who had a place comes first, and has one there while there are any; then the first places of the
    waiting list. Both classes are locked by the act. Raises :class:`RefusedError` where nobody can
    be brought into that class any more.
    """
    need_time(target, act.today)
    there = _nominated(act, target)
    found = find(target, [row.person for row in rows])
    left = []
    for row in sorted(rows, key=lambda row: (not row.keeps_priority, row.pk)):
        finding = found[row.person_id]
        new = _successor(act, row, target, finding, keeps_priority=row.keeps_priority)
        is_there = row.person_id in there
        why = ("nominated_already", {}) if is_there else obstacle(new, finding)
        if why is not None:
            act.note(row, NOT_BROUGHT_OVER, {"why": why[0], **why[1]})
            left.append(row)
            continue
        act.move(row, NominationState.DEFERRED, code=row.state_code, reason=reason)
        _settle(act, new)
    return left


def substitute(
    nomination: Nomination, person_id: str, reason: str, *, acting_user: ActingUser
) -> Nomination:
    """Let somebody else of the same agency have a place, without its being free for others.

    Return the nomination of the substitute: selected, or offered where the place was only offered.
    Raises ``PermissionDenied``, :class:`RefusedError` where the substitute is of another agency,
    may not go, or has a place already.
    """
    keys = ask_for([nomination], Action.NOMINATE, acting_user=acting_user)
    if not reason.strip():
        raise RefusedError("say_why")
    classes, action = classes_of([nomination]), "sending.nomination.substitute"
    with acting_on(
        classes, action, acting_user=acting_user, reason=reason, people=[person_id]
    ) as act:
        (row,) = act.nominations(keys)
        need_state(row, NominationState.SELECTED, NominationState.OFFERED, NominationState.DECIDED)
        need_time(row.offered_class, act.today)
        person = _substitute_person(row, person_id, acting_user)
        taker, finding = _taker(act, row, person)
        _may_go(taker, finding)
        row.state_reason = reason.strip()
        answer_by = row.answer_by
        act.hand_over(row, taker)
        if taker.state == NominationState.DECIDED:
            # The decision names somebody else; a new one is needed.
            taker.state = NominationState.SELECTED
        taker.answer_by, taker.waiting_no, taker.follows = answer_by, None, row
        if taker.pk is None:
            act.create([taker])
        else:
            act.touch(taker)
            act.note(taker, taker.state)
        act.tell(
            about(taker, "nomination.substitute"),
            to_province(row.offered_class, "nomination.replaced", name=row.person.full_name),
        )
        return taker


def _is_later(row: Nomination, target: OfferedClass, act: Act) -> None:
    need_time(target, act.today)
    came_from = row.offered_class
    is_same = target.programme_id == came_from.programme_id and target.pk != came_from.pk
    is_later = target.starts_on >= came_from.starts_on or _has_lost_a_place(row)
    if not (is_same and is_later):
        raise RefusedError("not_a_later_class")


def _has_lost_a_place(row: Nomination) -> bool:
    return row.state == NominationState.WITHDRAWN and row.state_code in LOST_A_PLACE


def _nominated(act: Act, offered: OfferedClass) -> set[str]:
    return {row.person_id for row in act.in_states(offered, *sorted(OPEN_NOMINATIONS))}


def _successor(
    act: Act, row: Nomination, target: OfferedClass, finding: Finding, *, keeps_priority: bool
) -> Nomination:
    """Return the nomination for another class that takes the place of one, not stored yet."""
    new = new_nomination(target, row.person, row.unit_id, finding, act)
    new.follows, new.keeps_priority, new.reason = row, keeps_priority, row.reason
    new.from_plan, new.submitted_at = row.from_plan, row.submitted_at or act.now
    new.exception_approved_by = row.exception_approved_by
    new.exception_document = row.exception_document
    new.state = NominationState.SUBMITTED
    return new


def _settle(act: Act, new: Nomination) -> Nomination:
    """Store a successor, with a seat or a place on the waiting list where it is owed one."""
    act.create([new])
    if new.keeps_priority:
        _seat_or_wait(act, new)
    act.tell(about(new, "nomination.deferred"))
    return new


def _may_go(row: Nomination, finding: Finding) -> None:
    why = obstacle(row, finding)
    if why is None:
        return
    name, code = row.person.full_name, why[0]
    for conflict in finding.blocking:
        raise RefusedError("in_conflict", name=name, conflict=conflict_phrase(conflict))
    raise RefusedError("needs_decision" if code == "special_decision" else code, name=name)


def _seat_or_wait(act: Act, row: Nomination) -> None:
    try:
        act.move(row, NominationState.SELECTED)
    except RefusedError:
        row.waiting_no = last_waiting_no(row.offered_class) + 1
        act.move(row, NominationState.WAITING, figures={"number": row.waiting_no})


def _substitute_person(row: Nomination, person_id: str, acting_user: ActingUser) -> Person:
    found = visible(
        Person.objects.select_related("current_unit", "current_post"),
        acting_user=acting_user,
        action=Action.NOMINATE,
    )
    person = found.filter(pk=person_id).first()
    if person is None:
        raise PermissionDenied(Action.NOMINATE)
    if agencies_of([person]).get(person.pk) != row.unit_id:
        raise RefusedError("another_agency", name=person.full_name, unit=row.unit.name)
    return person


def _taker(act: Act, row: Nomination, person: Person) -> tuple[Nomination, Finding]:
    """Return the substitute's nomination, an open one of the same class or a new one."""
    offered = row.offered_class
    finding = find(offered, [person])[person.pk]
    for known in act.in_states(offered, *sorted(OPEN_NOMINATIONS)):
        if known.person_id != person.pk:
            continue
        if known.state in HOLDS_A_SEAT:
            raise RefusedError("nominated_already", name=person.full_name)
        return known, finding
    taker = new_nomination(offered, person, row.unit_id, finding, act)
    taker.submitted_at = act.now
    return taker, finding
