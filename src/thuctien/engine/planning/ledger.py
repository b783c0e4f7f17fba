"""The account of a plan in the making: what each turn takes and gives, kept to the last seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.linear import Floats, Integers
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import PlanningProblem, Quota

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Window:
    """When people may start one form of a programme; days as ordinals, people as numbers."""

    people: Integers
    start_from: Integers
    start_to: Integers
    end_by: Integers


@dataclass(frozen=True, slots=True)
class Service:
    """Which needs one programme contributes to, one row a person and need, sorted by person."""

    people: Integers
    needs: Integers
    amounts: Floats


class Ledger:
    """Who is in which class, and what is left of weeks, quotas, money and needs.

    People, units, needs and quotas are numbers in the order of the problem's frames. ``assign`` and
    ``release`` keep every account; nothing here decides anything.
    """

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.person_ids: list[str] = problem.people["person_id"].to_list()
        numbers = {person: n for n, person in enumerate(self.person_ids)}
        units = sorted(set(problem.people["unit_id"]))
        self.unit_ids = units
        unit_number = {unit: n for n, unit in enumerate(units)}
        self.unit_of = _numbered(problem.people["unit_id"], unit_number)
        self.away_limit = np.array([problem.away_limit[unit] for unit in units], dtype=np.int64)
        self._first_monday = problem.book.mondays()[0]
        self._weeks = 0
        self.away: Integers = np.zeros((len(units), 0), dtype=np.int64)
        self.busy: Booleans = np.zeros((len(self.person_ids), 0), dtype=bool)
        self.turns: Integers = np.zeros(len(self.person_ids), dtype=np.int64)
        need_number = {need: n for n, need in enumerate(problem.needs["need_id"])}
        self.tier = problem.needs["tier"].to_numpy().astype(np.int64)
        self.lacking = problem.needs["lacking"].to_numpy()
        self.need_person = _numbered(problem.needs["person_id"], numbers)
        self.received = np.zeros(len(self.lacking))
        self.services = _services(problem, numbers, need_number)
        self.windows = _windows(problem, numbers)
        self.quota_members = _quota_members(problem, self.unit_of, units)
        self.quota_used = {quota.quota_id: 0 for quota in problem.quotas}
        self.budget_left = dict(problem.budgets)
        self.members: dict[int, Integers] = {}
        self.class_of: dict[str, Integers] = {
            p: np.full(len(self.person_ids), -1, dtype=np.int64) for p in problem.programmes
        }
        self.priority = _priorities(problem, numbers)

    def columns(self, pattern: Pattern) -> Integers:
        """Return the columns of ``busy`` that a pattern takes; the calendar grows as needed."""
        offsets = np.array([(week - self._first_monday).days // 7 for week in pattern.weeks])
        self._reach(int(offsets.max()) + 1)
        return 2 * offsets + (pattern.part is Part.WEEKEND)

    def met(self) -> Booleans:
        """Return which needs have received what they lack."""
        return self.received >= self.lacking - 1e-9

    def tier_counts(self) -> list[int]:
        """Return the number of needs met in each tier."""
        return [int(n) for n in np.bincount(self.tier[self.met()], minlength=TIERS)[:TIERS]]

    def gains(self, programme_id: str) -> tuple[Integers, Integers]:
        """Return who would have a need met by one more turn in a programme, and how many by tier.

        The first array has people, the second one row each with the counts of the tiers.
        """
        service = self.services.get(programme_id)
        if service is None:
            return np.zeros(0, dtype=np.int64), np.zeros((0, TIERS), dtype=np.int64)
        received = self.received[service.needs]
        lacking = self.lacking[service.needs] - 1e-9
        meets = (received < lacking) & (received + service.amounts >= lacking)
        people, position = np.unique(service.people[meets], return_inverse=True)
        counts = np.zeros((len(people), TIERS), dtype=np.int64)
        np.add.at(counts, (position, self.tier[service.needs[meets]]), 1)
        return people, counts

    def open(self, opened: OpenClass) -> None:
        """Pay for a class without learners yet."""
        programme = self.problem.programmes[opened.programme_id]
        self.members[opened.number] = np.zeros(0, dtype=np.int64)
        self._pay(programme.budget_id, programme.cost_per_class)

    def close(self, opened: OpenClass) -> None:
        """Release the learners of a class and take its cost back."""
        self.release(opened, self.members[opened.number])
        programme = self.problem.programmes[opened.programme_id]
        del self.members[opened.number]
        self._pay(programme.budget_id, -programme.cost_per_class)

    def assign(self, opened: OpenClass, people: Integers) -> None:
        """Send people to a class; they must not be in it yet."""
        self._account(opened, people, 1)
        self.members[opened.number] = np.concatenate([self.members[opened.number], people])
        self.class_of[opened.programme_id][people] = opened.number

    def release(self, opened: OpenClass, people: Integers) -> None:
        """Take people out of a class; they must be in it."""
        self._account(opened, people, -1)
        kept = self.members[opened.number]
        self.members[opened.number] = kept[~np.isin(kept, people)]
        self.class_of[opened.programme_id][people] = -1

    def seats_affordable(self, programme_id: str) -> int:
        """Return how many more learners of a programme its budget pays for."""
        programme = self.problem.programmes[programme_id]
        left = self.budget_left.get(programme.budget_id, 0)
        if programme.cost_per_learner <= 0:
            return len(self.person_ids) if left >= 0 else 0
        return max(0, left // programme.cost_per_learner)

    def room_away(self, pattern: Pattern) -> Integers:
        """Return how many more people each unit can spare in all weeks of a pattern."""
        if pattern.part is Part.WEEKEND:
            return np.full(len(self.unit_ids), len(self.person_ids), dtype=np.int64)
        weeks = self.columns(pattern) // 2
        left: Integers = (self.away_limit[:, None] - self.away[:, weeks]).min(axis=1)
        return np.maximum(left, 0)

    def spared(self, opened: OpenClass, people: Integers) -> Integers:
        """Return those whom their units can spare for a class, the most pressing of each unit.

        A flow looks at each set of weeks by itself; classes of one programme whose weeks overlap
        only in part may together take more of a unit than it can spare.
        """
        if opened.pattern.part is Part.WEEKEND or not len(people):
            return people
        room = self.room_away(opened.pattern)
        order = people[np.lexsort((self.priority[people], self.unit_of[people]))]
        _, first = np.unique(self.unit_of[order], return_index=True)
        place = np.arange(len(order)) - np.repeat(first, np.diff([*first, len(order)]))
        kept = place < room[self.unit_of[order]]
        return np.sort(order[kept])

    def quotas_of(self, programme_id: str) -> list[Quota]:
        """Return the quotas on a programme."""
        return [q for q in self.problem.quotas if q.programme_id == programme_id]

    def quota_left(self, quota: Quota) -> int:
        """Return the seats left in a quota."""
        return quota.seats - self.quota_used[quota.quota_id]

    def _account(self, opened: OpenClass, people: Integers, sign: int) -> None:
        columns = self.columns(opened.pattern)
        self.busy[np.ix_(people, columns)] = sign > 0
        self.turns[people] += sign
        if opened.pattern.part is Part.WEEKDAYS:
            by_unit = np.bincount(self.unit_of[people], minlength=len(self.unit_ids))
            self.away[:, columns // 2] += sign * by_unit[:, None]
        programme = self.problem.programmes[opened.programme_id]
        self._pay(programme.budget_id, sign * programme.cost_per_learner * len(people))
        for quota in self.quotas_of(opened.programme_id):
            concerned = self.quota_members[quota.quota_id]
            self.quota_used[quota.quota_id] += sign * int(concerned[people].sum())
        service = self.services.get(opened.programme_id)
        if service is not None:
            rows = np.isin(service.people, people)
            np.add.at(self.received, service.needs[rows], sign * service.amounts[rows])

    def _pay(self, budget_id: str, amount: int) -> None:
        self.budget_left[budget_id] = self.budget_left.get(budget_id, 0) - amount

    def _reach(self, weeks: int) -> None:
        more = weeks - self._weeks
        if more > 0:
            self.away = np.pad(self.away, ((0, 0), (0, more)))
            self.busy = np.pad(self.busy, ((0, 0), (0, 2 * more)))
            self._weeks = weeks


def _numbered(ids: pl.Series, numbers: dict[str, int]) -> Integers:
    return np.array([numbers[value] for value in ids], dtype=np.int64)


def _services(
    problem: PlanningProblem, people: dict[str, int], needs: dict[str, int]
) -> dict[str, Service]:
    found = {}
    for (programme_id,), part in problem.serves.partition_by(
        "programme_id", as_dict=True, maintain_order=True
    ).items():
        who = _numbered(part["person_id"], people)
        order = np.argsort(who, kind="stable")
        found[str(programme_id)] = Service(
            who[order],
            _numbered(part["need_id"], needs)[order],
            part["amount"].to_numpy()[order],
        )
    return found


def _windows(problem: PlanningProblem, people: dict[str, int]) -> dict[tuple[str, Mode], Window]:
    found = {}
    is_open = problem.pairs.filter(pl.col("barred_by").is_null())
    for (programme_id, mode), part in is_open.partition_by(
        "programme_id", "mode", as_dict=True, maintain_order=True
    ).items():
        found[str(programme_id), Mode(str(mode))] = Window(
            _numbered(part["person_id"], people),
            ordinals(part["start_from"]),
            ordinals(part["start_to"]),
            ordinals(part["end_by"]),
        )
    return found


def ordinals(days: pl.Series) -> Integers:
    """Return days as numbers, in the count of :meth:`datetime.date.toordinal`."""
    return days.cast(pl.Int64).to_numpy() + date(1970, 1, 1).toordinal()


def _quota_members(
    problem: PlanningProblem, unit_of: Integers, units: list[str]
) -> dict[str, Booleans]:
    levels = problem.people["leadership_level"].fill_null("")
    members = {}
    for quota in problem.quotas:
        concerned = np.ones(len(unit_of), dtype=bool)
        if quota.units is not None:
            inside = np.array([unit in quota.units for unit in units], dtype=bool)
            concerned &= inside[unit_of] if len(units) else concerned
        if quota.levels:
            concerned &= levels.is_in(list(quota.levels)).to_numpy()
        members[quota.quota_id] = concerned
    return members


def _priorities(problem: PlanningProblem, people: dict[str, int]) -> Integers:
    """Return each person's place in the order of force, then due date, then code."""
    pressing = (
        problem.needs.sort("tier", "due_on", "person_id")
        .unique("person_id", keep="first", maintain_order=True)
        .get_column("person_id")
    )
    place = np.zeros(len(people), dtype=np.int64)
    place[_numbered(pressing, people)] = np.arange(len(pressing))
    return place
