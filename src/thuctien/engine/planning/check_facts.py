"""What the checker knows of people and classes, read anew from the tables of the province.

Written person by person in plain Python, so that it can be compared with the rules by reading; the
planner computes the same in frames and shares nothing with it.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from thuctien.engine.calendar import Part, closed_days, part_of, slots, week_of
from thuctien.engine.calendar.pattern import LONGEST_WEEKS
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode, Relation
from thuctien.engine.text.numbers import parse_number

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in post: the main appointment, and the codes of all appointments together."""

    person_id: str
    unit_id: str
    leadership_level: str | None
    sex: str
    birth_date: date
    service_from: date | None
    retires_on: date | None
    codes: Mapping[str, frozenset[str]]
    """By column: ``family``, ``rank``, ``leadership_level``, ``unit_kind``."""


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class of the plan with its half days.

    ``sessions`` has the day and the topic of each, in order; ``weeks`` the first and the last day
    with a session in each week that has one, by its Monday.
    """

    row: Row
    programme: Row
    site: Row
    part: Part
    sessions: tuple[tuple[date, str], ...]
    weeks: Mapping[date, tuple[date, date]]
    learners: tuple[str, ...]

    @property
    def class_id(self) -> str:
        """Return the code of the class."""
        return str(self.row["class_id"])


def in_force(row: Row, first: date, last: date | None = None) -> bool:
    """Tell whether a dated row holds from ``first`` to ``last``, both included."""
    starts, ends = row["valid_from"], row["valid_to"]
    return (starts is None or starts <= first) and (ends is None or ends >= (last or first))


def months_after(day: date, months: int) -> date:
    """Return the same day that many months later, or the last day of a month that is shorter."""
    count = 12 * day.year + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parameter(province: Province, key: str, on: date, default: str) -> Decimal:
    """Return the value of a parameter in force on a day, the latest of several."""
    found = [
        (row["valid_from"] or date.min, row["value"])
        for row in province.parameters.iter_rows(named=True)
        if row["key"] == key and in_force(row, on)
    ]
    return parse_number(max(found)[1] if found else default)


def by_key(frame: pl.DataFrame, column: str) -> dict[str, Row]:
    """Return the rows of a frame by the value of one column."""
    return {row[column]: row for row in frame.iter_rows(named=True)}


def rows_by(frame: pl.DataFrame, column: str) -> dict[str, list[Row]]:
    """Return the rows of a frame, in their order, by a column that several may share."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row[column]].append(row)
    return found


def people_in_post(province: Province, on: date) -> dict[str, Person]:
    """Return everybody with an appointment in force on a day.

    The main appointment is the one that began last, of several the one with the lowest code.
    """
    posts = by_key(province.posts, "post_id")
    unit_kinds = {row["unit_id"]: row["kind"] for row in province.units.iter_rows(named=True)}
    held: dict[str, list[Row]] = defaultdict(list)
    for row in province.appointments.iter_rows(named=True):
        if in_force(row, on):
            held[row["person_id"]].append(row)
    retirement = _Retirement(province.retirement_ages)
    people = by_key(province.people, "person_id")
    found = {}
    for person_id, appointments in held.items():
        latest = max(row["valid_from"] for row in appointments)
        main = posts[min(row["post_id"] for row in appointments if row["valid_from"] == latest)]
        all_posts = [posts[row["post_id"]] for row in appointments]
        codes = {
            column: frozenset(post[column] for post in all_posts if post[column] is not None)
            for column in ("family", "rank", "leadership_level")
        }
        codes["unit_kind"] = frozenset(unit_kinds[post["unit_id"]] for post in all_posts)
        who = people[person_id]
        found[person_id] = Person(
            person_id=person_id,
            unit_id=main["unit_id"],
            leadership_level=main["leadership_level"],
            sex=who["sex"],
            birth_date=who["birth_date"],
            service_from=who["service_from"],
            retires_on=retirement.day(who["sex"], who["birth_date"]),
            codes=codes,
        )
    return found


