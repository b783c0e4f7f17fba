"""The classes of a round after its plan was adjusted, and everybody who was put forward for them.

One act a round. The order keeps every counter right at every moment: places are given back first,
then quotas follow the new plan, then places are taken; a class grows before and shrinks after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thuctien.sending.models import Nomination, OfferedClass, PlannedClass, Round
from thuctien.sending.models.states import (
    LOST_A_PLACE,
    OPEN_NOMINATIONS,
    PLAN_ADJUSTED,
    NominationState,
    OfferState,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import Act
from thuctien.sending.services.nominations.assessing import keep
from thuctien.sending.services.nominations.changing import bring_over, lose_place
from thuctien.sending.services.nominations.classes import close_class
from thuctien.sending.services.nominations.telling import about, summaries, to_official
from thuctien.sending.services.nominations.waiting import has_time, move_up_all

EVERY_CLASS = ""


@dataclass(frozen=True, slots=True)
class LostTurn:
    """A turn that the new plan takes from somebody, with the reason in words.

    ``class_id`` is that of the plan before; :data:`EVERY_CLASS` stands for all that are to come.
    Who falls out ``by_themselves`` has no right to a later class.
    """

    person_id: str
    class_id: str
    reason: str
    by_themselves: bool = False


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What a round has to know of the plan that takes the place of another.

    ``before`` are the classes of the old plan by key, ``after`` those of the new one by code, and
    ``seats`` its turns: the code of a class by person and programme.
    """

    before: Mapping[int, PlannedClass]
    after: Mapping[str, PlannedClass]
    seats: Mapping[tuple[str, str], str]
    lost: Sequence[LostTurn]
    reason: str


def adjust_round(
    act: Act, round_: Round, change: PlanChange, follow_quotas: Callable[[Act], None]
) -> None:
    """Bring the classes of a round, and who was put forward for them, to what a new plan says.

    All classes of the round are locked by the act; ``follow_quotas`` does the same for its quotas.
    Who loses a place goes to the class of the programme in which the new plan has the person; who
    has none there, or may not go there, is told and keeps the right to be deferred. Raises
    :class:`RefusedError` where a class has begun that the new plan moves, closes or changes.
    """
    offers = [row for row in act.offers.values() if _is_of(row, change)]
    lost = _without_a_place(act, change)
    codes = {row.pk: change.before[row.planned_class_id or 0].class_id for row in offers}
    closed = [row for row in offers if codes[row.pk] not in change.after]
    kept = [row for row in offers if codes[row.pk] in change.after]
    for offered in closed:
        _need_time(act, offered)
    gone = _gone(act, kept, codes, change.lost)
    moved, largest = _follow_classes(act, kept, codes, change)
    opened = _open_classes(act, round_, change)
    for offered in closed:
        lost += close_class(act, offered, change.reason)
    for row, turn in gone:
        if turn.by_themselves:
            act.move(row, NominationState.WITHDRAWN, reason=turn.reason)
            act.tell(about(row, "nomination.withdrawn", reason=turn.reason))
        else:
            lose_place(act, row, PLAN_ADJUSTED, turn.reason)
    act.flush()
    follow_quotas(act)
    targets = {codes[row.pk]: row for row in kept} | opened
    lost += [row for row, turn in gone if not turn.by_themselves]
    without = _bring_over(act, lost, targets, change)
    left = [row for row in without if row.state_code == PLAN_ADJUSTED]
    act.tell(*(about(r, "nomination.plan_adjusted", reason=r.state_reason) for r in left))
    _shrink(act, largest)
    _assess_moved(act, moved)
    move_up_all(act)


def _is_of(offered: OfferedClass, change: PlanChange) -> bool:
    return offered.planned_class_id in change.before and offered.state != OfferState.CANCELLED


def _without_a_place(act: Act, change: PlanChange) -> list[Nomination]:
    """Return who lost a place when the office cancelled a class of the plan before, and has a seat.

    Whoever has been sent elsewhere since may not go twice, which the rules see to.
    """
    cancelled = [
        row
        for row in act.offers.values()
        if row.planned_class_id in change.before and row.state == OfferState.CANCELLED
    ]
    return [
        row
        for offered in cancelled
        for row in act.in_states(offered, NominationState.WITHDRAWN)
        if row.state_code in LOST_A_PLACE and (row.person_id, offered.programme_id) in change.seats
    ]


def _need_time(act: Act, offered: OfferedClass) -> None:
    """Raise :class:`RefusedError` where a class has begun."""
    if not has_time(offered, act.today):
        raise RefusedError("class_begun", class_id=offered.class_id, starts_on=offered.starts_on)


