"""The linear model of the whole province: seats by group and programme, classes by week.

It leaves out only what concerns single people and single sites (overlapping classes of one person,
the share of one unit away in one week, which site of a kind hosts a class, whole numbers), so every
plan is a solution of it and its optimum bounds every plan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.model.choices import Mode, SiteKind
from thuctien.engine.planning.groups import TIERS, Groups
from thuctien.engine.planning.lecturing import lecturer_classes, months_capacity
from thuctien.engine.planning.linear import Floats, Goal, Integers, LinearModel
from thuctien.engine.planning.patterns import Pattern
from thuctien.engine.planning.problem import PlanningProblem


@dataclass(frozen=True, slots=True)
class Start:
    """A class that could be opened: one form of a programme in a pool of sites and a week."""

    programme_id: str
    mode: Mode
    pool: str
    kind: SiteKind
    capacity: int
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Master:
    """The model, its goals and where its columns are.

    ``seats`` are the columns of the rows of ``groups.programmes``, ``meets`` those of
    ``groups.needs``, ``opened`` those of ``starts``, ``cells`` those of ``groups.cells``; ``forms``
    has, for each programme and set of
    forms open to somebody, the column of each form.
    """

    model: LinearModel
    goals: tuple[Goal, ...]
    seats: Integers
    meets: Integers
    opened: Integers
    cells: Integers
    starts: tuple[Start, ...]
    forms: dict[tuple[str, str], dict[Mode, int]]

    def form_shares(self, programme_id: str, modes: str, solution: Floats) -> dict[Mode, float]:
        """Return which share of those with these forms open a solution sends to each form."""
        columns = self.forms[programme_id, modes]
        total = sum(float(solution[column]) for column in columns.values())
        if total <= 0:
            return {}
        return {mode: float(solution[column]) / total for mode, column in columns.items()}


@dataclass(frozen=True, slots=True)
class Pool:
    """Sites of one kind that share their closed days."""

    name: str
    kind: SiteKind
    capacities: tuple[int, ...]
    closing: str


def build_master(problem: PlanningProblem, groups: Groups) -> Master:
    """Build the model; see ``docs/algorithms/planning.md`` for it in symbols."""
    model = LinearModel()
    sizes = groups.groups["size"].to_numpy()
    seats = model.add_columns(sizes[groups.programmes["group"].to_numpy()])
    meets = model.add_columns(sizes[groups.needs["group"].to_numpy()])
    all_pools = {pool.name: pool for pool in pools(problem)}
    starts = possible_starts(problem, tuple(all_pools.values()))
    opened = model.add_columns([_most_at_once(problem, all_pools, start) for start in starts])
    _meet_needs(model, groups, seats, meets)
    _limit_turns(model, problem, groups, seats)
    forms = _fill_classes(model, problem, groups, seats, starts, opened)
    cells = _respect_quotas(model, problem, groups, seats)
    _respect_budgets(model, problem, groups, seats, starts, opened)
    _respect_rooms(model, problem, starts, opened)
    _respect_lecturers(model, problem, starts, opened)
    goals = _goals(model, problem, groups, seats, meets)
    return Master(model, goals, seats, meets, opened, cells, tuple(starts), forms)


def pools(problem: PlanningProblem) -> tuple[Pool, ...]:
    """Return the sites put together by kind; a site with closed days of its own stays alone."""
    rooms = problem.rooms.join(problem.sites.select("site_id", "kind"), on="site_id")
    own = set(problem.book.closing_sites())
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for site_id, kind, capacity in rooms.select("site_id", "kind", "capacity").iter_rows():
        found[kind, site_id if site_id in own else ""].append(capacity)
    return tuple(
        Pool(f"{kind}/{closing}", SiteKind(kind), tuple(sorted(capacities)), closing)
        for (kind, closing), capacities in sorted(found.items())
    )


def possible_starts(problem: PlanningProblem, all_pools: tuple[Pool, ...]) -> list[Start]:
    """Return every form of every programme, pool and week that could be opened."""
    return [
        Start(programme.programme_id, mode, pool.name, pool.kind, capacity, pattern)
        for programme in problem.programmes.values()
        for mode, kinds in programme.forms
        for pool in all_pools
        if pool.kind in kinds
        and (capacity := min(programme.max_size, pool.capacities[-1])) >= programme.min_size
        for monday in problem.book.mondays()
        if programme.may_start(mode, monday)
        and (pattern := problem.book.pattern(programme.programme_id, mode, monday, pool.closing))
    ]


def _most_at_once(problem: PlanningProblem, all_pools: dict[str, Pool], start: Start) -> int:
    """Return how many rooms of the pool could hold the class."""
    least = problem.programmes[start.programme_id].min_size
    return sum(capacity >= least for capacity in all_pools[start.pool].capacities)


def _meet_needs(model: LinearModel, groups: Groups, seats: Integers, meets: Integers) -> None:
    """A gap is met by one turn that brings enough, or by several that do together.

    Where no single turn of some programmes is enough, it takes two of them at least: each counts
    for a half, and whichever of them is looked at, another must be there beside it.
    """
    numbered = groups.programmes.with_row_index("seat")
    served = (
        groups.serves.join(numbered, on=["group", "programme_id"], maintain_order="left")
        .join(groups.needs.select("gap", "lacking"), on="gap", maintain_order="left")
        .with_columns((pl.col("amount") >= pl.col("lacking") - 1e-9).alias("enough"))
    )
    gap, seat = served["gap"].to_numpy(), seats[served["seat"].to_numpy()]
    enough = served["enough"].to_numpy()
    rows = model.add_rows(groups.needs.height, upper=0.0)
    model.put(rows, meets, 1.0)
    model.put(rows[gap], seat, -np.where(enough, 1.0, 0.5))
    for without in np.flatnonzero(~enough):
        beside = np.flatnonzero((gap == gap[without]) & (np.arange(len(gap)) != without))
        row = model.add_rows(1, upper=0.0)
        model.put(row, meets[gap[without]], 1.0)
        model.put(row, seat[beside], -1.0)


def _limit_turns(
    model: LinearModel, problem: PlanningProblem, groups: Groups, seats: Integers
) -> None:
    """Nobody is sent more often in the year than allowed."""
    group_of = groups.programmes["group"].to_numpy()
    count = np.bincount(group_of, minlength=groups.groups.height)
    crowded = np.flatnonzero(count > problem.max_turns)
    limits = groups.groups["size"].to_numpy()[crowded] * problem.max_turns
    rows = model.add_rows(len(crowded), upper=limits)
    row_of = np.full(groups.groups.height, -1)
    row_of[crowded] = rows
    chosen = row_of[group_of] >= 0
    model.put(row_of[group_of[chosen]], seats[chosen], 1.0)


def _fill_classes(
    model: LinearModel,
    problem: PlanningProblem,
    groups: Groups,
    seats: Integers,
    starts: list[Start],
    opened: Integers,
) -> dict[tuple[str, str], dict[Mode, int]]:
    """Seats are in classes: between the least and the greatest size of those opened."""
    split = _split_by_form(model, groups, seats)
    in_form: dict[tuple[str, Mode], list[int]] = defaultdict(list)
    for (programme_id, _), columns in split.items():
        for mode, column in columns.items():
            in_form[programme_id, mode].append(column)
    supply: dict[tuple[str, Mode], list[int]] = defaultdict(list)
    for number, start in enumerate(starts):
        supply[start.programme_id, start.mode].append(number)
    for (programme_id, mode), seated in sorted(in_form.items()):
        chosen = supply[programme_id, mode]
        capacity = [float(starts[number].capacity) for number in chosen]
        least = float(problem.programmes[programme_id].min_size)
        most_row, least_row = model.add_rows(1, upper=0.0), model.add_rows(1, lower=0.0)
        model.put(most_row, seated, 1.0)
        model.put(least_row, seated, 1.0)
        if chosen:
            model.put(most_row, opened[chosen], -np.asarray(capacity))
            model.put(least_row, opened[chosen], -least)
    return split


def _split_by_form(
    model: LinearModel, groups: Groups, seats: Integers
) -> dict[tuple[str, str], dict[Mode, int]]:
    """Share out the seats of people with the same forms open among those forms."""
    everybody = float(groups.groups["size"].sum())
    by_forms = groups.programmes.with_row_index("seat").partition_by(
        "programme_id", "modes", as_dict=True
    )
    split: dict[tuple[str, str], dict[Mode, int]] = {}
    for (programme_id, modes), part in sorted(by_forms.items()):
        open_forms = [Mode(mode) for mode in str(modes).split(";")]
        columns = model.add_columns(np.full(len(open_forms), everybody))
        row = model.add_rows(1, upper=0.0)
        model.put(row, seats[part["seat"].to_numpy()], 1.0)
        model.put(row, columns, -1.0)
        split[str(programme_id), str(modes)] = {
            mode: int(column) for mode, column in zip(open_forms, columns, strict=True)
        }
    return split


def _respect_quotas(
    model: LinearModel, problem: PlanningProblem, groups: Groups, seats: Integers
) -> Integers:
    """Share out the seats of a group among the quotas that its people fall under.

    Returns the columns of the rows of ``groups.cells``.
    """
    cells = groups.cells
    columns = model.add_columns(cells["size"].to_numpy())
    if cells.is_empty():
        return columns
    pair = ["group", "programme_id"]
    numbered = groups.programmes.with_row_index("seat").select(*pair, "seat")
    seat = cells.join(numbered, on=pair, maintain_order="left")["seat"].to_numpy()
    used, row_of_cell = np.unique(seat, return_inverse=True)
    rows = model.add_rows(len(used), upper=0.0)
    model.put(rows, seats[used], 1.0)
    model.put(rows[row_of_cell], columns, -1.0)
    limit = {quota.quota_id: float(quota.seats) for quota in problem.quotas}
    under = cells.with_row_index("cell").with_columns(pl.col("quotas").str.split(";"))
    under = under.explode("quotas").filter(pl.col("quotas") != "").sort("quotas", "cell")
    names, row_of_quota = np.unique(under["quotas"].to_numpy(), return_inverse=True)
    quota_rows = model.add_rows(len(names), upper=[limit[str(name)] for name in names])
    model.put(quota_rows[row_of_quota], columns[under["cell"].to_numpy()], 1.0)
    return columns


def _respect_budgets(
    model: LinearModel,
    problem: PlanningProblem,
    groups: Groups,
    seats: Integers,
    starts: list[Start],
    opened: Integers,
) -> None:
    """Money is counted in millions of đồng, for the solver's sake."""
    budget_ids = sorted({p.budget_id for p in problem.programmes.values()})
    amounts = [problem.budgets.get(budget_id, 0) / 1e6 for budget_id in budget_ids]
    row_of = dict(zip(budget_ids, model.add_rows(len(budget_ids), upper=amounts), strict=True))

    def row(programme_id: str) -> int:
        return int(row_of[problem.programmes[programme_id].budget_id])

    seated = groups.programmes["programme_id"].to_list()
    learner = [problem.programmes[p].cost_per_learner / 1e6 for p in seated]
    model.put([row(p) for p in seated], seats, learner)
    if starts:
        of_class = [problem.programmes[s.programme_id].cost_per_class / 1e6 for s in starts]
        model.put([row(s.programme_id) for s in starts], opened, of_class)


