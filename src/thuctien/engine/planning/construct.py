"""From the linear model's seats to opened classes, and from classes to people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.groups import Groups, cell_of
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import Floats, Integers
from thuctien.engine.planning.master import Master
from thuctien.engine.planning.placement import OpenClass, Placement
from thuctien.engine.planning.problem import PlanningProblem, Programme
from thuctien.engine.planning.routing import route

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Targets:
    """What the linear model would do: seats by programme, by form and unit, and people chosen."""

    seats: dict[str, int]
    demand: dict[tuple[str, Mode], dict[str, float]]
    chosen: dict[str, Integers]


@dataclass(slots=True)
class Draft:
    """A plan in the making."""

    problem: PlanningProblem
    distances: Distances
    placement: Placement
    ledger: Ledger

    def classes_of(self, programme_id: str) -> list[OpenClass]:
        """Return the opened classes of a programme, in the order of opening."""
        return [c for c in self.placement.classes.values() if c.programme_id == programme_id]

    def close(self, opened: OpenClass) -> None:
        """Close a class: its learners, its room, its lecturers and its cost are free again."""
        self.ledger.close(opened)
        self.placement.close(opened)


def read_targets(
    problem: PlanningProblem, groups: Groups, master: Master, solution: Floats
) -> Targets:
    """Read from a solution of the linear model whom it would send, rounded to whole people."""
    members = _members(problem, groups)
    seats = groups.programmes.with_columns(pl.Series("seats", solution[master.seats]))
    cells = groups.cells.with_columns(pl.Series("seats", solution[master.cells]))
    unit_of = problem.people["unit_id"].to_list()
    demand: dict[tuple[str, Mode], dict[str, float]] = {}
    chosen: dict[str, Integers] = {}
    sent_before: dict[object, int] = {}
    for programme_id in problem.programmes:
        of_programme = pl.col("programme_id") == programme_id
        within = cells.filter(of_programme).sort("group", "quotas")
        keys = ["group"] if within.is_empty() else ["group", "quotas"]
        rows = seats.filter(of_programme) if within.is_empty() else within
        pool = _by_key(problem, members, programme_id, keys)
        people = _choose(rows.select(*keys, "seats"), pool, sent_before)
        chosen[programme_id] = np.array(sorted(people), dtype=np.int64)
        forms = dict(seats.filter(of_programme).select("group", "modes").iter_rows())
        for person, group in people.items():
            shares = master.form_shares(programme_id, forms[group], solution)
            for mode, share in shares.items():
                by_unit = demand.setdefault((programme_id, mode), {})
                by_unit[unit_of[person]] = by_unit.get(unit_of[person], 0.0) + share
    return Targets({p: len(people) for p, people in chosen.items()}, demand, chosen)


def _members(problem: PlanningProblem, groups: Groups) -> pl.DataFrame:
    """Return ``person_id``, ``group`` and the person's number, the most pressing first."""
    pressing = problem.needs.group_by("person_id").agg(
        pl.struct("tier", "due_on").min().alias("pressing")
    )
    numbered = problem.people.select("person_id").with_row_index("number")
    return (
        groups.members.join(numbered, on="person_id")
        .join(pressing, on="person_id")
        .sort(
            pl.col("pressing").struct.field("tier"),
            pl.col("pressing").struct.field("due_on"),
            "person_id",
        )
        .select("person_id", "group", "number")
    )


def _by_key(
    problem: PlanningProblem, members: pl.DataFrame, programme_id: str, keys: list[str]
) -> dict[tuple[object, ...], list[int]]:
    """Return the numbers of people by group, and by the quotas they fall under where asked for."""
    if "quotas" in keys:
        members = members.join(
            cell_of(problem, programme_id), on="person_id", maintain_order="left"
        )
    parts = members.partition_by(keys, as_dict=True, maintain_order=True)
    return {key: part["number"].to_list() for key, part in parts.items()}