def _gone(
    act: Act, kept: Iterable[OfferedClass], codes: Mapping[int, str], lost: Iterable[LostTurn]
) -> list[tuple[Nomination, LostTurn]]:
    """Return the nominations for classes that stay which lose their place, each with the turn."""
    turns = {(turn.person_id, turn.class_id): turn for turn in lost}
    people = {person for person, _code in turns}
    found = []
    for offered in kept:
        for row in act.in_states(offered, *sorted(OPEN_NOMINATIONS)) if people else ():
            turn = turns.get((row.person_id, codes[offered.pk]))
            of_all = turns.get((row.person_id, EVERY_CLASS))
            if turn is None and has_time(offered, act.today):
                turn = of_all
            if turn is not None:
                _need_time(act, offered)
                found.append((row, turn))
    return found


def _follow_classes(
    act: Act, kept: Iterable[OfferedClass], codes: Mapping[int, str], change: PlanChange
) -> tuple[list[OfferedClass], dict[int, int]]:
    """Bring classes on offer to the new plan; return those that move, and what is yet to shrink.

    A capacity that the office set by hand stays, unless the plan itself has another greatest size.
    """
    moved, largest = [], {}
    for offered in kept:
        old = change.before[offered.planned_class_id or 0]
        new = change.after[codes[offered.pk]]
        act.watch(offered)
        offered.planned_class = new
        fields = ["planned_class"]
        if _place(old) != _place(new):
            _need_time(act, offered)
            offered.mode, offered.site = new.mode, new.site
            offered.starts_on, offered.ends_on = new.starts_on, new.ends_on
            _need_time(act, offered)
            offered.moved_at = act.now
            fields += ["mode", "site", "starts_on", "ends_on", "moved_at"]
            moved.append(offered)
        if new.max_size != old.max_size:
            largest[offered.pk] = new.max_size
            offered.capacity = max(new.max_size, offered.capacity)
            fields.append("capacity")
        offered.save(update_fields=fields)
    return moved, largest


def _place(planned: PlannedClass) -> tuple[object, ...]:
    return planned.starts_on, planned.ends_on, planned.site_id, planned.mode


def _open_classes(act: Act, round_: Round, change: PlanChange) -> dict[str, OfferedClass]:
    """Offer the classes that the new plan opens in the programmes of the round, by their code.

    A class of both plans that is not on offer was cancelled by the office, and stays so.
    """
    known = {planned.class_id for planned in change.before.values()}
    programmes = set(round_.programmes.values_list("pk", flat=True))
    new = [
        planned
        for code, planned in sorted(change.after.items())
        if code not in known and planned.programme_id in programmes
    ]
    found = {}
    for planned in new:
        if planned.starts_on <= act.today:
            figures = {"class_id": planned.class_id, "starts_on": planned.starts_on}
            raise RefusedError("class_begun", **figures)
        offered = OfferedClass.objects.create(
            round=round_,
            class_id=_free_code(act, planned.class_id),
            planned_class=planned,
            programme=planned.programme,
            mode=planned.mode,
            site=planned.site,
            starts_on=planned.starts_on,
            ends_on=planned.ends_on,
            capacity=planned.max_size,
        )
        act.include(offered)
        found[planned.class_id] = offered
    return found


def _free_code(act: Act, code: str) -> str:
    """Return a code for a class; that of one which was cancelled before stays that one's."""
    used = {offered.class_id for offered in act.offers.values()}
    number, free = 1, code
    while free in used:
        number += 1
        free = f"{code}/{number}"
    return free


def _bring_over(
    act: Act, lost: Sequence[Nomination], targets: Mapping[str, OfferedClass], change: PlanChange
) -> list[Nomination]:
    """Bring people to the classes in which the new plan has them; return who has no place."""
    going: dict[str, list[Nomination]] = defaultdict(list)
    without = []
    for row in lost:
        code = change.seats.get((row.person_id, row.offered_class.programme_id), "")
        target = targets.get(code)
        if target is None or target.pk == row.offered_class_id or not has_time(target, act.today):
            without.append(row)
        else:
            going[code].append(row)
    for code, rows in sorted(going.items()):
        without += bring_over(act, rows, targets[code], change.reason)
    return without


def _shrink(act: Act, largest: Mapping[int, int]) -> None:
    """Make classes as small as the new plan has them, where fewer places are taken."""
    for key, size in largest.items():
        offered = act.offers[key]
        offered.capacity = max(size, offered.taken)
        offered.save(update_fields=["capacity"])


def _assess_moved(act: Act, moved: Iterable[OfferedClass]) -> None:
    """Assess everybody of the classes that move for their new days, and tell them."""
    for offered in moved:
        rows = act.in_states(offered, *sorted(OPEN_NOMINATIONS))
        if not rows:
            continue
        keep(rows, offered)
        for row in rows:
            act.touch(row)
        figures = {
            "starts_on": offered.starts_on.isoformat(),
            "ends_on": offered.ends_on.isoformat(),
            "site": offered.site.name,
        }
        told = [row for row in rows if row.state != NominationState.DRAFT]
        act.tell(*summaries(told, "nomination.class_moved", **figures))
        act.tell(*(to_official(row, "nomination.your_class_moved", **figures) for row in told))
