"""The naive model of a year's plan: a variable for every person and every class they could join.

It is what one writes first: binary «person joins class option» (programme, form, site, start week),
binary «option is opened in room», binary «need is met», and one row for every hard rule, handed to
HiGHS as it stands. The rules are those of docs/algorithms/planning.md; the goals are the three
tiers of need in one weighted sum. It is here to be compared with, not to be used.
"""

from __future__ import annotations

import time

import highspy
import numpy as np
from scipy import sparse

from bench import naive_rows
from bench.child import Measured, peak_mib
from bench.naive_columns import Floats, all_openings, all_options, all_seats, all_shares
from thuctien.engine.planning.problem import PlanningProblem

MOST_COLUMNS = 3_000_000
"""Beyond, the model alone would not fit into the memory of a common machine; it is not built."""


def solve_naively(problem: PlanningProblem, weights: list[int], time_limit: float) -> Measured:
    """Build the whole model and give HiGHS ``time_limit`` seconds; tells how far it came.

    ``weights`` are worth of one need met by tier.
    """
    started = time.perf_counter()
    options = all_options(problem)
    seats = all_seats(problem, options)
    size = {"options": len(options), "person_variables": len(seats.people)}
    if len(seats.people) > MOST_COLUMNS:
        return {**size, "stopped_by": "too_large", "most_columns": MOST_COLUMNS}
    openings = all_openings(problem, options, len(seats.people))
    needs_from = openings.first + len(openings.options)
    shares = all_shares(problem, options, needs_from + problem.needs.height)
    rows = naive_rows.Rows()
    naive_rows.class_sizes(rows, options, seats, openings)
    naive_rows.rooms(rows, options, openings)
    naive_rows.people(rows, problem, options, seats)
    naive_rows.units(rows, problem, options, seats)
    naive_rows.quotas(rows, problem, options, seats)
    naive_rows.budgets(rows, problem, options, seats, openings)
    naive_rows.lecturers(rows, problem, options, openings, shares)
    naive_rows.needs(rows, problem, options, seats, needs_from)
    cost = np.zeros(shares.first + len(shares.pairs))
    cost[needs_from : shares.first] = np.array(weights, dtype=float)[problem.needs["tier"]]
    built = time.perf_counter() - started
    solved = _solve(rows, cost, shares.first, time_limit)
    return {
        **size,
        "columns": len(cost),
        "rows": rows.count,
        "build_seconds": round(built, 2),
        **solved,
        "peak_mib": peak_mib(),
    }


def _solve(rows: naive_rows.Rows, cost: Floats, integral: int, time_limit: float) -> Measured:
    entries = [np.concatenate(part) for part in zip(*rows.entries, strict=True)]
    shape = (rows.count, len(cost))
    matrix = sparse.csc_matrix((entries[2], (entries[0], entries[1])), shape=shape)
    lower, upper = (np.concatenate(part) for part in zip(*rows.bounds, strict=True))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), rows.count
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_ = cost, np.zeros(len(cost))
    lp.col_upper_ = np.concatenate(
        [np.ones(integral), np.full(len(cost) - integral, highspy.kHighsInf)]
    )
    lp.row_lower_, lp.row_upper_ = lower, upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * integral + [kinds.kContinuous] * (len(cost) - integral)
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", time_limit)
    solver.passModel(lp)
    started = time.perf_counter()
    solver.run()
    info = solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    proven = info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else None
    return {
        "entries": matrix.nnz,
        "solve_seconds": round(time.perf_counter() - started, 2),
        "stopped_by": solver.modelStatusToString(solver.getModelStatus()),
        "objective": info.objective_function_value if found else None,
        "bound": proven,
        "gap": round(info.mip_gap, 6) if found and np.isfinite(info.mip_gap) else None,
    }
