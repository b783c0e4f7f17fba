"""Rounds of improvement: programmes filled anew, useless turns dropped, classes added."""

from __future__ import annotations

from math import ceil

import numpy as np

from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.construct import Draft, fill, filling_order
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.routing import TIER_WEIGHTS, find_candidates, route, slots_of


def refill(draft: Draft, programme_id: str) -> None:
    """Fill all classes of one programme anew, everything else as it is.

    The flow is exact, so the plan gets no worse in its tiers of need.
    """
    classes = draft.classes_of(programme_id)
    for opened in classes:
        draft.ledger.release(opened, draft.ledger.members[opened.number])
    fill(draft, programme_id, classes, draft.ledger.seats_affordable(programme_id))


def refill_all(draft: Draft) -> None:
    """Fill every programme anew, once."""
    for programme_id in filling_order(draft.problem):
        refill(draft, programme_id)
        drop_useless_turns(draft)


def drop_useless_turns(draft: Draft) -> int:
    """Release turns without which the same needs are met; return how many.

    A person may have been sent to a short course before a longer one that brings the same. Turns
    are looked at programme by programme, those of the least pressing programmes first.
    """
    dropped = 0
    ledger = draft.ledger
    for programme_id in reversed(filling_order(draft.problem)):
        service = ledger.services[programme_id]
        sent = np.flatnonzero(ledger.class_of[programme_id] >= 0)
        if not len(sent):
            continue
        received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - 1e-9
        needed = (received >= lacking) & (received - service.amounts < lacking)
        useless = np.setdiff1d(sent, service.people[needed])
        for opened in draft.classes_of(programme_id):
            here = np.intersect1d(useless, ledger.members[opened.number])
            keep = draft.problem.programmes[programme_id].min_size
            room = max(0, len(ledger.members[opened.number]) - keep)
            if len(here):
                ledger.release(opened, here if room >= len(here) else here[:room])
                dropped += min(room, len(here))
    return dropped


def close_useless_classes(draft: Draft) -> int:
    """Close classes that hold turns without use which could not be dropped; return how many."""
    closed = 0
    ledger = draft.ledger
    for opened in list(draft.placement.classes.values()):
        service = ledger.services[opened.programme_id]
        here = ledger.members[opened.number]
        received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - 1e-9
        needed = (received >= lacking) & (received - service.amounts < lacking)
        if len(np.setdiff1d(here, service.people[needed])):
            draft.close(opened)
            closed += 1
    return closed


def top_up(draft: Draft) -> int:
    """Use seats still free, without moving anybody; return how many turns were added."""
    added = 0
    for programme_id in filling_order(draft.problem):
        classes = draft.classes_of(programme_id)
        if not classes:
            continue
        seats = draft.ledger.seats_affordable(programme_id)
        routed = route(draft.ledger, draft.distances, programme_id, classes, seats)
        for opened in classes:
            draft.ledger.assign(opened, routed[opened.number])
            added += len(routed[opened.number])
    return added


def add_classes(draft: Draft) -> int:
    """Open further classes, the most valuable first, as long as one can be filled and paid for.

    Returns how many were opened. A class is tried in each form and kept only where it reaches its
    least size with people who gain by it.
    """
    opened = 0
    hopeless: set[tuple[str, Mode]] = set()
    while True:
        waiting = [
            (worth, programme_id, mode)
            for programme_id, programme in sorted(draft.problem.programmes.items())
            for mode, _ in programme.forms
            if (programme_id, mode) not in hopeless
            and (worth := _worth_of_another(draft, programme_id, mode)) > 0
        ]
        if not waiting:
            return opened
        _, programme_id, mode = max(waiting)
        if _try_another(draft, programme_id, mode):
            opened += 1
        else:
            hopeless.add((programme_id, mode))


def _waiting(draft: Draft, programme_id: str, mode: Mode) -> tuple[Integers, Integers]:
    """Return who still gains by a programme and may take this form, and their worth."""
    people, counts = draft.ledger.gains(programme_id)
    window = draft.ledger.windows.get((programme_id, mode))
    if window is None:
        return people[:0], counts[:0, 0]
    free = (
        (draft.ledger.class_of[programme_id][people] < 0)
        & (draft.ledger.turns[people] < draft.problem.max_turns)
        & np.isin(people, window.people)
    )
    return people[free], (counts @ TIER_WEIGHTS)[free]


def _worth_of_another(draft: Draft, programme_id: str, mode: Mode) -> int:
    """Return an upper estimate of what one more class would be worth, 0 where it cannot be."""
    programme = draft.problem.programmes[programme_id]
    _, worth = _waiting(draft, programme_id, mode)
    budget = draft.ledger.budget_left.get(programme.budget_id, 0) - programme.cost_per_class
    if budget < programme.min_size * programme.cost_per_learner:
        return 0
    if len(worth) < programme.min_size or not _quota_room(draft, programme_id):
        return 0
    return int(np.sort(worth)[::-1][: programme.max_size].sum())


def _quota_room(draft: Draft, programme_id: str) -> bool:
    least = draft.problem.programmes[programme_id].min_size
    return all(
        draft.ledger.quota_left(quota) >= least
        for quota in draft.ledger.quotas_of(programme_id)
        if quota.units is None and not quota.levels
    )


def _try_another(draft: Draft, programme_id: str, mode: Mode) -> bool:
    """Open one more class and keep it where it fills to its least size."""
    programme = draft.problem.programmes[programme_id]
    people, _ = _waiting(draft, programme_id, mode)
    demand: dict[str, float] = {}
    for unit in draft.ledger.unit_of[people]:
        unit_id = draft.ledger.unit_ids[unit]
        demand[unit_id] = demand.get(unit_id, 0.0) + 1.0
    opened = draft.placement.open(
        programme, mode, min(programme.max_size, ceil(len(people))), demand
    )
    if opened is None:
        return False
    draft.ledger.open(opened)
    if _fill_one(draft, opened):
        return True
    draft.close(opened)
    return False


def _fill_one(draft: Draft, opened: OpenClass) -> bool:
    """Seat those who wait in one new class; tell whether it reached its least size."""
    programme_id = opened.programme_id
    slots, _ = slots_of([opened])
    least = draft.problem.programmes[programme_id].min_size
    if len(find_candidates(draft.ledger, programme_id, slots).people) < least:
        return False
    seats = draft.ledger.seats_affordable(programme_id)
    routed = route(draft.ledger, draft.distances, programme_id, [opened], seats)
    if len(routed[opened.number]) < least:
        return False
    draft.ledger.assign(opened, routed[opened.number])
    return True