def _respect_rooms(
    model: LinearModel, problem: PlanningProblem, starts: list[Start], opened: Integers
) -> None:
    """In each week, weekdays and weekend apart, a pool has no more classes than rooms."""
    rooms = {pool.name: len(pool.capacities) for pool in pools(problem)}
    row_of: dict[tuple[str, Part, date], int] = {}
    rows, columns = [], []
    for start, column in zip(starts, opened, strict=True):
        for week in start.pattern.weeks:
            key = (start.pool, start.pattern.part, week)
            if key not in row_of:
                row_of[key] = int(model.add_rows(1, upper=float(rooms[start.pool]))[0])
            rows.append(row_of[key])
            columns.append(column)
    if rows:
        model.put(rows, columns, 1.0)


def _respect_lecturers(
    model: LinearModel, problem: PlanningProblem, starts: list[Start], opened: Integers
) -> None:
    """In each month the sessions of each topic are shared out among lecturers who can hold them."""
    needed: dict[tuple[date, str, SiteKind], int] = {}
    rows, columns, values = [], [], []
    for start, column in zip(starts, opened, strict=True):
        for (month, topic), sessions in start.pattern.topic_sessions.items():
            key = (month, topic, start.kind)
            if key not in needed:
                needed[key] = int(model.add_rows(1, upper=0.0)[0])
            rows.append(needed[key])
            columns.append(column)
            values.append(sessions)
    if rows:
        model.put(rows, columns, values)
    by_month: dict[date, list[tuple[str, SiteKind, int]]] = defaultdict(list)
    for (month, topic, kind), row in needed.items():
        by_month[month].append((topic, kind, row))
    alike = lecturer_classes(problem)
    for month, demands in sorted(by_month.items()):
        for lecturers, capacity in months_capacity(problem, alike, month):
            served = [d for d in demands if lecturers.can(d[0], d[1])]
            if served and capacity:
                shares = model.add_columns(np.full(len(served), float(capacity)))
                model.put([row for _, _, row in served], shares, -1.0)
                model.put(model.add_rows(1, upper=float(capacity)), shares, 1.0)


def _goals(
    model: LinearModel,
    problem: PlanningProblem,
    groups: Groups,
    seats: Integers,
    meets: Integers,
) -> tuple[Goal, ...]:
    """Needs met by tier, then the expected effect of the turns."""

    def weights(columns: Integers, values: Floats) -> Floats:
        result = np.zeros(model.columns)
        result[columns] = values
        return result

    names = ("overdue", "due", "recommended")
    tiers = [
        Goal(names[tier], weights(meets, groups.needs[f"tier_{tier}"].to_numpy().astype(float)))
        for tier in range(TIERS)
    ]
    seated = groups.programmes["programme_id"].to_list()
    effects = [problem.programmes[p].effect for p in seated]
    return (*tiers, Goal("effect", weights(seats, np.asarray(effects))))
