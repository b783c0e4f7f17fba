"""From a problem to a timetable: rooms, order of modules, lecturers."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from time import perf_counter

import polars as pl

from thuctien.engine.calendar import Slot
from thuctien.engine.timetabling.balance import balance
from thuctien.engine.timetabling.construct import construct
from thuctien.engine.timetabling.costs import count_costs, fair_loads, weighed
from thuctien.engine.timetabling.explain import Reason, lecturer_missing, room_missing
from thuctien.engine.timetabling.grid import build_grid
from thuctien.engine.timetabling.problem import Problem
from thuctien.engine.timetabling.rematch import rematch_month
from thuctien.engine.timetabling.reorder import reorder_around
from thuctien.engine.timetabling.result import SESSIONS_SCHEMA, UNPLACED_SCHEMA, Timetable
from thuctien.engine.timetabling.rooms import NO_ROOM, assign_rooms
from thuctien.engine.timetabling.roster import NOBODY, Roster
from thuctien.engine.timetabling.windows import improve_month, is_strained

Progress = Callable[[str, float], None]
"""Called with the name of a stage and its fraction done; what it raises ends the work."""

Clash = tuple[int, int]
"""The other class, and how many learners are in both."""


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    time_limit_seconds: float = 60,
    progress: Progress | None = None,
) -> Timetable:
    """Return a timetable of ``problem``.

    Hard rules hold for every session in ``sessions``; a session for which that cannot be reached is
    in ``unplaced`` with the reason. Work is bounded by effort, so that the same problem and
    ``seed`` give the same timetable; only where ``time_limit_seconds`` (of the clock) runs out
    first is the improvement cut short. ``progress`` is called with the stages «rooms», «order»,
    «repair» and «improve» and fractions from 0 to 1; an exception that it raises is passed on.
    """
    watch = _Watch(time_limit_seconds, progress or _silent)
    watch.begin("rooms")
    rooms = assign_rooms(problem)
    clashes = learner_clashes(problem)
    held = [
        [room != NO_ROOM and (c, p) not in clashes for p, room in enumerate(row)]
        for c, row in enumerate(rooms)
    ]
    grid = build_grid(problem, held)
    watch.begin("order")
    roster = construct(grid, _ranks(len(problem.lecturers), seed), watch.report)
    watch.begin("repair")
    _repair(roster, seed, watch)
    watch.begin("improve")
    fair = fair_loads(grid)
    _improve(roster, fair, seed, watch)
    watch.end()
    costs = count_costs(roster, rooms, fair)
    return Timetable(
        seed=seed,
        sessions=_sessions(roster, rooms),
        unplaced=_unplaced(roster, rooms, clashes),
        costs=costs,
        cost=weighed(costs),
        stopped_by="time" if watch.cut_short else "done",
        seconds=watch.seconds,
    )


def learner_clashes(problem: Problem) -> dict[tuple[int, int], Clash]:
    """Return the sessions, by class and position, at which learners have another class.

    As every half day of a class's pattern has a session, two classes with a common learner clash
    wherever their patterns meet. The class that starts later gives way.
    """
    index_of = {study_class.class_id: i for i, study_class in enumerate(problem.classes)}
    order = {i: (c.slots[:1], c.class_id) for i, c in enumerate(problem.classes)}
    pairs: Counter[tuple[int, int]] = Counter()
    for class_ids in problem.learners.values():
        indexes = sorted({index_of[class_id] for class_id in class_ids}, key=order.__getitem__)
        pairs.update(combinations(indexes, 2))
    clashes: dict[tuple[int, int], Clash] = {}
    for earlier, later in sorted(pairs, key=lambda pair: (order[pair[1]], order[pair[0]])):
        kept: dict[Slot, int] = {
            slot: p
            for p, slot in enumerate(problem.classes[earlier].slots)
            if (earlier, p) not in clashes
        }
        for position, slot in enumerate(problem.classes[later].slots):
            if slot in kept:
                clashes.setdefault((later, position), (earlier, pairs[earlier, later]))
    return clashes


def _repair(roster: Roster, seed: int, watch: _Watch) -> None:
    """Staff what has no lecturer: by a flow in its month, then by another order in its class."""
    months = roster.grid.months
    for month, inside in enumerate(months):
        bits = [roster.grid.bits[c][p] for c, p in roster.unstaffed()]
        if any(bit & inside for bit in bits):
            rematch_month(roster, month)
        watch.report((month + 1) / (2 * len(months)))
    tried: set[tuple[int, int]] = set()
    missing = roster.unstaffed()
    for done, (class_index, position) in enumerate(missing):
        if watch.is_over():
            return
        module = roster.modules[class_index][position]
        if roster.lecturers[class_index][position] == NOBODY and (class_index, module) not in tried:
            tried.add((class_index, module))
            reorder_around(roster, class_index, position, seed)
        watch.report(0.5 + (done + 1) / (2 * len(missing)))


def _improve(roster: Roster, fair: dict[tuple[int, int], int], seed: int, watch: _Watch) -> None:
    """Even out the roster, then take up the months in which modules are split or unstaffed."""
    balance(roster, fair, lambda fraction: watch.report(fraction / 3))
    months = len(roster.grid.months)
    for month in range(months):
        if watch.is_over():
            return
        if is_strained(roster, month):
            improve_month(roster, month, fair, seed)
        watch.report((1 + month / months) / 3)
    if roster.unstaffed():
        _repair(roster, seed, watch)
    balance(roster, fair, lambda fraction: watch.report((2 + fraction) / 3))


def _ranks(count: int, seed: int) -> list[int]:
    ranks = list(range(count))
    random.Random(seed).shuffle(ranks)  # noqa: S311 - breaks ties, guards nothing
    return ranks


def _sessions(roster: Roster, rooms: Sequence[Sequence[int]]) -> pl.DataFrame:
    problem = roster.grid.problem
    rows = [
        (
            study_class.class_id,
            p + 1,
            study_class.modules[roster.modules[c][p]].module_no,
            slot.day,
            int(slot.half),
            problem.rooms[rooms[c][p]].room_id,
            problem.lecturers[roster.lecturers[c][p]].lecturer_id,
        )
        for c, study_class in enumerate(problem.classes)
        for p, slot in enumerate(study_class.slots)
        if roster.lecturers[c][p] != NOBODY
    ]
    frame = pl.DataFrame(rows, schema=SESSIONS_SCHEMA, orient="row")
    return frame.sort("class_id", "session_no")


def _unplaced(
    roster: Roster, rooms: Sequence[Sequence[int]], clashes: dict[tuple[int, int], Clash]
) -> pl.DataFrame:
    problem = roster.grid.problem

    def why(c: int, p: int) -> tuple[Reason, dict[str, object]]:
        if (c, p) in clashes:
            other, learners = clashes[c, p]
            other_id = problem.classes[other].class_id
            return Reason.LEARNERS_ELSEWHERE, {"other_class_id": other_id, "learners": learners}
        if rooms[c][p] == NO_ROOM:
            return room_missing(problem, c, p)
        return lecturer_missing(roster, c, p)

    rows: list[tuple[object, ...]] = []
    for c, study_class in enumerate(problem.classes):
        for p, slot in enumerate(study_class.slots):
            if roster.lecturers[c][p] == NOBODY:
                reason, figures = why(c, p)
                module_no = study_class.modules[roster.modules[c][p]].module_no
                words = json.dumps(figures, sort_keys=True, ensure_ascii=False)
                rows.append(
                    (
                        study_class.class_id,
                        p + 1,
                        module_no,
                        slot.day,
                        int(slot.half),
                        reason,
                        words,
                    )
                )
    frame = pl.DataFrame(rows, schema=UNPLACED_SCHEMA, orient="row")
    return frame.sort("class_id", "session_no")


def _silent(stage: str, fraction: float) -> None:
    """Report nothing."""


@dataclass(slots=True)
class _Watch:
    """Times the stages, passes on progress, and says when the time is over."""

    limit: float
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    cut_short: bool = False
    started: float = field(default_factory=perf_counter)
    stage: str = ""
    stage_started: float = 0.0

    def begin(self, stage: str) -> None:
        self.end()
        self.stage, self.stage_started = stage, perf_counter()
        self.progress(stage, 0.0)

    def end(self) -> None:
        if self.stage:
            self.seconds[self.stage] = perf_counter() - self.stage_started
            self.progress(self.stage, 1.0)
        self.stage = ""

    def report(self, fraction: float) -> None:
        self.progress(self.stage, fraction)

    def is_over(self) -> bool:
        self.cut_short = self.cut_short or perf_counter() - self.started > self.limit
        return self.cut_short
