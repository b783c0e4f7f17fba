"""Where the next đồng goes: free seats and further classes, by the needs they meet for it.

Tier by tier: as long as money can meet an overdue need it meets no need that is only due, and so
on. Within a tier the order is that of needs met for the money, as in a knapsack.
"""

from __future__ import annotations

import heapq

import numpy as np

from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.construct import (
    BINDING_TIERS,
    Draft,
    Report,
    Targets,
    add_people,
    complete_classes,
    seat_chosen,
)
from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.routing import NO_WISH, TIER_WEIGHTS, Wish, find_candidates, slots_of

Option = tuple[str, Mode | None]
"""Free seats of a programme (no form), or one more class of it in a form."""


def spend(draft: Draft) -> int:
    """Spend what is left on the tiers in their order; return the number of turns added."""
    return sum(spend_on(draft, tiers + 1) for tiers in range(TIERS))


def seat_binding(draft: Draft, targets: Targets, report: Report) -> None:
    """Seat binding needs tier by tier: whom the model sends, what their classes lack, then others.

    Only when everything has been done for a tier is money spent on the next.
    """
    for tiers in range(1, BINDING_TIERS + 1):
        seat_chosen(draft, targets, tiers)
        complete_classes(draft)
        spend_on(draft, tiers)
        report(tiers / BINDING_TIERS)


def spend_on(draft: Draft, tiers: int) -> int:
    """Spend on gains in the first ``tiers`` tiers; return the number of turns added.

    An option's worth only falls while others are taken, so the best by an old estimate that is
    still best by a new one is the best of all (lazy evaluation).
    """
    options = _options(draft)
    heap = [(-_worth_for_money(draft, option, tiers), n) for n, option in enumerate(options)]
    heap = [entry for entry in heap if entry[0] < 0]
    heapq.heapify(heap)
    added = 0
    while heap:
        _, number = heapq.heappop(heap)
        worth = _worth_for_money(draft, options[number], tiers)
        if worth <= 0:
            continue
        if heap and -heap[0][0] > worth:
            heapq.heappush(heap, (-worth, number))
            continue
        turns = _take(draft, options[number], tiers)
        added += turns
        if turns:
            heapq.heappush(heap, (-worth, number))
            seats = options.index((options[number][0], None))
            heapq.heappush(heap, (-_worth_for_money(draft, options[seats], tiers), seats))
    return added


def _options(draft: Draft) -> list[Option]:
    options: list[Option] = []
    for programme_id, programme in sorted(draft.problem.programmes.items()):
        if programme_id in draft.ledger.services:
            options.append((programme_id, None))
            options += [(programme_id, mode) for mode, _ in programme.forms]
    return options


def _gains(draft: Draft, programme_id: str, tiers: int) -> tuple[Integers, Integers]:
    """Return who has no turn in a programme yet and gains by one, and their worth."""
    people, counts = draft.ledger.gains(programme_id)
    counts[:, tiers:] = 0
    worth = counts @ TIER_WEIGHTS
    free = (
        (worth > 0)
        & (draft.ledger.class_of[programme_id][people] < 0)
        & (draft.ledger.turns[people] < draft.problem.max_turns)
    )
    return people[free], worth[free]


def _worth_for_money(draft: Draft, option: Option, tiers: int) -> float:
    """Return an upper estimate of what an option is worth for a million đồng, 0 where nothing."""
    programme_id, mode = option
    programme = draft.problem.programmes[programme_id]
    people, worth = _gains(draft, programme_id, tiers)
    learner = programme.cost_per_learner / 1e6 + 1e-6
    if mode is None:
        if not len(people) or not _has_seat(draft, programme_id):
            return 0.0
        return float(worth.max()) / learner
    window = draft.ledger.windows.get((programme_id, mode))
    if window is None:
        return 0.0
    worth = worth[np.isin(people, window.people)]
    anybody = np.isin(_gains(draft, programme_id, TIERS)[0], window.people).sum()
    left = draft.ledger.budget_left.get(programme.budget_id, 0) - programme.cost_per_class
    affordable = left // max(1, programme.cost_per_learner)
    most = min(programme.max_size, affordable, _quota_room(draft, programme_id))
    if not len(worth) or min(most, anybody) < programme.min_size:
        return 0.0
    count = max(programme.min_size, min(len(worth), most))
    best = np.sort(worth)[::-1][:count]
    return float(best.sum()) / (programme.cost_per_class / 1e6 + count * learner)


def _has_seat(draft: Draft, programme_id: str) -> bool:
    return draft.ledger.seats_affordable(programme_id) > 0 and any(
        len(draft.ledger.members[c.number]) < c.capacity for c in draft.classes_of(programme_id)
    )


def _quota_room(draft: Draft, programme_id: str) -> int:
    everyone = len(draft.ledger.person_ids)
    return min(
        (
            draft.ledger.quota_left(quota)
            for quota in draft.ledger.quotas_of(programme_id)
            if quota.units is None and not quota.levels
        ),
        default=everyone,
    )


def _take(draft: Draft, option: Option, tiers: int) -> int:
    """Take an option; return the turns added, 0 where it cannot be taken after all."""
    programme_id, mode = option
    people, worth = _gains(draft, programme_id, tiers)
    if mode is None:
        best = people[worth == worth.max()]
        added = add_people(draft, programme_id, Wish(best, tiers, nobody_else=True))
        if added or len(best) == len(people):
            return added
        return add_people(draft, programme_id, Wish(tiers=tiers))
    return _open_another(draft, programme_id, mode, people, tiers)


def _open_another(draft: Draft, programme_id: str, mode: Mode, people: Integers, tiers: int) -> int:
    """Open one more class, with others beside up to its least size if need be."""
    programme = draft.problem.programmes[programme_id]
    demand: dict[str, float] = {}
    for unit in draft.ledger.unit_of[people]:
        unit_id = draft.ledger.unit_ids[unit]
        demand[unit_id] = demand.get(unit_id, 0.0) + 1.0
    size = min(programme.max_size, len(people))
    opened = draft.placement.open(programme, mode, size, demand)
    if opened is None:
        return 0
    draft.ledger.open(opened)
    if _could_fill(draft, opened):
        turns = add_people(draft, programme_id, Wish(tiers=tiers), [opened])
        if 0 < turns < programme.min_size:
            add_people(draft, programme_id, NO_WISH, [opened], programme.min_size - turns)
    turns = len(draft.ledger.members[opened.number])
    if turns < programme.min_size:
        draft.close(opened)
        return 0
    return turns


def _could_fill(draft: Draft, opened: OpenClass) -> bool:
    slots, _ = slots_of([opened])
    candidates = find_candidates(draft.ledger, opened.programme_id, slots)
    return len(candidates.people) >= draft.problem.programmes[opened.programme_id].min_size
