"""The public problem, from an instance to a timetable."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from thuctien.engine.timetabling.curriculum.bound import bound_of
from thuctien.engine.timetabling.curriculum.checks import refuse_impossible
from thuctien.engine.timetabling.curriculum.costs import Cost, conflicts_of, costs_of
from thuctien.engine.timetabling.curriculum.encode import encode
from thuctien.engine.timetabling.curriculum.instance import Instance, Lecture
from thuctien.engine.timetabling.curriculum.start import first_timetable
from thuctien.engine.timetabling.kernel.begin import make_state
from thuctien.engine.timetabling.search import Found, Look, Schedule, StopRule, search

SCHEDULE = Schedule(hottest=5.0, coldest=0.1, conflict_weight=30)
"""One setting for all instances."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A timetable of an instance, its costs counted anew, and how it was found."""

    lectures: tuple[Lecture, ...]
    costs: Mapping[Cost, int]
    conflicts: int
    bound: int
    found: Found

    @property
    def cost(self) -> int:
        """Return the sum of the costs."""
        return sum(self.costs.values())

    @property
    def is_feasible(self) -> bool:
        """Say whether no two lectures are in each other's way."""
        return not self.conflicts


def solve_instance(
    instance: Instance,
    *,
    stop: StopRule,
    seed: int = 0,
    look: Look | None = None,
    schedule: Schedule = SCHEDULE,
    started: float | None = None,
) -> Solved:
    """Return the best timetable found until the stop rule ends the search.

    ``started`` is the ``time.perf_counter`` from which seconds count. Raises
    :class:`~.faults.CttError` with the reasons where an instance can have no timetable for want of
    periods or rooms.
    """
    begun = time.perf_counter() if started is None else started
    refuse_impossible(instance)
    model, bound = encode(instance), bound_of(instance)
    slots, rooms = first_timetable(model, seed)
    state = make_state(model, slots, rooms, seed)
    found = search(
        model,
        state,
        stop=StopRule(seconds=stop.seconds, moves=stop.moves, good_enough=bound),
        schedule=schedule,
        look=look,
        started=begun,
    )
    lectures = tuple(
        Lecture(int(course), int(room), int(slot))
        for course, room, slot in zip(model.kind_of, found.place_of, found.slot_of, strict=True)
    )
    return Solved(
        lectures=lectures,
        costs=costs_of(instance, lectures),
        conflicts=conflicts_of(instance, lectures),
        bound=bound,
        found=found,
    )
