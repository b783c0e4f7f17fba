"""The columns of the naive model: who could join which class, and where it could be opened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from thuctien.engine.model.choices import Mode, SiteKind
from thuctien.engine.planning.lecturing import LecturerClass, lecturer_classes
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.problem import PlanningProblem, Programme

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Option:
    """A class that could be opened."""

    programme: Programme
    mode: Mode
    site_id: str
    kind: SiteKind
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Seats:
    """The columns «person joins option»: numbers of person and option by column."""

    people: Integers
    options: Integers


@dataclass(frozen=True, slots=True)
class Openings:
    """The columns «option is opened in room», after those of the seats."""

    options: Integers
    rooms: Integers
    capacity: Integers
    first: int

    @property
    def columns(self) -> Integers:
        """Return the numbers of these columns."""
        return self.first + np.arange(len(self.options))


def all_options(problem: PlanningProblem) -> list[Option]:
    """Return every class that could be opened in the year."""
    sites = [(s, SiteKind(k)) for s, k in problem.sites.select("site_id", "kind").iter_rows()]
    return [
        Option(programme, mode, site_id, kind, pattern)
        for programme in problem.programmes.values()
        for mode, kinds in programme.forms
        for site_id, kind in sites
        if kind in kinds
        for monday in problem.book.mondays()
        if (pattern := problem.book.pattern(programme.programme_id, mode, monday, site_id))
    ]


def all_seats(problem: PlanningProblem, options: list[Option]) -> Seats:
    """Return every pair of a person and an option within the person's windows."""
    number = {person: n for n, person in enumerate(problem.people["person_id"])}
    windows = problem.pairs.filter(pl.col("barred_by").is_null()).partition_by(
        "programme_id", "mode", as_dict=True
    )
    by_form: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, option in enumerate(options):
        by_form[option.programme.programme_id, str(option.mode)].append(index)
    people: list[Integers] = [np.zeros(0, dtype=np.int64)]
    chosen: list[Integers] = [np.zeros(0, dtype=np.int64)]
    for form, indexes in sorted(by_form.items()):
        if form not in windows:
            continue
        rows = windows[form]
        starts = np.array([options[i].pattern.starts_on.toordinal() for i in indexes])
        ends = np.array([options[i].pattern.ends_on.toordinal() for i in indexes])
        limits = [_ordinals(rows[name])[:, None] for name in ("start_from", "start_to", "end_by")]
        allowed = (limits[0] <= starts) & (starts <= limits[1]) & (ends <= limits[2])
        who, which = np.nonzero(allowed)
        people.append(np.array([number[p] for p in rows["person_id"]], dtype=np.int64)[who])
        chosen.append(np.array(indexes, dtype=np.int64)[which])
    return Seats(np.concatenate(people), np.concatenate(chosen))


def all_openings(problem: PlanningProblem, options: list[Option], first: int) -> Openings:
    """Return every option in every room of its site that is large enough and in force."""
    rooms: dict[str, list[tuple[int, int, date, date]]] = defaultdict(list)
    for index, row in enumerate(problem.rooms.iter_rows(named=True)):
        period = (row["valid_from"] or date.min, row["valid_to"] or date.max)
        rooms[row["site_id"]].append((index, row["capacity"], *period))
    found = [
        (index, room, min(capacity, option.programme.max_size))
        for index, option in enumerate(options)
        for room, capacity, valid_from, valid_to in rooms[option.site_id]
        if capacity >= option.programme.min_size
        and valid_from <= option.pattern.starts_on
        and option.pattern.ends_on <= valid_to
    ]
    columns = np.array(found, dtype=np.int64).reshape(-1, 3).T
    return Openings(columns[0], columns[1], columns[2], first)


@dataclass(frozen=True, slots=True)
class Shares:
    """The columns «lecturers of a kind hold so many sessions of a topic in a month»."""

    alike: tuple[LecturerClass, ...]
    demands: list[tuple[date, str, SiteKind]]
    pairs: list[tuple[int, int]]
    """Numbers of demand and of lecturers, one pair a column."""
    first: int


def all_shares(problem: PlanningProblem, options: list[Option], first: int) -> Shares:
    """Return who could teach what: one column for each demand and kind of lecturer that fits."""
    alike = lecturer_classes(problem)
    demands = sorted(
        {(month, topic, o.kind) for o in options for month, topic in o.pattern.topic_sessions}
    )
    pairs = [
        (number, lecturers)
        for number, (_, topic, kind) in enumerate(demands)
        for lecturers, able in enumerate(alike)
        if able.can(topic, kind)
    ]
    return Shares(alike, demands, pairs, first)


def _ordinals(days: pl.Series) -> Integers:
    """Return days as ordinals of the calendar."""
    return np.array([day.toordinal() for day in days], dtype=np.int64)
