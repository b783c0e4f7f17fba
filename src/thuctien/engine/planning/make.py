"""The planner: linear model, classes, people, improvement, proof and reasons."""

from __future__ import annotations

import numpy as np

from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.clock import Progress, StageClock
from thuctien.engine.planning.construct import (
    BINDING_TIERS,
    Draft,
    Report,
    Targets,
    open_classes,
    read_targets,
)
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.explain import answer_rows
from thuctien.engine.planning.groups import group_people
from thuctien.engine.planning.improve import close_small, refill_all, settle, tidy
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import OrderedSolver
from thuctien.engine.planning.master import build_master
from thuctien.engine.planning.placement import Placement
from thuctien.engine.planning.problem import PlanningProblem, build_problem
from thuctien.engine.planning.proof import prove
from thuctien.engine.planning.result import Plan
from thuctien.engine.planning.spending import seat_binding, spend
from thuctien.engine.planning.tables import class_codes, class_rows, turn_rows

MOST_ROUNDS = 6
ATTEMPTS = 2
NEARLY_ALL = 0.998
"""Share of what the model reaches in the binding tiers at which no other try is made."""


def _improve(draft: Draft, clock: StageClock, report: Report) -> str:
    """Improve round by round; return why it stopped: «no_gain», «rounds» or «time»."""
    best = draft.ledger.tier_counts()
    for round_number in range(MOST_ROUNDS):
        if clock.is_over():
            settle(draft)
            return "time"
        refill_all(draft)
        tidy(draft)
        spend(draft)
        report((round_number + 1) / MOST_ROUNDS)
        counts = draft.ledger.tier_counts()
        if counts <= best and round_number:
            break
        best = counts
    settle(draft)
    return "no_gain" if round_number + 1 < MOST_ROUNDS else "rounds"


def _improve_best(
    draft: Draft, targets: Targets, enough: list[float], clock: StageClock, report: Report
) -> tuple[Draft, str]:
    """Improve a draft, and others from other seeds, until one is good enough; return the best.

    ``enough`` has the least number of needs met in each binding tier. Where classes of equal merit
    fall decides by chance what fits beside them later; a second try evens that out.
    """
    best, stopped_by = draft, _improve(draft, clock, _part_of(report, 0))
    for attempt in range(1, ATTEMPTS):
        counts = best.ledger.tier_counts()
        if clock.is_over() or all(c >= e for c, e in zip(counts, enough, strict=False)):
            break
        another = _start(draft.problem, draft.distances, draft.placement.seed + attempt)
        open_classes(another, targets, _unheard)
        _seat(another, targets, _unheard)
        how = _improve(another, clock, _part_of(report, attempt))
        if another.ledger.tier_counts() > counts:
            best, stopped_by = another, how
    return best, stopped_by


def _part_of(report: Report, attempt: int) -> Report:
    """Return a report for one of several tries, as its part of them all."""
    return lambda fraction: report((attempt + fraction) / ATTEMPTS)


def _unheard(_fraction: float) -> None:
    """Take a report of progress that is part of another."""


def _start(problem: PlanningProblem, distances: Distances, seed: int) -> Draft:
    return Draft(problem, distances, Placement(problem, distances, seed), Ledger(problem))


def _seat(draft: Draft, targets: Targets, report: Report) -> None:
    seat_binding(draft, targets, report)
    close_small(draft)
    spend(draft)


def make_plan(
    province: Province,
    needs: Needs,
    *,
    year: int,
    seed: int = 0,
    time_limit: float = 120.0,
    progress: Progress | None = None,
) -> Plan:
    """Plan a year: classes to open, people to send, the proof, and an answer for every need.

    ``time_limit`` (seconds) is looked at between rounds of improvement; a plan that stops before
    it depends only on the input and the seed. ``progress`` gets a stage and the fraction of it
    done; an exception that it raises ends the planning.
    """
    clock = StageClock(time_limit, progress)
    with clock.stage("problem"):
        problem = build_problem(province, needs, year)
        groups = group_people(problem)
    with clock.stage("model"):
        master = build_master(problem, groups)
    with clock.stage("bound") as report:
        solver = OrderedSolver(master.model, master.goals)
        relaxed = solver.solve(report)
    with clock.stage("classes") as report:
        distances = Distances(problem)
        draft = _start(problem, distances, seed)
        targets = read_targets(problem, groups, master, relaxed.solution)
        open_classes(draft, targets, report)
    with clock.stage("people") as report:
        _seat(draft, targets, report)
    with clock.stage("improvement") as report:
        enough = [NEARLY_ALL * value for value in relaxed.values[:BINDING_TIERS]]
        draft, stopped_by = _improve_best(draft, targets, enough, clock, report)
    with clock.stage("proof"):
        proof = prove(draft, master, solver, relaxed)
    with clock.stage("answers"):
        codes = class_codes(draft)
        answers = answer_rows(province, needs, draft, codes)
    return Plan(
        year=year,
        seed=seed,
        classes=class_rows(draft, codes),
        turns=turn_rows(draft, codes),
        answers=answers,
        tiers=proof.tiers,
        objective=proof.objective,
        bound=proof.bound,
        gap=proof.gap,
        stopped_by=stopped_by,
        seconds={**clock.seconds, "total": float(np.sum(list(clock.seconds.values())))},
    )
