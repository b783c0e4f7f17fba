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
from thuctien.engine.planning.network import NO_HOMES, Homes
from thuctien.engine.planning.placement import OpenClass, Placement
from thuctien.engine.planning.problem import PlanningProblem, Programme
from thuctien.engine.planning.routing import NO_WISH, Wish, route

Report = Callable[[float], None]
BINDING_TIERS = 2
LEAST_SEATS = 1e-6
WORTH_A_CLASS = 0.05
"""Share of the least size that the linear model must want before a class is tried at all."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What the linear model would do: whom it sends, and from which units into which form.

    ``demand`` counts only those who have a binding need met by it: the seats for which classes
    are opened first.
    """

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
    number = {person: n for n, person in enumerate(problem.people["person_id"])}
    demand: dict[tuple[str, Mode], dict[str, float]] = {}
    chosen: dict[str, Integers] = {}
    times = np.zeros(len(unit_of), dtype=np.int64)
    for programme_id in problem.programmes:
        of_programme = pl.col("programme_id") == programme_id
        within = cells.filter(of_programme).sort("group", "quotas")
        keys = ["group"] if within.is_empty() else ["group", "quotas"]
        rows = seats.filter(of_programme) if within.is_empty() else within
        rows = rows.filter(pl.col("seats") > LEAST_SEATS)
        pool = _by_key(problem, members, programme_id, rows.select(keys))
        people = _choose(rows.select(*keys, "seats"), pool, times)
        chosen[programme_id] = np.array(sorted(people), dtype=np.int64)
        forms = dict(seats.filter(of_programme).select("group", "modes").iter_rows())
        pressing = _with_binding_needs(problem, programme_id, number)
        for person, group in people.items():
            if person not in pressing:
                continue
            shares = master.form_shares(programme_id, forms[group], solution)
            for mode, share in shares.items():
                by_unit = demand.setdefault((programme_id, mode), {})
                by_unit[unit_of[person]] = by_unit.get(unit_of[person], 0.0) + share
    return Targets(demand, chosen)


def _with_binding_needs(
    problem: PlanningProblem, programme_id: str, number: dict[str, int]
) -> set[int]:
    """Return the people (numbers) of whom a programme serves an overdue or due need."""
    served = problem.serves.filter(
        (pl.col("programme_id") == programme_id) & (pl.col("tier") < BINDING_TIERS)
    )
    return {number[person] for person in served["person_id"]}


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
    problem: PlanningProblem, members: pl.DataFrame, programme_id: str, wanted: pl.DataFrame
) -> dict[tuple[object, ...], list[int]]:
    """Return the numbers of people for each wanted group, or group and set of quotas."""
    if "quotas" in wanted.columns:
        members = members.join(
            cell_of(problem, programme_id), on="person_id", maintain_order="left"
        )
    found = (
        members.join(wanted, on=wanted.columns, how="semi", maintain_order="left")
        .group_by(wanted.columns, maintain_order=True)
        .agg("number")
    )
    return {tuple(key): numbers for *key, numbers in found.iter_rows()}


def _choose(
    rows: pl.DataFrame,
    pool: dict[tuple[object, ...], list[int]],
    times: Integers,
) -> dict[int, int]:
    """Choose people so that the rounded numbers add up; return the group of each person.

    People who were chosen for fewer programmes before (``times``, counted on) come first.
    """
    chosen: dict[int, int] = {}
    carried = 0.0
    for *key, value in rows.iter_rows():
        carried += value
        people = pool[tuple(key)]
        count = min(len(people), max(0, floor(carried + 0.5)))
        carried -= count
        if count:
            numbers = np.array(people, dtype=np.int64)
            best = numbers[np.argsort(times[numbers], kind="stable")[:count]]
            times[best] += 1
            chosen.update(dict.fromkeys(best.tolist(), key[0]))
    return chosen


def open_classes(draft: Draft, targets: Targets, report: Report) -> None:
    """Open the classes that the targets need, those for the most pressing needs first."""
    order = {programme_id: n for n, programme_id in enumerate(filling_order(draft.problem))}
    wanted = sorted(targets.demand, key=lambda form: (order[form[0]], form[1]))
    for done, (programme_id, mode) in enumerate(wanted):
        programme = draft.problem.programmes[programme_id]
        demand = dict(targets.demand[programme_id, mode])
        _open_form(draft, programme, mode, demand)
        report((done + 1) / len(wanted))


