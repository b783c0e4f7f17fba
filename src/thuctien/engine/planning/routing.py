"""Who goes to which class of one programme: a minimum-cost flow, exact for the classes given.

People of one unit who gain the same and are free in the same weeks are one node. The flow respects
quotas by unit, the share of a unit away in a week, and the sizes of classes. Sets of people who can
be seated together form a matroid, so the flow of greatest value is also one of greatest size, and
weights that merely keep the order of tiers serve the tiers strictly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.network import NO_HOMES, Candidates, Homes, Network
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import Quota

TIER_WEIGHTS = np.array([100_000_000, 1_000_000, 10_000], dtype=np.int64)
"""Worth of a need met by tier. Nobody has a hundred needs of one tier, so the order is strict; one
recommended need outweighs any distance and the wish to fill a class to its least size."""
PREFERENCE = 5_000
"""Worth of being whom the linear model would send: it only decides among equals."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose gains count and who goes first among equals.

    ``people`` (numbers) win ties, or are the only ones where ``nobody_else``; only gains in the
    first ``tiers`` tiers count.
    """

    people: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    tiers: int = TIERS
    nobody_else: bool = False


NO_WISH = Wish()


def slots_of(classes: list[OpenClass]) -> tuple[list[OpenClass], Integers]:
    """Return one class of each different form and weeks, and the number of each class's slot."""
    found: dict[tuple[object, ...], int] = {}
    first: list[OpenClass] = []
    number = []
    for opened in classes:
        key = (opened.mode, opened.pattern.starts_on, opened.pattern.weeks, opened.pattern.ends_on)
        if key not in found:
            found[key] = len(found)
            first.append(opened)
        number.append(found[key])
    return first, np.array(number, dtype=np.int64)


def find_candidates(
    ledger: Ledger, programme_id: str, slots: list[OpenClass], tiers: int = TIERS
) -> Candidates:
    """Return who would gain from a turn in one of the slots and is free to take it.

    Only gains in the first ``tiers`` tiers count.
    """
    people, counts = ledger.gains(programme_id)
    counts[:, tiers:] = 0
    gaining = counts.any(axis=1)
    people, counts = people[gaining], counts[gaining]
    free = (ledger.class_of[programme_id][people] < 0) & (
        ledger.turns[people] < ledger.problem.max_turns
    )
    people, counts = people[free], counts[free]
    allowed = np.zeros((len(people), len(slots)), dtype=bool)
    for column, slot in enumerate(slots):
        allowed[:, column] = can_attend(ledger, people, slot)
    any_slot: Booleans = np.asarray(allowed.any(axis=1))
    return Candidates(people, counts @ TIER_WEIGHTS, allowed).only(any_slot)


def can_attend(ledger: Ledger, people: Integers, opened: OpenClass) -> Booleans:
    """Tell for each person (sorted numbers) whether the window and the person's weeks allow it."""
    columns = ledger.columns(opened.pattern)
    return in_window(ledger, people, opened) & ~ledger.busy[np.ix_(people, columns)].any(axis=1)


def in_window(ledger: Ledger, people: Integers, opened: OpenClass) -> Booleans:
    """Tell for each person (sorted numbers) whether the rules allow a class on its days."""
    window = ledger.windows.get((opened.programme_id, opened.mode))
    if window is None or not len(window.people):
        return np.zeros(len(people), dtype=bool)
    place = np.minimum(np.searchsorted(window.people, people), len(window.people) - 1)
    start = opened.pattern.starts_on.toordinal()
    inside: Booleans = (
        (window.people[place] == people)
        & (window.start_from[place] <= start)
        & (start <= window.start_to[place])
        & (opened.pattern.ends_on.toordinal() <= window.end_by[place])
    )
    return inside


def route(
    ledger: Ledger,
    distances: Distances,
    programme_id: str,
    classes: list[OpenClass],
    seats: int,
    wish: Wish = NO_WISH,
    homes: Homes = NO_HOMES,
) -> dict[int, Integers]:
    """Return the best people for the free seats of classes of one programme, by class number.

    ``homes`` are the classes that people have been told of. ``seats`` bounds the turns in all.
    Nothing is changed in the ledger.
    """
    slots, slot_of = slots_of(classes)
    candidates = _prefer(find_candidates(ledger, programme_id, slots, wish.tiers), wish)
    quotas = ledger.quotas_of(programme_id)
    candidates = _admit_by_level(ledger, candidates, quotas)
    empty = {opened.number: np.zeros(0, dtype=np.int64) for opened in classes}
    if not len(candidates.people) or seats <= 0:
        return empty
    network = Network(ledger, distances, candidates, classes, slots, slot_of, homes)
    network.limit_seats([q for q in quotas if not q.levels], seats)
    return empty | network.solve()


def _prefer(candidates: Candidates, wish: Wish) -> Candidates:
    """Let the preferred people win ties, or keep nobody else."""
    wished: Booleans = np.asarray(np.isin(candidates.people, wish.people))
    if wish.nobody_else:
        return candidates.only(wished)
    worth = candidates.worth + PREFERENCE * wished
    return Candidates(candidates.people, worth, candidates.allowed)


def _admit_by_level(ledger: Ledger, candidates: Candidates, quotas: list[Quota]) -> Candidates:
    """Keep as many candidates as each quota by leadership level has seats, the worthiest first.

    Such quotas cross those by unit, which no flow can hold at once.
    """
    order = np.lexsort((ledger.priority[candidates.people], -candidates.worth))
    kept = np.ones(len(order), dtype=bool)
    for quota in quotas:
        if quota.levels:
            concerned = ledger.quota_members[quota.quota_id][candidates.people[order]] & kept[order]
            surplus = order[np.flatnonzero(concerned)[max(0, ledger.quota_left(quota)) :]]
            kept[surplus] = False
    return candidates.only(kept)