class _Retirement:
    """Retirement days: Decree 135/2020, articles 3 and 4, month by month.

    A person retires with the last day of the first month in which the age in months is that of the
    month's year. The first and the last row of the table hold before and after it.
    """

    def __init__(self, retirement_ages: pl.DataFrame) -> None:
        self._ages: dict[str, dict[int, int]] = defaultdict(dict)
        for row in retirement_ages.iter_rows(named=True):
            self._ages[row["sex"]][row["year"]] = 12 * row["age_years"] + row["age_months"]
        self._known: dict[tuple[str, int, int], date] = {}

    def day(self, sex: str, birth: date) -> date | None:
        """Return the last day of work; ``None`` where the table has no row for the sex."""
        if sex not in self._ages:
            return None
        key = (sex, birth.year, birth.month)
        if key not in self._known:
            first_of_birth, months = birth.replace(day=1), min(self._ages[sex].values())
            while months < self._age(sex, months_after(first_of_birth, months).year):
                months += 1
            month = months_after(first_of_birth, months)
            self._known[key] = month.replace(day=monthrange(month.year, month.month)[1])
        return self._known[key]

    def _age(self, sex: str, year: int) -> int:
        ages = self._ages[sex]
        return ages[min((y for y in ages if y >= year), default=max(ages))]


def qualifications_met(province: Province, on: date) -> dict[str, frozenset[str]]:
    """Return what each qualification meets: itself and all that it stands for, step by step."""
    steps: dict[str, set[str]] = defaultdict(set)
    for row in province.inclusions.iter_rows(named=True):
        if in_force(row, on):
            steps[row["qualification_id"]].add(row["other_id"])
            if row["relation"] == Relation.EQUIVALENT:
                steps[row["other_id"]].add(row["qualification_id"])
    met = {}
    for qualification_id in province.qualifications["qualification_id"]:
        reached, waiting = {qualification_id}, [qualification_id]
        while waiting:
            new = steps[waiting.pop()] - reached
            reached |= new
            waiting += new
        met[qualification_id] = frozenset(reached)
    return met


def qualifications_held(province: Province, on: date) -> dict[str, set[str]]:
    """Return what each person holds on a day, with all that it stands for."""
    met = qualifications_met(province, on)
    held: dict[str, set[str]] = defaultdict(set)
    columns = ("person_id", "qualification_id", "awarded_on", "expires_on")
    for person_id, qualification_id, awarded, expires in province.holdings.select(
        columns
    ).iter_rows():
        if awarded <= on and (expires is None or expires >= on):
            held[person_id] |= met[qualification_id]
    return held


class ClassReader:
    """Lays the sessions of the plan's classes on the calendar."""

    def __init__(self, province: Province, year: int) -> None:
        self._province = province
        self._years = range(year, year + 2 + LONGEST_WEEKS // 52)
        self._closed: dict[str, frozenset[date]] = {}
        self.programmes = by_key(province.programmes, "programme_id")
        self.sites = by_key(province.sites, "site_id")
        self._modules = rows_by(province.modules.sort("module_no"), "programme_id")

    def read(self, row: Row, learners: tuple[str, ...]) -> PlannedClass:
        """Return a class of a known programme at a known site with its sessions.

        It has no sessions where the calendar or the programme allows none.
        """
        mode, topics = Mode(row["mode"]), self.topics(row["programme_id"])
        try:
            halves = slots(mode, row["starts_on"], len(topics), self._closed_at(row["site_id"]))
        except ValueError:
            halves = []
        days = [slot.day for slot in halves]
        return PlannedClass(
            row=row,
            programme=self.programmes[row["programme_id"]],
            site=self.sites[row["site_id"]],
            part=part_of(mode),
            sessions=tuple(zip(days, topics, strict=False)),
            weeks=_first_and_last(days),
            learners=learners,
        )

    def topics(self, programme_id: str) -> list[str]:
        """Return the topic of each half day of a programme, its modules in their order."""
        return [
            module["topic"]
            for module in self._modules.get(programme_id, ())
            for _ in range(module["sessions"])
        ]

    def _closed_at(self, site_id: str) -> frozenset[date]:
        if site_id not in self._closed:
            self._closed[site_id] = closed_days(self._province.closures, site_id, self._years)
        return self._closed[site_id]


def _first_and_last(days: list[date]) -> dict[date, tuple[date, date]]:
    """Return the first and the last of some days in each week, by its Monday."""
    found: dict[date, tuple[date, date]] = {}
    for day in sorted(days):
        first, _ = found.get(week_of(day), (day, day))
        found[week_of(day)] = (first, day)
    return found
