"""A plan in the making that knows the approved one: what has changed for people who were told."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from thuctien.engine.planning.construct import Draft
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass, Placement
from thuctien.engine.planning.problem import PlanningProblem
from thuctien.engine.replanning.kept import KeptPlan
from thuctien.engine.replanning.price import Price
from thuctien.engine.replanning.rooms import assign_rooms

CLOSED = -1


@dataclass(slots=True)
class Work:
    """A draft beside the approved plan.

    ``number`` has for each kept class its number in the draft, :data:`CLOSED` where it is not
    held. What has begun is in the draft and stays: ``begun`` has the numbers of those classes.
    """

    draft: Draft
    kept: KeptPlan
    price: Price
    number: Integers
    begun: frozenset[int] = frozenset()

    def at_home(self) -> Booleans:
        """Return for each kept turn whether the person is still in that class."""
        home = np.zeros(len(self.kept.person), dtype=bool)
        number = self.number[self.kept.klass]
        for programme_id, turns in self.kept.turns_of.items():
            class_of = self.draft.ledger.class_of.get(programme_id)
            if class_of is not None:
                home[turns] = class_of[self.kept.person[turns]] == number[turns]
        there: Booleans = home & (number != CLOSED)
        return there

    def changes(self) -> int:
        """Return how many counted turns are lost."""
        return int((self.kept.counted & ~self.at_home()).sum())

    def worths(self) -> tuple[int, ...]:
        """Return what the draft is worth at the price, to be compared with another state of it."""
        return self.price.worths(self.draft.ledger.tier_counts(), self.changes())

    def classes_to_come(self, programme_id: str) -> list[OpenClass]:
        """Return the opened classes of a programme that have not begun."""
        return [c for c in self.draft.classes_of(programme_id) if c.number not in self.begun]

    def told_of(self, programme_id: str) -> tuple[Integers, Integers]:
        """Return the people told of classes of a programme that are held, and their classes.

        Only counted turns; the classes are numbers of the draft.
        """
        turns = self.kept.turns_of.get(programme_id, np.zeros(0, dtype=np.int64))
        turns = turns[self.kept.counted[turns]]
        number = self.number[self.kept.klass[turns]]
        return self.kept.person[turns[number != CLOSED]], number[number != CLOSED]

    def spared(self, programme_id: str) -> Integers:
        """Return who is in the class of a programme that they were told of, or in a begun one."""
        class_of = self.draft.ledger.class_of[programme_id]
        told, homes = self.told_of(programme_id)
        begun = np.flatnonzero(np.isin(class_of, list(self.begun)))
        spared: Integers = np.union1d(told[class_of[told] == homes], begun)
        return spared


def hold_begun(ledger: Ledger, kept: KeptPlan) -> None:
    """Enter the begun classes and their turns into an account."""
    for n, c in enumerate(kept.classes):
        if c.begun and c.opened is not None:
            opened = replace(c.opened, number=n)
            ledger.open(opened)
            ledger.assign(opened, kept.person[(kept.klass == n) & kept.fixed])


def start_work(
    problem: PlanningProblem,
    distances: Distances,
    kept: KeptPlan,
    stays: Booleans,
    open_classes: tuple[int, ...],
    price: Price,
    seed: int,
) -> Work:
    """Return a draft with the begun classes, and the classes and turns that stay."""
    draft = Draft(problem, distances, Placement(problem, distances, seed), Ledger(problem))
    work = Work(draft, kept, price, np.full(len(kept.classes), CLOSED, dtype=np.int64))
    begun = [n for n, c in enumerate(kept.classes) if c.begun and c.opened is not None]
    taken = kept.fixed | stays
    sizes = np.bincount(kept.klass[taken], minlength=len(kept.classes))
    standing = {
        n: opened for n in (*begun, *open_classes) if (opened := kept.classes[n].opened) is not None
    }
    rooms = assign_rooms(problem, standing, {n: int(sizes[n]) for n in standing})
    seats = dict(problem.rooms.select("room_id", "capacity").iter_rows())
    for n, stated in standing.items():
        room_seats = seats.get(rooms[n], int(sizes[n]))
        opened = replace(stated, capacity=min(stated.capacity, room_seats))
        opened = draft.placement.keep(opened, rooms[n])
        draft.ledger.open(opened)
        draft.ledger.assign(opened, kept.person[taken & (kept.klass == n)])
        work.number[n] = opened.number
    work.begun = frozenset(int(work.number[n]) for n in begun)
    return work