def _choose(
    rows: pl.DataFrame,
    pool: dict[tuple[object, ...], list[int]],
    sent_before: dict[object, int],
) -> dict[int, int]:
    """Choose people so that the rounded numbers add up; return the group of each person.

    People of a group who were not chosen for an earlier programme come first.
    """
    chosen: dict[int, int] = {}
    carried = 0.0
    for *key, value in rows.iter_rows():
        carried += value
        people = pool[tuple(key)]
        count = min(len(people), max(0, floor(carried + 0.5)))
        carried -= count
        start = sent_before.get(tuple(key), 0)
        for step in range(count):
            chosen[people[(start + step) % len(people)]] = key[0]
        sent_before[tuple(key)] = (start + count) % len(people)
    return chosen


def open_classes(draft: Draft, targets: Targets, report: Report) -> None:
    """Open the classes that the targets need, the longest programmes first."""
    wanted = sorted(
        targets.demand,
        key=lambda form: (-draft.problem.book.sessions(form[0]), form[0], form[1]),
    )
    for done, (programme_id, mode) in enumerate(wanted):
        programme = draft.problem.programmes[programme_id]
        demand = dict(targets.demand[programme_id, mode])
        _open_form(draft, programme, mode, demand)
        report((done + 1) / len(wanted))


def _open_form(draft: Draft, programme: Programme, mode: Mode, demand: dict[str, float]) -> None:
    people = sum(demand.values())
    count = _class_count(people, programme)
    while count > 0:
        size = min(programme.max_size, ceil(people / count - 1e-6))
        opened = draft.placement.open(programme, mode, size, demand)
        if opened is None:
            return
        draft.ledger.open(opened)
        taken = min(opened.capacity, people)
        draft.distances.take_nearest(demand, opened.site_id, taken)
        people -= taken
        count = _class_count(people, programme)


def _class_count(people: float, programme: Programme) -> int:
    """Return how many classes seat people so that none is smaller than allowed."""
    least_full = ceil(people / programme.max_size - 1e-6)
    return min(least_full, floor(people / programme.min_size + 1e-6))


def seat_people(draft: Draft, targets: Targets, report: Report) -> None:
    """Fill the opened classes, programme by programme, with the seats of the targets."""
    order = filling_order(draft.problem)
    for done, programme_id in enumerate(order):
        classes = draft.classes_of(programme_id)
        seats = min(targets.seats.get(programme_id, 0), draft.ledger.seats_affordable(programme_id))
        fill(draft, programme_id, classes, seats, targets.chosen.get(programme_id))
        report((done + 1) / len(order))


def filling_order(problem: PlanningProblem) -> list[str]:
    """Return the programmes, those that serve the most pressing needs on average first."""
    serves = problem.serves.select("programme_id", "tier").to_dict(as_series=False)
    tiers: dict[str, list[int]] = {}
    for programme_id, tier in zip(serves["programme_id"], serves["tier"], strict=True):
        tiers.setdefault(programme_id, []).append(tier)
    return sorted(tiers, key=lambda p: (float(np.mean(tiers[p])), -problem.book.sessions(p), p))


def fill(
    draft: Draft,
    programme_id: str,
    classes: list[OpenClass],
    seats: int,
    preferred: Integers | None = None,
) -> None:
    """Seat the best people in classes without learners; close those that stay too small."""
    least = draft.problem.programmes[programme_id].min_size
    while classes:
        routed = route(draft.ledger, draft.distances, programme_id, classes, seats, preferred)
        short = [c for c in classes if len(routed[c.number]) < least]
        if not short:
            for opened in classes:
                draft.ledger.assign(opened, routed[opened.number])
            return
        emptiest = min(len(routed[c.number]) for c in short)
        closing = [c for c in short if len(routed[c.number]) == emptiest]
        for opened in closing if emptiest == 0 else closing[-1:]:
            draft.close(opened)
        gone = {c.number for c in closing} if emptiest == 0 else {closing[-1].number}
        classes = [c for c in classes if c.number not in gone]
        seats = min(seats, draft.ledger.seats_affordable(programme_id)) if seats else seats
