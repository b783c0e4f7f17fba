"""Rooms and lecturers for the classes of the approved plan: rows where not all can have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.model.choices import SiteKind
from thuctien.engine.planning.lecturing import lecturer_classes, months_capacity
from thuctien.engine.planning.linear import Integers, LinearModel
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import PlanningProblem
from thuctien.engine.replanning.kept import KeptPlan

Week = tuple[str, Part, date]
"""Site, weekdays or weekend, Monday."""
Room = tuple[str, int]
"""Code and seats."""


class Places:
    """Which classes compete for rooms in which weeks, and for lecturers in which months."""

    def __init__(self, problem: PlanningProblem, kept: KeptPlan, short_months: list[date]) -> None:
        self._problem = problem
        self._classes = [c.opened for c in kept.classes]
        self._begun = {n for n, c in enumerate(kept.classes) if c.begun}
        self._short_months = short_months

    def add_rows(
        self,
        model: LinearModel,
        opens: Mapping[int, int],
        sizes: Mapping[int, list[int]],
        whole: Callable[[Integers], None],
    ) -> None:
        """Add rooms and lecturers to a model.

        ``opens`` has the column of each class to come that says whether it is held, ``sizes`` the
        columns that add up to its learners; ``whole`` is told which new columns are whole numbers.
        """
        for classes, rooms in self._crowded_weeks():
            held = [n for n in classes if n in opens]
            self._add_rooms(model, held, rooms, opens, sizes, whole)
        for month in self._short_months:
            self._add_lecturers(model, month, opens)

    def in_crowded_weeks(self) -> frozenset[int]:
        """Return the classes (positions) that compete for rooms of which there are too few."""
        return frozenset(n for classes, _ in self._crowded_weeks() for n in classes)

    def in_short_months(self) -> frozenset[int]:
        """Return the classes (positions) in months with too few lecturers."""
        months = set(self._short_months)
        return frozenset(
            n
            for n, opened in enumerate(self._classes)
            if opened is not None and months & {month for month, _ in opened.pattern.topic_sessions}
        )

    def _crowded_weeks(self) -> Iterator[tuple[list[int], list[Room]]]:
        """Yield classes to come that do not all find a room in a week, and the rooms left for them.

        Rooms are those in use on some day of the week; begun classes are taken to sit in the
        smallest: more is never possible.
        """
        together: dict[Week, list[int]] = defaultdict(list)
        for number, opened in enumerate(self._classes):
            if opened is not None:
                for week in opened.pattern.weeks:
                    together[opened.site_id, opened.pattern.part, week].append(number)
        for (site_id, _, week), numbers in sorted(together.items()):
            rooms = rooms_in_use(self._problem, site_id, week + timedelta(days=6), week)
            if not self._fit(numbers, rooms):
                to_come = [n for n in numbers if n not in self._begun]
                rooms.sort(key=lambda room: (-room[1], room[0]))
                yield to_come, rooms[: max(0, len(rooms) - len(numbers) + len(to_come))]

    def _fit(self, numbers: list[int], rooms: list[Room]) -> bool:
        """Tell whether each class has a room: the largest class the largest room, and so on."""
        seats = sorted((room[1] for room in rooms), reverse=True)
        asked = sorted((self._class(n).capacity for n in numbers), reverse=True)
        return len(asked) <= len(seats) and all(a <= s for a, s in zip(asked, seats, strict=False))

    def _class(self, number: int) -> OpenClass:
        opened = self._classes[number]
        if opened is None:
            raise ValueError(f"class {number} is not held")
        return opened

    def _add_rooms(
        self,
        model: LinearModel,
        classes: list[int],
        rooms: list[Room],
        opens: Mapping[int, int],
        sizes: Mapping[int, list[int]],
        whole: Callable[[Integers], None],
    ) -> None:
        """Each class held in a week has one room, each room one class, nobody without a chair."""
        taken = model.add_columns(np.ones(len(classes) * len(rooms)))
        whole(taken)
        grid = taken.reshape(len(classes), len(rooms))
        for place, klass in enumerate(classes):
            one = model.add_rows(1, 0.0, 0.0)
            model.put(one, grid[place], 1.0)
            model.put(one, opens[klass], -1.0)
            seated = model.add_rows(1, upper=0.0)
            model.put(seated, sizes[klass], 1.0)
            model.put(seated, grid[place], [-float(room[1]) for room in rooms])
        free = model.add_rows(len(rooms), upper=1.0)
        for place in range(len(classes)):
            model.put(free, grid[place], 1.0)

    def _add_lecturers(self, model: LinearModel, month: date, opens: Mapping[int, int]) -> None:
        """The sessions of a month are shared out among lecturers who teach them."""
        asked: dict[tuple[str, SiteKind], list[tuple[int, int]]] = defaultdict(list)
        begun: dict[tuple[str, SiteKind], int] = defaultdict(int)
        for number, opened in enumerate(self._classes):
            if opened is None:
                continue
            for (when, topic), sessions in opened.pattern.topic_sessions.items():
                if when == month:
                    asked[topic, opened.kind].append((number, sessions))
                    begun[topic, opened.kind] += sessions * (number in self._begun)
        alike = lecturer_classes(self._problem)
        demands = sorted(asked)
        held = dict(
            zip(
                demands,
                model.add_rows(len(demands), lower=[begun[demand] for demand in demands]),
                strict=True,
            )
        )
        for demand in demands:
            for number, sessions in asked[demand]:
                if number in opens:
                    model.put(held[demand], opens[number], -float(sessions))
        for lecturers, most in months_capacity(self._problem, alike, month):
            within = model.add_rows(1, upper=most)
            for demand in demands:
                if lecturers.can(*demand):
                    share = model.add_columns([most])
                    model.put(held[demand], share, 1.0)
                    model.put(within, share, 1.0)


def rooms_in_use(problem: PlanningProblem, site_id: str, first: date, last: date) -> list[Room]:
    """Return the rooms of a site in use from a first to a last day."""
    begins = pl.col("valid_from").is_null() | (pl.col("valid_from") <= first)
    ends = pl.col("valid_to").is_null() | (pl.col("valid_to") >= last)
    found = problem.rooms.filter((pl.col("site_id") == site_id) & begins & ends)
    return list(found.sort("room_id").select("room_id", "capacity").iter_rows())
