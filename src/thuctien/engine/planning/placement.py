"""Where and when classes are opened: a site near those who need it, a free room, a quiet week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.model.choices import Mode, SiteKind
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.problem import PlanningProblem, Programme
from thuctien.engine.planning.supply import LecturerSupply


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class that the plan opens; ``capacity`` is the lesser of programme and room."""

    number: int
    programme_id: str
    mode: Mode
    site_id: str
    kind: SiteKind
    room_id: str
    capacity: int
    pattern: Pattern


@dataclass(slots=True)
class _Room:
    room_id: str
    capacity: int
    valid_from: date
    valid_to: date
    taken: set[tuple[Part, date]]

    def free(self, pattern: Pattern) -> bool:
        return (
            self.valid_from <= pattern.starts_on
            and pattern.ends_on <= self.valid_to
            and all((pattern.part, week) not in self.taken for week in pattern.weeks)
        )


class Placement:
    """The classes opened so far, with the rooms and the lecturers' time that they take.

    A class keeps one room from its first to its last week. ``seed`` only breaks ties between
    equally quiet weeks.
    """

    def __init__(self, problem: PlanningProblem, distances: Distances, seed: int) -> None:
        self.seed = seed
        self._problem = problem
        self._distances = distances
        self._supply = LecturerSupply(problem)
        self._rooms = _rooms_by_site(problem)
        self._sites = {
            site_id: SiteKind(kind)
            for site_id, kind in problem.sites.select("site_id", "kind").iter_rows()
        }
        self._learners: dict[tuple[Part, date], int] = defaultdict(int)
        self._same: dict[tuple[str, Part, date], int] = defaultdict(int)
        mondays = problem.book.mondays()
        shuffled = np.random.default_rng(seed).permutation(len(mondays))
        self._tie = {monday: int(n) for monday, n in zip(mondays, shuffled, strict=True)}
        self.classes: dict[int, OpenClass] = {}
        self._next = 0

    def open(
        self, programme: Programme, mode: Mode, size: int, demand: dict[str, float]
    ) -> OpenClass | None:
        """Open a class for about ``size`` learners, near the units in ``demand`` (people by unit).

        Returns ``None`` where no site has a room and lecturers for it in any week of the year.
        """
        kinds = next(kinds for form, kinds in programme.forms if form is mode)
        sites = self.sites_of(set(kinds))
        for site_id in self._distances.nearest_first(sites, demand, size):
            opened = self._open_at(programme, mode, size, site_id)
            if opened:
                return opened
        return None

    def sites_of(self, kinds: set[SiteKind]) -> list[str]:
        """Return the sites of the given kinds."""
        return [site for site, kind in self._sites.items() if kind in kinds]

    def close(self, opened: OpenClass) -> None:
        """Close a class and free what it took."""
        del self.classes[opened.number]
        for room in self._rooms[opened.site_id]:
            if room.room_id == opened.room_id:
                weeks = opened.pattern.weeks
                room.taken.difference_update((opened.pattern.part, week) for week in weeks)
        self._count(opened, -1)

    def keep(self, stated: OpenClass, room_id: str) -> OpenClass:
        """Open a class as another plan has it, in a room that is free in all its weeks.

        Nothing is decided or looked at here. Without a room the class moves from room to room, and
        no further class is opened at its site in its weeks.
        """
        for room in self._rooms[stated.site_id]:
            if room_id in ("", room.room_id):
                room.taken.update((stated.pattern.part, week) for week in stated.pattern.weeks)
        opened = replace(stated, number=self._next, room_id=room_id)
        self._register(opened)
        return opened

    def reopen(self, stated: OpenClass) -> OpenClass | None:
        """Open a class at its stated site and weeks where a room and lecturers are free for it."""
        rooms = [r for r in self._rooms[stated.site_id] if r.capacity >= stated.capacity]
        room = _fitting(rooms, stated.pattern, stated.capacity)
        if room is None or not self._supply.can_hold(stated.pattern, stated.kind):
            return None
        return self.keep(stated, room.room_id)

    def _open_at(
        self, programme: Programme, mode: Mode, size: int, site_id: str
    ) -> OpenClass | None:
        kind = self._sites[site_id]
        rooms = [r for r in self._rooms[site_id] if r.capacity >= programme.min_size]
        for pattern in self._quiet_first(programme, mode, site_id):
            room = _fitting(rooms, pattern, size)
            if room and self._supply.can_hold(pattern, kind):
                return self._take(programme, mode, site_id, room, pattern)
        return None

    def _quiet_first(self, programme: Programme, mode: Mode, site_id: str) -> list[Pattern]:
        """Return the possible patterns, those in weeks with few learners first."""
        patterns = [
            pattern
            for monday in self._problem.book.mondays()
            if programme.may_start(mode, monday)
            and (
                pattern := self._problem.book.pattern(programme.programme_id, mode, monday, site_id)
            )
        ]

        def load(pattern: Pattern) -> tuple[float, int]:
            busy = sum(self._learners[pattern.part, week] for week in pattern.weeks)
            same = sum(
                self._same[programme.programme_id, pattern.part, week] for week in pattern.weeks
            )
            crowd = (busy + same * programme.max_size) / len(pattern.weeks)
            return crowd, self._tie[pattern.starts_on]

        return sorted(patterns, key=load)

    def _take(
        self, programme: Programme, mode: Mode, site_id: str, room: _Room, pattern: Pattern
    ) -> OpenClass:
        room.taken.update((pattern.part, week) for week in pattern.weeks)
        opened = OpenClass(
            number=self._next,
            programme_id=programme.programme_id,
            mode=mode,
            site_id=site_id,
            kind=self._sites[site_id],
            room_id=room.room_id,
            capacity=min(programme.max_size, room.capacity),
            pattern=pattern,
        )
        self._register(opened)
        return opened

    def _register(self, opened: OpenClass) -> None:
        self._next += 1
        self.classes[opened.number] = opened
        self._count(opened, 1)

    def _count(self, opened: OpenClass, sign: int) -> None:
        pattern = opened.pattern
        for week in pattern.weeks:
            self._learners[pattern.part, week] += sign * opened.capacity
            self._same[opened.programme_id, pattern.part, week] += sign
        self._supply.add(pattern, opened.kind, sign)


def _fitting(rooms: list[_Room], pattern: Pattern, size: int) -> _Room | None:
    """Return the smallest free room that holds ``size``, else the largest free one."""
    free = [room for room in rooms if room.free(pattern)]
    large_enough = [room for room in free if room.capacity >= size]
    if large_enough:
        return min(large_enough, key=lambda room: (room.capacity, room.room_id))
    return max(free, key=lambda room: (room.capacity, room.room_id), default=None)


def _rooms_by_site(problem: PlanningProblem) -> dict[str, list[_Room]]:
    rooms: dict[str, list[_Room]] = defaultdict(list)
    sites = problem.sites.select(
        "site_id", pl.col("valid_from").alias("site_from"), pl.col("valid_to").alias("site_to")
    )
    rows = problem.rooms.join(sites, on="site_id").sort("room_id")
    for row in rows.iter_rows(named=True):
        starts = [day for day in (row["valid_from"], row["site_from"]) if day]
        ends = [day for day in (row["valid_to"], row["site_to"]) if day]
        rooms[row["site_id"]].append(
            _Room(
                room_id=row["room_id"],
                capacity=row["capacity"],
                valid_from=max(starts, default=date.min),
                valid_to=min(ends, default=date.max),
                taken=set(),
            )
        )
    return rooms
