"""The best plan of a small province, by exact search: what the planner and its bound must bracket.

A constraint model of single people and single classes, from the judge's reading of the province.
It is only for small provinces with one room a site, and takes nothing from the planner.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ortools.sat.python import cp_model

from tests.engine.planning.provinces import AS_OF, YEAR, Case, Row
from thuctien.engine.calendar import Part, week_of
from thuctien.engine.planning.check_eligibility import Records, failed_rules
from thuctien.engine.planning.check_facts import (
    ClassReader,
    Person,
    PlannedClass,
    parameter,
    people_in_post,
)
from thuctien.engine.planning.check_use import PLANNED_FORCES, Usefulness

Counts = tuple[int, ...]
Sum = cp_model.LinearExpr | int
MONDAYS = [date(YEAR, 1, 4) + timedelta(weeks=n) for n in range(52)]


class ExactPlan:
    """Every class that could be opened and every turn in it, as yes or no."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._province = case.province
        self._model = cp_model.CpModel()
        self._people = people_in_post(self._province, AS_OF)
        self._records = Records(self._province, AS_OF)
        self._classes = _possible_classes(case)
        self._opened = [self._model.new_bool_var(f"y{n}") for n in range(len(self._classes))]
        self._turns = {
            (person.person_id, n): self._model.new_bool_var(f"x{person.person_id},{n}")
            for person in self._people.values()
            for n, planned in enumerate(self._classes)
            if self._may_attend(person, planned)
        }
        self._limit_people()
        self._limit_units_and_quotas()
        self._limit_classes()
        self._limit_lecturers()
        self._met = self._count_needs()

    def best(self) -> Counts:
        """Return the needs met by the best plan, overdue, due and recommended in this order."""
        counts: list[int] = []
        for tier in range(len(PLANNED_FORCES)):
            counts.append(self.most(tier, counts))
        return tuple(counts)

    def most(self, tier: int, reached: Sequence[int]) -> int:
        """Return the most needs of a tier that a plan meets which reaches the tiers before."""
        model = self._model.clone()
        for floor, met in zip(reached, self._met, strict=False):
            model.add(sum(met) >= floor)
        model.maximize(sum(self._met[tier]))
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1
        if self._solver.solve(model) != cp_model.OPTIMAL:
            raise RuntimeError(self._solver.status_name())
        return round(self._solver.objective_value)

    def last_plan(self) -> Case:
        """Return the case with the plan of the last search."""
        chosen = [n for n, opened in enumerate(self._opened) if self._solver.value(opened)]
        classes = [{**self._classes[n].row, "class_id": f"k{n}"} for n in chosen]
        turns = [(who, f"k{n}") for (who, n), x in self._turns.items() if self._solver.value(x)]
        bare = [{k: row[k] for k in _DECIDED} for row in classes]
        return replace(self._case, classes=bare, turns=turns)

    def _may_attend(self, person: Person, planned: PlannedClass) -> bool:
        rules = [
            rule
            for rule in self._province.eligibility_rules.iter_rows(named=True)
            if rule["programme_id"] == planned.row["programme_id"]
        ]
        ends_on, starts_on = planned.sessions[-1][0], planned.row["starts_on"]
        record = self._records.of(person)
        failed = failed_rules(rules, record, planned.row["mode"], starts_on)
        return (person.retires_on is None or person.retires_on >= ends_on) and not any(
            True for _rule in failed
        )

    def _sum(self, who: Sequence[str], classes: Sequence[int]) -> Sum:
        return sum(self._turns[p, n] for p in who for n in classes if (p, n) in self._turns)

    def _limit_people(self) -> None:
        most = int(parameter(self._province, "max_turns_per_year", AS_OF, "3"))
        every = range(len(self._classes))
        for person_id in self._people:
            self._model.add(self._sum([person_id], every) <= most)
            for programme_id in {c.row["programme_id"] for c in self._classes}:
                self._model.add(self._sum([person_id], self._of(programme_id)) <= 1)
            for same_time in self._together().values():
                self._model.add(self._sum([person_id], same_time) <= 1)

    def _limit_units_and_quotas(self) -> None:
        shares = dict(self._province.units.select("unit_id", "away_share").iter_rows())
        for unit_id in sorted({person.unit_id for person in self._people.values()}):
            staff = [p for p, person in self._people.items() if person.unit_id == unit_id]
            limit = max(1, int(len(staff) * (shares[unit_id] or 0.15)))
            for (part, _), same_time in self._together().items():
                if part is Part.WEEKDAYS:
                    self._model.add(self._sum(staff, same_time) <= limit)
        for quota in self._province.quotas.iter_rows(named=True):
            who = [
                p
                for p, person in self._people.items()
                if quota["unit_id"] in (None, "tinh", person.unit_id)
                and person.leadership_level
                in (quota["leadership_levels"] or [person.leadership_level])
            ]
            self._model.add(self._sum(who, self._of(quota["programme_id"])) <= quota["seats"])

    def _limit_classes(self) -> None:
        rooms = dict(self._province.rooms.select("site_id", "capacity").iter_rows())
        money = dict(self._province.budgets.select("budget_id", "amount").iter_rows())
        spent: dict[str, Sum] = defaultdict(int)
        for n, (planned, opened) in enumerate(zip(self._classes, self._opened, strict=True)):
            programme, size = planned.programme, self._sum(list(self._people), [n])
            largest = min(programme["max_size"], rooms[planned.row["site_id"]])
            self._model.add(size >= programme["min_size"] * opened)
            self._model.add(size <= largest * opened)
            cost = programme["cost_per_class"] * opened + programme["cost_per_learner"] * size
            spent[programme["budget_id"]] += cost
        for budget_id, total in spent.items():
            self._model.add(total <= money.get(budget_id, 0))
        for site_id in rooms:
            for same_time in self._together().values():
                here = [n for n in same_time if self._classes[n].row["site_id"] == site_id]
                self._model.add(sum(self._opened[n] for n in here) <= 1)

    def _limit_lecturers(self) -> None:
        asked: dict[tuple[date, str, str], Sum] = defaultdict(int)
        for planned, opened in zip(self._classes, self._opened, strict=True):
            for day, topic in planned.sessions:
                asked[day.replace(day=1), topic, planned.site["kind"]] += opened
        held: dict[tuple[date, str], Sum] = defaultdict(int)
        for (month, topic, kind), sessions in asked.items():
            shares: Sum = 0
            for who in self._province.lecturers.iter_rows(named=True):
                if topic in who["topics"] and kind in who["site_kinds"]:
                    share = self._model.new_int_var(0, who["max_sessions_month"], "")
                    held[month, who["lecturer_id"]] += share
                    shares += share
            self._model.add(sessions <= shares)
        most = dict(
            self._province.lecturers.select("lecturer_id", "max_sessions_month").iter_rows()
        )
        for (month, lecturer_id), sessions in held.items():
            days = monthrange(month.year, month.month)[1]
            self._model.add(sessions <= min(most[lecturer_id], 2 * days))

    def _count_needs(self) -> list[list[cp_model.IntVar]]:
        """Return a yes or no for each need by tier; every turn must be what some need lacks."""
        gives = _contributions(self._case)
        met: list[list[cp_model.IntVar]] = [[], [], []]
        decisive: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
        programmes = sorted({c.row["programme_id"] for c in self._classes})
        for need in self._case.needs_rows:
            if need["force"] not in PLANNED_FORCES:
                continue
            who, wanted = need["person_id"], need["qualification_id"]
            lacking = int(need.get("hours_needed", 1) - need.get("hours_held", 0))
            brought = {
                p: gives.get((p, wanted), 0) * self._sum([who], self._of(p)) for p in programmes
            }
            is_met = self._model.new_bool_var("")
            self._model.add(sum(brought.values()) >= lacking).only_enforce_if(is_met)
            met[PLANNED_FORCES.index(need["force"])].append(is_met)
            for programme_id, amount in brought.items():
                if gives.get((programme_id, wanted)):
                    turning = self._model.new_bool_var("")
                    self._model.add_implication(turning, is_met)
                    rest = sum(brought.values()) - gives[programme_id, wanted]
                    self._model.add(amount > 0).only_enforce_if(turning)
                    self._model.add(rest < lacking).only_enforce_if(turning)
                    decisive[who, programme_id].append(turning)
        for (who, n), turn in self._turns.items():
            programme_id = self._classes[n].row["programme_id"]
            self._model.add(sum(decisive[who, programme_id]) >= 1).only_enforce_if(turn)
        return met

    def _of(self, programme_id: str) -> list[int]:
        return [n for n, c in enumerate(self._classes) if c.row["programme_id"] == programme_id]

    def _together(self) -> dict[tuple[Part, date], list[int]]:
        """Return the classes with a session in each week and part."""
        found: dict[tuple[Part, date], list[int]] = defaultdict(list)
        for n, planned in enumerate(self._classes):
            for week in planned.weeks:
                found[planned.part, week].append(n)
        return found


_DECIDED = ("class_id", "programme_id", "mode", "site_id", "starts_on")


def _possible_classes(case: Case) -> list[PlannedClass]:
    """Return every form of every programme at every site in every week of the year."""
    province = case.province
    reader = ClassReader(province, YEAR)
    found = []
    for form in province.offerings.iter_rows(named=True):
        for place in province.sites.iter_rows(named=True):
            for monday in MONDAYS if place["kind"] in form["site_kinds"] else ():
                row: Row = {
                    "programme_id": form["programme_id"],
                    "mode": form["mode"],
                    "site_id": place["site_id"],
                    "starts_on": monday,
                }
                planned = reader.read(row, ())
                if planned.sessions and week_of(planned.sessions[0][0]) == monday:
                    found.append(planned)
    return found


def _contributions(case: Case) -> dict[tuple[str, str], int]:
    """Return how much of each qualification a turn brings, asked of the judge in whole hours."""
    usefulness = Usefulness(case.province, case.needs)
    return {
        (programme_id, qualification_id): round(
            usefulness.brought(qualification_id, [programme_id])
        )
        for programme_id in case.province.programmes["programme_id"]
        for qualification_id in case.province.qualifications["qualification_id"]
    }
