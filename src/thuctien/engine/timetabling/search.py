"""The search itself: simulated annealing on the kernel, with stop rules and a look at any time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from thuctien.engine.timetabling.kernel.anneal import anneal
from thuctien.engine.timetabling.kernel.model import Ints, Model
from thuctien.engine.timetabling.kernel.state import State
from thuctien.engine.timetabling.kernel.tally import BEST_HARD, BEST_SOFT, HARD

STEPS = 2_000
"""Temperatures of a search."""
_CHUNK_SECONDS = 0.1
_FIRST_CHUNK = 20_000
_LEAST_SECONDS = 1.0
_MOST_WEIGHT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """When a search ends: after so many seconds, or so many moves, whichever comes first.

    With ``moves`` alone the same seed gives the same timetable, on every machine. ``good_enough``
    ends it at a timetable without conflicts that costs no more.
    """

    seconds: float | None = None
    moves: int | None = None
    good_enough: int = 0

    def __post_init__(self) -> None:
        if self.seconds is None and self.moves is None:
            raise ValueError("a search needs an end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The temperatures between which a search cools, and what a conflict counts at first.

    Temperatures are in units of the cost.
    """

    hottest: float
    coldest: float
    conflict_weight: int


@dataclass(frozen=True, slots=True)
class Glance:
    """How far a search is, and the best timetable so far: its cost, and where every event is.

    ``slot_of`` and ``place_of`` go on changing after the look; who keeps them makes a copy.
    """

    fraction: float
    seconds: float
    moves: int
    cost: int
    conflicts: int
    slot_of: Ints
    place_of: Ints


@dataclass(frozen=True, slots=True)
class Found:
    """The best timetable of a search: slot and place of every event, and how it came about.

    ``curve`` has seconds, cost and conflicts whenever a better one was seen at a glance.
    """

    slot_of: Ints
    place_of: Ints
    cost: int
    conflicts: int
    moves: int
    seconds: float
    curve: tuple[tuple[float, int, int], ...]


Look = Callable[[Glance], bool | None]
"""Called ten times a second; returning ``False`` ends the search, with the best so far kept."""


def search(
    model: Model,
    state: State,
    *,
    stop: StopRule,
    schedule: Schedule,
    look: Look | None = None,
    started: float | None = None,
) -> Found:
    """Improve a timetable until the stop rule says so, and return the best.

    ``started`` is the ``time.perf_counter`` from which the seconds count, the call's by default.
    Compiling counts too, but a first start that has used up its time still searches for a second.
    """
    anneal(model, state, 0, 1.0, schedule.conflict_weight)  # compiles, or reads what was compiled
    clock = _Clock(stop, time.perf_counter() if started is None else started)
    weight, curve = schedule.conflict_weight, list[tuple[float, int, int]]()
    best: tuple[int, int] | None = None
    while (fraction := clock.fraction()) < 1.0:
        temperature = _temperature(schedule, fraction)
        anneal(model, state, clock.chunk(), temperature, weight)
        weight = _raised(weight, state, schedule, temperature)
        cost, conflicts = int(state.tally[BEST_SOFT]), int(state.tally[BEST_HARD])
        if best is None or (conflicts, cost) < best:
            best = conflicts, cost
            curve.append((round(clock.seconds(), 3), cost, conflicts))
        glance = Glance(
            clock.fraction(),
            clock.seconds(),
            clock.moves,
            cost,
            conflicts,
            state.best_slot_of,
            state.best_place_of,
        )
        if (look is not None and look(glance) is False) or best <= (0, stop.good_enough):
            break
    return Found(
        slot_of=state.best_slot_of.copy(),
        place_of=state.best_place_of.copy(),
        cost=int(state.tally[BEST_SOFT]),
        conflicts=int(state.tally[BEST_HARD]),
        moves=clock.moves,
        seconds=clock.seconds(),
        curve=tuple(curve),
    )


def _temperature(schedule: Schedule, fraction: float) -> float:
    return schedule.hottest * math.pow(schedule.coldest / schedule.hottest, fraction)


def _raised(weight: int, state: State, schedule: Schedule, temperature: float) -> int:
    """Return a greater weight where the search has cooled but conflicts are left."""
    is_cool = temperature < math.sqrt(schedule.hottest * schedule.coldest)
    if state.tally[HARD] and is_cool:
        return min(weight + max(1, weight // 20), _MOST_WEIGHT)
    return weight


class _Clock:
    """How far a search is: in moves where they are counted, in seconds otherwise."""

    def __init__(self, stop: StopRule, started: float) -> None:
        self._last = time.perf_counter()
        self._stop = stop
        self._started = started
        if stop.seconds is not None:
            self._started = max(started, self._last - max(0.0, stop.seconds - _LEAST_SECONDS))
        self._chunk = _FIRST_CHUNK if stop.moves is None else max(1, stop.moves // STEPS)
        self.moves = 0

    def seconds(self) -> float:
        return time.perf_counter() - self._started

    def fraction(self) -> float:
        """Return the part of the search that is over, from 0 to 1."""
        parts = [0.0]
        if self._stop.moves is not None:
            parts.append(self.moves / self._stop.moves)
        if self._stop.seconds is not None:
            parts.append(self.seconds() / self._stop.seconds)
        return min(1.0, max(parts))

    def chunk(self) -> int:
        """Return how many moves to make until the next glance, and count them as made."""
        now = time.perf_counter()
        if self._stop.moves is None:
            if self.moves:
                speed = self._chunk / max(now - self._last, 1e-6)
                self._chunk = max(1_000, int(speed * self._seconds_to_go()))
            chunk = self._chunk
        else:
            chunk = min(self._chunk, self._stop.moves - self.moves)
        self._last = now
        self.moves += chunk
        return chunk

    def _seconds_to_go(self) -> float:
        limit = self._stop.seconds
        return _CHUNK_SECONDS if limit is None else min(_CHUNK_SECONDS, limit / STEPS)
