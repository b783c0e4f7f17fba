"""A point of the frontier as a whole plan: with bounds and a reason for every need."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.clock import Progress, StageClock
from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.explain import answer_rows
from thuctien.engine.planning.groups import group_people
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import OrderedSolver
from thuctien.engine.planning.master import build_master
from thuctien.engine.planning.problem import build_problem
from thuctien.engine.planning.proof import prove
from thuctien.engine.planning.result import Plan
from thuctien.engine.planning.tables import turn_rows
from thuctien.engine.replanning.events import TOLD_SCHEMA, Events
from thuctien.engine.replanning.kept import read_kept
from thuctien.engine.replanning.points import class_codes
from thuctien.engine.replanning.price import ONLY_FORCED
from thuctien.engine.replanning.work import start_work

STOPPED_BY = "replanned"


def complete_plan(
    province: Province,
    needs: Needs,
    classes: pl.DataFrame,
    turns: pl.DataFrame,
    *,
    year: int,
    seed: int = 0,
    progress: Progress | None = None,
) -> Plan:
    """Return classes and turns as a plan: bounds of its goals, and an answer for every need.

    ``province`` is the one after the events, ``classes`` and ``turns`` a point of the frontier
    (``turns`` needs ``person_id`` and ``class_id``). The bounds are those of planning the whole
    year anew, so that they hold for every plan of this province.
    """
    clock = StageClock(float("inf"), progress)
    with clock.stage("problem"):
        problem = build_problem(province, needs, year)
        ledger = Ledger(problem)
        nobody = pl.DataFrame(schema=TOLD_SCHEMA)
        kept = read_kept(ledger, classes, turns, nobody, Events(today=date.min))
        held = tuple(n for n, c in enumerate(kept.classes) if c.opened is not None)
        distances = Distances(problem)
        work = start_work(problem, distances, kept, ~kept.fixed, held, ONLY_FORCED, seed)
    with clock.stage("proof"):
        master = build_master(problem, group_people(problem))
        solver = OrderedSolver(master.model, master.goals)
        proof = prove(work.draft, master, solver, solver.solve())
    with clock.stage("answers"):
        codes = class_codes(work)
        answers = answer_rows(province, needs, work.draft, codes)
    return Plan(
        year=year,
        seed=seed,
        classes=classes,
        turns=turn_rows(work.draft, codes),
        answers=answers,
        tiers=proof.tiers,
        objective=proof.objective,
        bound=proof.bound,
        gap=proof.gap,
        stopped_by=STOPPED_BY,
        seconds={**clock.seconds, "total": sum(clock.seconds.values())},
    )
