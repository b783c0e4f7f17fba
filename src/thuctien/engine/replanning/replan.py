"""Make an approved plan anew after something happened, with few changes for those already told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.clock import Progress, StageClock
from thuctien.engine.planning.construct import filling_order
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.names import Names
from thuctien.engine.planning.problem import PlanningProblem, build_problem
from thuctien.engine.planning.spending import spend
from thuctien.engine.planning.supply import LecturerSupply
from thuctien.engine.replanning.events import Events, event_faults, province_after
from thuctien.engine.replanning.faults import Fault, FaultCode, ReplanError
from thuctien.engine.replanning.kept import KeptPlan, problem_to_come, read_kept
from thuctien.engine.replanning.places import Places
from thuctien.engine.replanning.points import as_point, lost_turns
from thuctien.engine.replanning.price import FREE, ONLY_FORCED, PRICES, Price
from thuctien.engine.replanning.result import Frontier, Point
from thuctien.engine.replanning.retention import Retained, Retention
from thuctien.engine.replanning.seating import seat_anew
from thuctien.engine.replanning.superseding import superseding, without
from thuctien.engine.replanning.tidying import settle
from thuctien.engine.replanning.touched import Pressures
from thuctien.engine.replanning.undoing import undo_needless
from thuctien.engine.replanning.work import Work, hold_begun, start_work

MOST_LESSONS = 4
"""How often the program is solved again after classes could not be filled as it had thought."""
MOST_ROUNDS = 3
"""Rounds of spending what is left and undoing what was not needed."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What every point starts from.

    ``sparing`` bars programmes that would take its use from a turn that begun or was told of,
    ``free`` only from one that has begun.
    """

    sparing: PlanningProblem
    free: PlanningProblem
    distances: Distances
    kept: KeptPlan
    retention: Retention
    pressures: Pressures
    seed: int


def replan(
    province: Province,
    needs: Needs,
    classes: pl.DataFrame,
    turns: pl.DataFrame,
    told: pl.DataFrame,
    events: Events,
    *,
    year: int,
    seed: int = 0,
    time_limit: float = 60.0,
    progress: Progress | None = None,
) -> Frontier:
    """Return plans after the events, from the fewest changes for people told to none spared.

    ``classes`` and ``turns`` are the approved plan (schemas of ``planning.result``), made from
    ``needs``; ``told`` has ``events.TOLD_SCHEMA``. ``province`` is the one of that plan; the plans
    keep every rule in :func:`events.province_after`. ``time_limit`` (seconds) is looked at between
    points: the first two are always made. Raises :class:`ReplanError` where the events cannot have
    happened to this plan, or where what has begun costs more than there is.
    """
    clock = StageClock(time_limit, progress)
    faults = tuple(event_faults(classes, events))
    if faults:
        raise ReplanError(faults)
    with clock.stage("problem"):
        problem = build_problem(province_after(province, events, year), needs, year)
        problem = problem_to_come(problem, classes, events)
    with clock.stage("program"):
        start = _start(problem, classes, turns, told, events, seed)
    names = Names(province)
    made: list[Point] = []
    least, forced = 0, np.zeros(len(start.kept.person), dtype=bool)
    with clock.stage("points") as report:
        order = (ONLY_FORCED, FREE, *PRICES[1:-1])
        for n, price in enumerate(order):
            if n >= len((ONLY_FORCED, FREE)) and clock.is_over():
                break
            work, most_told = _make(start, price)
            if price.is_beyond_all:
                least = _least_changes(start.kept, most_told)
                forced = lost_turns(work)
            made.append(as_point(work, classes, names, start.pressures, forced, least))
            report((n + 1) / len(order))
    return Frontier(
        year=year,
        seed=seed,
        told=int(start.kept.touchable.sum()),
        points=_not_surpassed(made),
        stopped_by="done" if len(made) == len(order) else "time",
        seconds={**clock.seconds, "total": sum(clock.seconds.values())},
    )


def _start(
    problem: PlanningProblem,
    classes: pl.DataFrame,
    turns: pl.DataFrame,
    told: pl.DataFrame,
    events: Events,
    seed: int,
) -> _Start:
    ledger = Ledger(problem)
    kept = read_kept(ledger, classes, turns, told, events)
    hold_begun(ledger, kept)
    faults = tuple(
        Fault(
            FaultCode.SPENT_ALREADY,
            {
                "budget_id": b,
                "amount": problem.budgets.get(b, 0),
                "spent": problem.budgets.get(b, 0) - left,
            },
        )
        for b, left in sorted(ledger.budget_left.items())
        if left < 0
    )
    if faults:
        raise ReplanError(faults)
    supply = LecturerSupply(problem)
    for c in kept.classes:
        if c.opened is not None:
            supply.add(c.opened.pattern, c.opened.kind)
    places = Places(problem, kept, supply.short_months())
    of_told = superseding(ledger, kept, kept.fixed | (kept.counted & kept.able))
    retention = Retention(ledger, kept, places, of_told)
    pressures = Pressures(
        limits=tuple(retention.limits),
        budgets=_overspent(ledger, kept),
        in_crowded_weeks=places.in_crowded_weeks(),
        in_short_months=places.in_short_months(),
    )
    return _Start(
        sparing=without(problem, of_told),
        free=without(problem, superseding(ledger, kept, kept.fixed)),
        distances=Distances(problem),
        kept=kept,
        retention=retention,
        pressures=pressures,
        seed=seed,
    )


def _overspent(ledger: Ledger, kept: KeptPlan) -> frozenset[str]:
    """Return the sources of money that do not pay for all that could be kept."""
    left = dict(ledger.budget_left)
    sizes = np.bincount(kept.klass[kept.able], minlength=len(kept.classes))
    for n, c in enumerate(kept.classes):
        if c.opened is not None and not c.begun:
            programme = ledger.problem.programmes[c.programme_id]
            cost = programme.cost_per_class + int(sizes[n]) * programme.cost_per_learner
            left[programme.budget_id] = left.get(programme.budget_id, 0) - cost
    return frozenset(budget_id for budget_id, rest in left.items() if rest < 0)


def _make(start: _Start, price: Price) -> tuple[Work, int | None]:
    """Return a finished draft at a price, and how many counted turns any plan keeps at most."""
    most_told: int | None = None
    for _ in range(MOST_LESSONS):
        retained = start.retention.solve(price) or _nothing(start.kept)
        most_told = retained.most_told if most_told is None else most_told
        work = start_work(
            start.free if price == FREE else start.sparing,
            start.distances,
            start.kept,
            retained.turns,
            retained.classes,
            price,
            start.seed,
        )
        short = settle(work)
        if not short:
            break
        for klass, seats in short.items():
            start.retention.limit_fill(klass, seats)
    _improve(work)
    return work, most_told


def _nothing(kept: KeptPlan) -> Retained:
    return Retained(np.zeros(len(kept.person), dtype=bool), (), None)


def _improve(work: Work) -> None:
    """Use what is free, seat people better, and undo what was not needed."""
    undo_needless(work)
    for _ in range(MOST_ROUNDS):
        worths = work.worths()
        for programme_id in filling_order(work.draft.problem):
            seat_anew(work, programme_id)
        spend(work.draft)
        settle(work)
        undo_needless(work)
        if work.worths() <= worths:
            return


def _least_changes(kept: KeptPlan, most_told: int | None) -> int:
    """Return the number of changes that no plan is below."""
    lost = 0 if most_told is None else int(kept.counted.sum()) - most_told
    return lost + int((kept.touchable & ~kept.counted).sum())


def _not_surpassed(points: list[Point]) -> tuple[Point, ...]:
    """Return the points that meet more than each with fewer changes, in the order of changes."""
    found: list[Point] = []
    ranked = sorted(points, key=lambda p: (p.changes, tuple(-n for n in p.met)))
    for point in ranked:
        if not found or point.met > found[-1].met:
            found.append(point)
    return tuple(found)
