"""Whether lecturers can hold the sessions asked for: a flow from lecturers to topics, by period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from thuctien.engine.model.choices import SiteKind
from thuctien.engine.planning.lecturing import LecturerClass, lecturer_classes, months_capacity
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.problem import PlanningProblem

Demand = dict[tuple[str, SiteKind], int]
WEEKDAY_SESSIONS = 10
"""Half days from Monday to Friday: what one lecturer could hold at the very most in a week."""


class LecturerSupply:
    """Sessions by topic and kind of site that opened classes ask for, in months and in weeks.

    Months are the rule (a lecturer's most sessions a month); weeks are prudence, so that a
    timetable can be found: nobody holds more than ten half days from Monday to Sunday.
    """

    def __init__(self, problem: PlanningProblem) -> None:
        self._problem = problem
        self._alike = lecturer_classes(problem)
        self._months: dict[date, Demand] = defaultdict(dict)
        self._weeks: dict[date, Demand] = defaultdict(dict)
        self._capacity: dict[date, list[int]] = {}
        demands = [(topic, kind) for topic in problem.book.topics() for kind in SiteKind]
        self._network = _Network(self._alike, sorted(demands))

    def can_hold(self, pattern: Pattern, kind: SiteKind) -> bool:
        """Tell whether lecturers could hold one more class of this pattern at this kind of site."""
        months = {month for month, _ in pattern.topic_sessions}
        weeks = {week for week, _ in pattern.topic_weeks}
        return all(
            self._network.feasible(
                self._month_capacity(month),
                _plus(self._months[month], pattern.topic_sessions, month, kind),
            )
            for month in sorted(months)
        ) and all(
            self._network.feasible(
                self._week_capacity(week), _plus(self._weeks[week], pattern.topic_weeks, week, kind)
            )
            for week in sorted(weeks)
        )

    def short_months(self) -> list[date]:
        """Return the months in which the counted classes ask for more than lecturers can hold."""
        return [
            month
            for month, demand in sorted(self._months.items())
            if not self._network.feasible(self._month_capacity(month), demand)
        ]

    def add(self, pattern: Pattern, kind: SiteKind, sign: int = 1) -> None:
        """Count a class that is opened (or, with ``sign`` -1, closed again)."""
        for (month, topic), sessions in pattern.topic_sessions.items():
            held = self._months[month]
            held[topic, kind] = held.get((topic, kind), 0) + sign * sessions
        for (week, topic), sessions in pattern.topic_weeks.items():
            held = self._weeks[week]
            held[topic, kind] = held.get((topic, kind), 0) + sign * sessions

    def _month_capacity(self, month: date) -> list[int]:
        if month not in self._capacity:
            self._capacity[month] = [
                capacity for _, capacity in months_capacity(self._problem, self._alike, month)
            ]
        return self._capacity[month]

    def _week_capacity(self, week: date) -> list[int]:
        whole_month = self._month_capacity(week.replace(day=1))
        return [
            min(capacity, WEEKDAY_SESSIONS * len(lecturers.members))
            for lecturers, capacity in zip(self._alike, whole_month, strict=True)
        ]


def _plus(
    demand: Demand, more: dict[tuple[date, str], int], period: date, kind: SiteKind
) -> Demand:
    """Return a demand with a class's sessions of one period added."""
    total = dict(demand)
    for (when, topic), sessions in more.items():
        if when == period:
            total[topic, kind] = total.get((topic, kind), 0) + sessions
    return total


class _Network:
    """Source, classes of lecturers, topics at kinds of site, sink; only capacities change."""

    def __init__(
        self, alike: tuple[LecturerClass, ...], demands: list[tuple[str, SiteKind]]
    ) -> None:
        self._number = {demand: n for n, demand in enumerate(demands)}
        count = len(alike)
        first_demand, self._sink = 1 + count, 1 + count + len(demands)
        edges = [(0, 1 + c) for c in range(count)]
        edges += [
            (1 + c, first_demand + n)
            for c, lecturers in enumerate(alike)
            for n, (topic, kind) in enumerate(demands)
            if lecturers.can(topic, kind)
        ]
        edges += [(first_demand + n, self._sink) for n in range(len(demands))]
        tails, heads = np.array(edges or [(0, self._sink)]).T
        template = sparse.csr_matrix(
            (np.arange(1, len(tails) + 1), (tails, heads)), shape=(self._sink + 1, self._sink + 1)
        )
        self._order = template.data - 1
        self._template = template
        self._lecturers = count
        self._edges = len(tails)

    def feasible(self, capacities: list[int], demand: Demand) -> bool:
        """Tell whether the lecturers' capacities cover the whole demand."""
        total = sum(demand.values())
        if any(key not in self._number and sessions for key, sessions in demand.items()):
            return False
        data = np.full(self._edges, total, dtype=np.int32)
        data[: self._lecturers] = capacities
        data[self._edges - len(self._number) :] = 0
        for key, sessions in demand.items():
            data[self._edges - len(self._number) + self._number[key]] = sessions
        graph = sparse.csr_matrix(
            (data[self._order], self._template.indices, self._template.indptr),
            shape=self._template.shape,
        )
        return total == 0 or int(maximum_flow(graph, 0, self._sink).flow_value) == total
