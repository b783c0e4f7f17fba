"""The rows of the naive model: one for every hard rule and whomever or whatever it binds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl
from scipy import sparse

from bench.naive_columns import Floats, Integers, Openings, Option, Seats, Shares
from thuctien.engine.calendar import Part
from thuctien.engine.planning.lecturing import months_capacity
from thuctien.engine.planning.problem import PlanningProblem

MILLION = 1_000_000
"""Money enters in millions of đồng, so that its rows are no larger than the others."""


@dataclass(slots=True)
class Rows:
    """Rows of the model in the making: entries as (row, column, value), bounds by row."""

    count: int = 0
    entries: list[tuple[Integers, Integers, Floats]] = field(default_factory=list)
    bounds: list[tuple[Floats, Floats]] = field(default_factory=list)

    def add(self, rows: Integers, columns: Integers, values: Floats | float) -> None:
        """Add entries; ``rows`` count from the next free row."""
        filled = np.broadcast_to(np.asarray(values, dtype=float), columns.shape)
        self.entries.append((rows + self.count, columns, filled))

    def close(self, lower: Floats | float, upper: Floats | float, count: int) -> None:
        """Give the bounds of the ``count`` rows that entries were added to."""
        self.bounds.append((np.broadcast_to(lower, count), np.broadcast_to(upper, count)))
        self.count += count


def class_sizes(rows: Rows, options: list[Option], seats: Seats, openings: Openings) -> None:
    """The learners of an option fit its opened rooms, and are enough for them."""
    count = len(options)
    least = np.array([option.programme.min_size for option in options], dtype=float)
    joins = np.arange(len(seats.options))
    rows.add(seats.options, joins, 1.0)
    rows.add(openings.options, openings.columns, -openings.capacity.astype(float))
    rows.close(-np.inf, 0.0, count)
    rows.add(seats.options, joins, 1.0)
    rows.add(openings.options, openings.columns, -least[openings.options])
    rows.close(0.0, np.inf, count)


def rooms(rows: Rows, options: list[Option], openings: Openings) -> None:
    """A room has one class at a time, weekdays and weekends apart, from its first week to last."""
    periods = _periods(options, tuple(Part))
    taken = periods[openings.options].tocoo()
    _at_most(rows, openings.rooms[taken.row], taken.col, openings.columns[taken.row], 1.0)


def people(rows: Rows, problem: PlanningProblem, options: list[Option], seats: Seats) -> None:
    """Nobody is sent twice to a programme, too often in the year, or to two classes at once."""
    programme = _programme_numbers(problem, options)[seats.options]
    joins = np.arange(len(seats.people))
    _at_most(rows, seats.people, programme, joins, 1.0)
    rows.add(seats.people, joins, 1.0)
    rows.close(0.0, float(problem.max_turns), problem.people.height)
    busy = _periods(options, tuple(Part))[seats.options].tocoo()
    _at_most(rows, seats.people[busy.row], busy.col, busy.row, 1.0)


def units(rows: Rows, problem: PlanningProblem, options: list[Option], seats: Seats) -> None:
    """A unit spares no more than its share of people on the weekdays of any week."""
    names = sorted(set(problem.people["unit_id"]))
    number = {unit: n for n, unit in enumerate(names)}
    unit_of = np.array([number[unit] for unit in problem.people["unit_id"]], dtype=np.int64)
    limits = np.array([problem.away_limit[unit] for unit in names], dtype=float)
    away = _periods(options, (Part.WEEKDAYS,))[seats.options].tocoo()
    where = unit_of[seats.people[away.row]]
    _at_most(rows, where, away.col, away.row, limits)


def quotas(rows: Rows, problem: PlanningProblem, options: list[Option], seats: Seats) -> None:
    """Turns in a programme stay within each quota of units and leadership levels."""
    programmes = [option.programme.programme_id for option in options]
    for quota in problem.quotas:
        chosen = np.array([name == quota.programme_id for name in programmes], dtype=bool)
        unit, level = problem.people["unit_id"], problem.people["leadership_level"]
        within = np.array(
            [
                (quota.units is None or u in quota.units)
                and (not quota.levels or v in quota.levels)
                for u, v in zip(unit, level, strict=True)
            ],
            dtype=bool,
        )
        columns = np.flatnonzero(chosen[seats.options] & within[seats.people])
        rows.add(np.zeros(len(columns), dtype=np.int64), columns, 1.0)
        rows.close(0.0, float(quota.seats), 1)


def budgets(
    rows: Rows, problem: PlanningProblem, options: list[Option], seats: Seats, openings: Openings
) -> None:
    """Classes and learners are paid for by the sources of money."""
    names = sorted({option.programme.budget_id for option in options})
    number = {name: n for n, name in enumerate(names)}
    source = np.array([number[option.programme.budget_id] for option in options], dtype=np.int64)
    for_learner = np.array([o.programme.cost_per_learner for o in options], dtype=float) / MILLION
    for_class = np.array([o.programme.cost_per_class for o in options], dtype=float) / MILLION
    rows.add(source[seats.options], np.arange(len(seats.options)), for_learner[seats.options])
    rows.add(source[openings.options], openings.columns, for_class[openings.options])
    amounts = np.array([problem.budgets.get(name, 0) for name in names], dtype=float) / MILLION
    rows.close(0.0, amounts, len(names))


def lecturers(
    rows: Rows,
    problem: PlanningProblem,
    options: list[Option],
    openings: Openings,
    shares: Shares,
) -> None:
    """Lecturers hold all sessions by topic and month, within what each may hold."""
    number = {demand: n for n, demand in enumerate(shares.demands)}
    by_option: dict[int, list[int]] = defaultdict(list)
    for column, option in zip(openings.columns, openings.options, strict=True):
        by_option[int(option)].append(int(column))
    asked = [
        (number[month, topic, options[option].kind], column, sessions)
        for option, columns in by_option.items()
        for (month, topic), sessions in options[option].pattern.topic_sessions.items()
        for column in columns
    ]
    entries = np.array(asked, dtype=np.int64).reshape(-1, 3).T
    pairs = np.array(shares.pairs, dtype=np.int64).reshape(-1, 2).T
    columns = shares.first + np.arange(len(shares.pairs))
    rows.add(entries[0], entries[1], entries[2].astype(float))
    rows.add(pairs[0], columns, -1.0)
    rows.close(-np.inf, 0.0, len(shares.demands))
    months = sorted({month for month, _, _ in shares.demands})
    month_of = np.array([months.index(m) for m, _, _ in shares.demands], dtype=np.int64)
    capacity = [_capacities(problem, shares, month) for month in months]
    rows.add(month_of[pairs[0]] * len(shares.alike) + pairs[1], columns, 1.0)
    rows.close(0.0, np.array(capacity, dtype=float).ravel(), len(months) * len(shares.alike))


def needs(
    rows: Rows, problem: PlanningProblem, options: list[Option], seats: Seats, first: int
) -> None:
    """A need is met where the turns that serve it give all that it lacks."""
    programme = _programme_numbers(problem, options)[seats.options]
    joined = pl.DataFrame(
        {"column": np.arange(len(seats.people)), "person": seats.people, "programme": programme}
    )
    who = {person: n for n, person in enumerate(problem.people["person_id"])}
    what = {name: n for n, name in enumerate(problem.programmes)}
    which = {need: n for n, need in enumerate(problem.needs["need_id"])}
    served = problem.serves.select(
        pl.col("need_id").replace_strict(which, return_dtype=pl.Int64).alias("need"),
        pl.col("person_id").replace_strict(who, return_dtype=pl.Int64).alias("person"),
        pl.col("programme_id").replace_strict(what, return_dtype=pl.Int64).alias("programme"),
        "amount",
    ).join(joined, on=["person", "programme"])
    count = problem.needs.height
    rows.add(served["need"].to_numpy(), served["column"].to_numpy(), -served["amount"].to_numpy())
    rows.add(np.arange(count), first + np.arange(count), problem.needs["lacking"].to_numpy())
    rows.close(-np.inf, 0.0, count)


def _at_most(
    rows: Rows, owners: Integers, periods: Integers, columns: Integers, limits: Floats | float
) -> None:
    """Add a row for each owner and period that occurs; ``limits`` by owner, or one for all."""
    width = int(periods.max(initial=0)) + 1
    keys, row = np.unique(owners.astype(np.int64) * width + periods, return_inverse=True)
    rows.add(row, columns, 1.0)
    upper = limits if isinstance(limits, float) else limits[keys // width]
    rows.close(0.0, upper, len(keys))


def _periods(options: list[Option], parts: tuple[Part, ...]) -> sparse.csr_matrix:
    """Return which option takes which week, weekdays and weekends apart, as zeros and ones."""
    taken = [
        (index, 2 * week.toordinal() + (option.pattern.part is Part.WEEKEND))
        for index, option in enumerate(options)
        if option.pattern.part in parts
        for week in option.pattern.weeks
    ]
    entries = np.array(taken, dtype=np.int64).reshape(-1, 2).T
    days, column = np.unique(entries[1], return_inverse=True)
    ones = np.ones(len(column))
    return sparse.csr_matrix((ones, (entries[0], column)), shape=(len(options), len(days)))


def _programme_numbers(problem: PlanningProblem, options: list[Option]) -> Integers:
    number = {name: n for n, name in enumerate(problem.programmes)}
    return np.array([number[option.programme.programme_id] for option in options], dtype=np.int64)


def _capacities(problem: PlanningProblem, shares: Shares, month: date) -> list[int]:
    return [capacity for _, capacity in months_capacity(problem, shares.alike, month)]