def _open_form(draft: Draft, programme: Programme, mode: Mode, demand: dict[str, float]) -> None:
    """Open classes of one form until its demand has seats.

    A rest too small for a class still gets one where others who gain by it can fill it up.
    """
    people = sum(demand.values())
    window = draft.ledger.windows.get((programme.programme_id, mode))
    others = (0 if window is None else len(window.people)) - people
    while people > 1e-6:
        count = max(1, ceil(people / programme.max_size - 1e-6))
        size = max(programme.min_size, ceil(people / count - 1e-6))
        if others + people < programme.min_size or people < WORTH_A_CLASS * programme.min_size:
            return
        opened = draft.placement.open(programme, mode, size, demand)
        if opened is None:
            return
        draft.ledger.open(opened)
        taken = min(opened.capacity, people)
        draft.distances.take_nearest(demand, opened.site_id, taken)
        people -= taken


def seat_chosen(draft: Draft, targets: Targets, tiers: int) -> None:
    """Seat those whom the linear model would send and who gain in the first ``tiers`` tiers."""
    for programme_id in filling_order(draft.problem):
        wish = Wish(targets.chosen[programme_id], tiers, nobody_else=True)
        add_people(draft, programme_id, wish)


def add_people(
    draft: Draft,
    programme_id: str,
    wish: Wish = NO_WISH,
    classes: list[OpenClass] | None = None,
    limit: int | None = None,
    homes: Homes = NO_HOMES,
) -> int:
    """Use free seats of a programme (of some classes), without moving anybody; at most ``limit``.

    Returns the number of turns added.
    """
    classes = draft.classes_of(programme_id) if classes is None else classes
    if not classes:
        return 0
    seats = draft.ledger.seats_affordable(programme_id)
    seats = seats if limit is None else min(seats, limit)
    routed = route(draft.ledger, draft.distances, programme_id, classes, seats, wish, homes)
    added = 0
    for opened in classes:
        people = draft.ledger.spared(opened, routed[opened.number])
        draft.ledger.assign(opened, people)
        added += len(people)
    return added


def reseat(draft: Draft, programme_id: str) -> None:
    """Seat one programme anew, everything else as it is; close no class.

    Those now in it win ties. Kept only where the tiers of need get no worse: quotas by leadership
    level are beyond the flow, and the next best people may not be as good.
    """
    classes = draft.classes_of(programme_id)
    before = {c.number: draft.ledger.members[c.number] for c in classes}
    counts = draft.ledger.tier_counts()
    release_all(draft, classes)
    people = np.concatenate([*before.values(), NO_WISH.people])
    add_people(draft, programme_id, Wish(people))
    if draft.ledger.tier_counts() < counts:
        release_all(draft, classes)
        for opened in classes:
            draft.ledger.assign(opened, before[opened.number])


def complete_classes(draft: Draft) -> int:
    """Fill classes up to their least size with whoever gains by them; return the turns added.

    A binding need is worth the seats that its class must have beside it.
    """
    added = 0
    for programme_id in filling_order(draft.problem):
        least = draft.problem.programmes[programme_id].min_size
        for opened in draft.classes_of(programme_id):
            size = len(draft.ledger.members[opened.number])
            if 0 < size < least:
                added += add_people(draft, programme_id, NO_WISH, [opened], least - size)
    return added


def release_all(draft: Draft, classes: list[OpenClass]) -> None:
    """Take everybody out of the classes."""
    for opened in classes:
        draft.ledger.release(opened, draft.ledger.members[opened.number])


def close_small_classes(draft: Draft, programme_id: str) -> int:
    """Close the emptiest class below its least size and seat its people elsewhere; repeat.

    Returns how many were closed.
    """
    least = draft.problem.programmes[programme_id].min_size
    closed = 0
    while True:
        sizes = {
            c.number: len(draft.ledger.members[c.number]) for c in draft.classes_of(programme_id)
        }
        short = [c for c in draft.classes_of(programme_id) if sizes[c.number] < least]
        if not short:
            return closed
        draft.close(min(short, key=lambda c: (sizes[c.number], -c.number)))
        closed += 1
        reseat(draft, programme_id)


def filling_order(problem: PlanningProblem) -> list[str]:
    """Return the programmes, those that serve the most pressing needs on average first."""
    serves = problem.serves.select("programme_id", "tier").to_dict(as_series=False)
    tiers: dict[str, list[int]] = {}
    for programme_id, tier in zip(serves["programme_id"], serves["tier"], strict=True):
        tiers.setdefault(programme_id, []).append(tier)
    return sorted(tiers, key=lambda p: (float(np.mean(tiers[p])), -problem.book.sessions(p), p))
