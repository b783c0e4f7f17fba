"""Undo changes that are not needed: told people go back to their class where that is no worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.routing import can_attend
from thuctien.engine.replanning.work import CLOSED, Work

_EXACT = 1e-9
NO_GAIN = (0,) * (TIERS + 1)


def undo_needless(work: Work) -> int:
    """Undo every change that can be undone by itself at no loss at the price; return how many.

    Repeated until no single one is left; closed classes are opened again with all their people.
    """
    undone = 0
    while True:
        again = _reopen_classes(work) + _seat_back(work)
        if not again:
            return undone
        undone += again


def _seat_back(work: Work) -> int:
    """Seat told people back, one after another; return how many."""
    undone = 0
    lost = np.flatnonzero(work.kept.touchable & work.kept.able & ~work.at_home())
    for turn in lost.tolist():
        number = int(work.number[work.kept.klass[turn]])
        if number != CLOSED:
            opened = work.draft.placement.classes[number]
            fewer = int(work.kept.counted[turn])
            undone += _go_back(work, int(work.kept.person[turn]), opened, fewer)
    return undone


def _go_back(work: Work, person: int, home: OpenClass, fewer: int) -> bool:
    """Seat one person back, out of another class of the programme; tell whether it is better.

    ``fewer`` is by how many changes the plan has fewer then.
    """
    ledger = work.draft.ledger
    if len(ledger.members[home.number]) >= home.capacity:
        return False
    one = np.array([person], dtype=np.int64)
    number = int(ledger.class_of[home.programme_id][person])
    other = work.draft.placement.classes.get(number)
    if other is not None and not _can_lose(work, other):
        return False
    met = _met(ledger, person)
    if other is not None:
        ledger.release(other, one)
    if _may_enter(work, one, home):
        ledger.assign(home, one)
        gained = (_met(ledger, person) - met).tolist()
        if work.price.worths(gained, -fewer) > NO_GAIN and not _makes_useless(work, person):
            return True
        ledger.release(home, one)
    if other is not None:
        ledger.assign(other, one)
    return False


def _met(ledger: Ledger, person: int) -> Integers:
    """Return how many needs of one person are met, by tier."""
    needs = np.flatnonzero(ledger.need_person == person)
    met = ledger.received[needs] >= ledger.lacking[needs] - _EXACT
    return np.bincount(ledger.tier[needs[met]], minlength=TIERS)


def _can_lose(work: Work, opened: OpenClass) -> bool:
    least = work.draft.problem.programmes[opened.programme_id].min_size
    return opened.number not in work.begun and len(work.draft.ledger.members[opened.number]) > least


def _may_enter(work: Work, one: Integers, home: OpenClass) -> bool:
    """Tell whether every rule lets one person into a class with a free seat."""
    ledger = work.draft.ledger
    return bool(
        can_attend(ledger, one, home)[0]
        and ledger.turns[one[0]] < ledger.problem.max_turns
        and ledger.seats_affordable(home.programme_id) > 0
        and ledger.room_away(home.pattern)[ledger.unit_of[one[0]]] > 0
        and all(
            ledger.quota_left(quota) > 0
            for quota in ledger.quotas_of(home.programme_id)
            if ledger.quota_members[quota.quota_id][one[0]]
        )
    )


def _makes_useless(work: Work, person: int) -> bool:
    """Tell whether a person now has a turn without use."""
    ledger = work.draft.ledger
    return any(
        not _is_of_use(ledger, programme_id, person)
        for programme_id, class_of in ledger.class_of.items()
        if class_of[person] >= 0
    )


def _is_of_use(ledger: Ledger, programme_id: str, person: int) -> bool:
    """Tell whether one person would have fewer needs met without a programme."""
    service = ledger.services.get(programme_id)
    if service is None:
        return False
    first, last = np.searchsorted(service.people, [person, person + 1])
    needs, amounts = service.needs[first:last], service.amounts[first:last]
    received, lacking = ledger.received[needs], ledger.lacking[needs] - _EXACT
    return bool(((received >= lacking) & (received - amounts < lacking)).any())


def _reopen_classes(work: Work) -> int:
    """Open kept classes again that need not be closed; return how many."""
    reopened = 0
    for klass in np.flatnonzero(work.number == CLOSED).tolist():
        stated = work.kept.classes[klass].opened
        if stated is not None:
            reopened += _reopen(work, klass, stated)
    return reopened


def _reopen(work: Work, klass: int, stated: OpenClass) -> bool:
    """Open one kept class again with its people who were told and still can; keep it if better."""
    kept, ledger = work.kept, work.draft.ledger
    mine = (kept.klass == klass) & kept.touchable & kept.able
    people = kept.person[mine]
    programme = work.draft.problem.programmes[stated.programme_id]
    people = people[can_attend(ledger, people, stated)] if len(people) else people
    cost = programme.cost_per_class + len(people) * programme.cost_per_learner
    if len(people) < programme.min_size or ledger.budget_left.get(programme.budget_id, 0) < cost:
        return False
    worths = work.worths()
    opened = work.draft.placement.reopen(replace(stated, room_id=""))
    if opened is None:
        return False
    ledger.open(opened)
    work.number[klass] = opened.number
    entered = [p for p in people.tolist() if _enter(work, p, opened)]
    if len(entered) >= programme.min_size and work.worths() > worths:
        return True
    work.number[klass] = CLOSED
    work.draft.close(opened)
    return False


def _enter(work: Work, person: int, opened: OpenClass) -> bool:
    """Let a person without another class of the programme in, if every rule allows it."""
    ledger = work.draft.ledger
    one = np.array([person], dtype=np.int64)
    if ledger.class_of[opened.programme_id][person] >= 0 or not _may_enter(work, one, opened):
        return False
    ledger.assign(opened, one)
    if _makes_useless(work, person):
        ledger.release(opened, one)
        return False
    return True
