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
    held. What has begun is in the draft and stays.
    """

    draft: Draft
    kept: KeptPlan
    price: Price
    number: Integers

    def at_home(self) -> Booleans:
        """Return for each kept turn whether the person is still in that class."""
        home = np.zeros(len(self.kept.person), dtype=bool)
        programme_of = [c.programme_id for c in self.kept.classes]
        for klass, programme_id in enumerate(programme_of):
            number = int(self.number[klass])
            if number != CLOSED:
                here = np.flatnonzero(self.kept.klass == klass)
                seated = self.draft.ledger.class_of[programme_id][self.kept.person[here]]
                home[here] = seated == number
        return home

    def changes(self) -> int:
        """Return how many counted turns are lost."""
        return int((self.kept.counted & ~self.at_home()).sum())

    def worths(self) -> tuple[int, ...]:
        """Return what the draft is worth at the price, to be compared with another state of it."""
        return self.price.worths(self.draft.ledger.tier_counts(), self.changes())

    def classes_to_come(self, programme_id: str) -> list[OpenClass]:
        """Return the opened classes of a programme that have not begun."""
        begun = {int(self.number[n]) for n, c in enumerate(self.kept.classes) if c.begun}
        return [c for c in self.draft.classes_of(programme_id) if c.number not in begun]

    def told_of(self, programme_id: str) -> tuple[Integers, Integers]:
        """Return the people told of classes of a programme that are held, and their classes.

        Only counted turns; the classes are numbers of the draft.
        """
        turns = np.flatnonzero(self.kept.counted & (self.number[self.kept.klass] != CLOSED))
        mine = np.array([c.programme_id == programme_id for c in self.kept.classes], dtype=bool)
        turns = turns[mine[self.kept.klass[turns]]]
        return self.kept.person[turns], self.number[self.kept.klass[turns]]


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
    return work
