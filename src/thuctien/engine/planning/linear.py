"""A linear model built column by column and row by row, solved by HiGHS, with proven bounds.

Only what the planner needs: maximise, bounded columns, rows with one or two bounds, several goals
one after another, and a bound recomputed from the dual values by weak duality, so that the proof
does not rest on the solver's tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
INFINITY = float("inf")
PRIMAL_SIMPLEX = 4
"""From the second goal on the last solution still holds and only the costs are new."""


@dataclass(slots=True)
class LinearModel:
    """Columns and rows in the making.

    Columns and rows are added in blocks and named by the range of their numbers.
    """

    columns: int = 0
    rows: int = 0
    _upper: list[Floats] = field(default_factory=list)
    _row_lower: list[Floats] = field(default_factory=list)
    _row_upper: list[Floats] = field(default_factory=list)
    _entries: list[tuple[Integers, Integers, Floats]] = field(default_factory=list)

    def add_columns(self, upper: npt.ArrayLike) -> Integers:
        """Add columns between 0 and ``upper`` (one each); return their numbers."""
        block = np.atleast_1d(np.asarray(upper, dtype=np.float64))
        self._upper.append(block)
        self.columns += len(block)
        return np.arange(self.columns - len(block), self.columns, dtype=np.int64)

    def add_rows(
        self, count: int, lower: npt.ArrayLike = -INFINITY, upper: npt.ArrayLike = INFINITY
    ) -> Integers:
        """Add ``count`` rows with their bounds (one for all, or one each); return their numbers."""
        self._row_lower.append(np.broadcast_to(np.asarray(lower, dtype=np.float64), (count,)))
        self._row_upper.append(np.broadcast_to(np.asarray(upper, dtype=np.float64), (count,)))
        self.rows += count
        return np.arange(self.rows - count, self.rows, dtype=np.int64)

    def put(self, rows: npt.ArrayLike, columns: npt.ArrayLike, values: npt.ArrayLike) -> None:
        """Put coefficients; several for the same place add up."""
        row, column, value = np.broadcast_arrays(rows, columns, values)
        self._entries.append(
            (
                row.astype(np.int64).ravel(),
                column.astype(np.int64).ravel(),
                value.astype(np.float64).ravel(),
            )
        )

    def matrix(self) -> sparse.csc_matrix:
        """Return the coefficients, rows by columns."""
        shape = (self.rows, self.columns)
        if not self._entries:
            return sparse.csc_matrix(shape)
        rows = np.concatenate([entry[0] for entry in self._entries])
        columns = np.concatenate([entry[1] for entry in self._entries])
        values = np.concatenate([entry[2] for entry in self._entries])
        return sparse.coo_matrix((values, (rows, columns)), shape=shape).tocsc()

    def bounds(self) -> tuple[Floats, Floats, Floats]:
        """Return the columns' upper bounds, and the rows' lower and upper bounds."""
        return (
            np.concatenate([np.zeros(0), *self._upper]),
            np.concatenate([np.zeros(0), *self._row_lower]),
            np.concatenate([np.zeros(0), *self._row_upper]),
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: maximise ``weights`` (one a column); its name is for people."""

    name: str
    weights: Floats


@dataclass(frozen=True, slots=True)
class Certificate:
    """Dual values that prove how far one goal can go, given what earlier goals must reach.

    ``rows`` has a dual value for each row of the model, ``floors`` one for each earlier goal.
    """

    rows: Floats
    floors: Floats


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best value of each goal, the last solution (one value a column), and the proofs."""

    values: tuple[float, ...]
    solution: Floats
    certificates: tuple[Certificate, ...]


class OrderedSolver:
    """Maximises the goals of a model one after another, in one HiGHS that keeps its last basis.

    Raises ``RuntimeError`` where HiGHS does not end with an optimum.
    """

    def __init__(self, model: LinearModel, goals: Sequence[Goal]) -> None:
        self._model = model
        self._goals = goals
        self._solver = load(model)
        self._floors = _add_floor_rows(self._solver, model, goals)

    def solve(self, report: Callable[[float], None] = lambda _fraction: None) -> Relaxed:
        """Maximise each goal without giving up what those before it reached.

        ``report`` gets the fraction of the goals done.
        """
        values: list[float] = []
        certificates: list[Certificate] = []
        solution = np.zeros(self._model.columns)
        for position, goal in enumerate(self._goals):
            solution, certificate = self._maximise(position)
            certificates.append(certificate)
            values.append(float(goal.weights @ solution))
            self._keep(position, values[-1])
            self._solver.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
            report((position + 1) / len(self._goals))
        return Relaxed(tuple(values), solution, tuple(certificates))

    def certificate(self, reached: Sequence[float]) -> Certificate:
        """Return the proof of how far the next goal can go for what reaches the goals before.

        Sharper than the certificate of :meth:`solve` where a plan reaches less than the model.
        """
        position = len(reached)
        for earlier in range(len(self._goals)):
            self._keep(earlier, reached[earlier] if earlier < position else -INFINITY)
        return self._maximise(position)[1]

    def _maximise(self, position: int) -> tuple[Floats, Certificate]:
        columns, rows = self._model.columns, self._model.rows
        if not columns:
            return np.zeros(0), Certificate(np.zeros(rows), np.zeros(position))
        every_column = np.arange(columns, dtype=np.int32)
        self._solver.changeColsCost(columns, every_column, self._goals[position].weights)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"no optimum: {self._solver.modelStatusToString(status)}")
        solved = self._solver.getSolution()
        dual = np.array(solved.row_dual)
        proof = Certificate(dual[:rows], dual[self._floors[:position]])
        return np.array(solved.col_value), proof

    def _keep(self, position: int, value: float) -> None:
        least = value - 1e-6 * max(1.0, abs(value)) if value > -INFINITY else -highspy.kHighsInf
        self._solver.changeRowBounds(int(self._floors[position]), least, highspy.kHighsInf)


def proven_bound(
    model: LinearModel,
    matrix: sparse.csc_matrix,
    goals: Sequence[Goal],
    certificate: Certificate,
    reached: Sequence[float],
) -> float:
    """Return what the next goal after ``reached`` cannot surpass, from the dual values alone.

    By weak duality any multipliers give a bound: the rows' multipliers times their bounds, plus
    the columns' remaining worth at their better end. ``reached`` has the value of each earlier
    goal that a plan must at least have. Signs that would make a bound infinite are cut to zero.
    """
    upper, row_lower, row_upper = model.bounds()
    dual = certificate.rows.copy()
    dual[(dual > 0) & np.isinf(row_upper)] = 0.0
    dual[(dual < 0) & np.isinf(row_lower)] = 0.0
    at_bound = np.where(dual > 0, row_upper, np.where(dual < 0, row_lower, 0.0))
    floors = np.minimum(certificate.floors, 0.0)
    goal = goals[len(reached)]
    worth = goal.weights - matrix.T @ dual
    for multiplier, earlier in zip(floors, goals, strict=False):
        worth = worth - multiplier * earlier.weights
    bound = float(at_bound @ dual + np.maximum(worth, 0.0) @ upper)
    return bound + float(floors @ np.asarray(reached, dtype=np.float64))


def load(model: LinearModel) -> highspy.Highs:
    """Return a quiet HiGHS on one thread that holds a model, without a goal yet."""
    upper, row_lower, row_upper = model.bounds()
    matrix = model.matrix()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.columns, model.rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.zeros(model.columns)
    lp.col_lower_ = np.zeros(model.columns)
    lp.col_upper_ = upper
    lp.row_lower_, lp.row_upper_ = row_lower, row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = matrix.indptr
    lp.a_matrix_.index_ = matrix.indices
    lp.a_matrix_.value_ = matrix.data
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    highspy.Highs.resetGlobalScheduler(True)  # another user of HiGHS may have set other threads
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver


def _add_floor_rows(solver: highspy.Highs, model: LinearModel, goals: Sequence[Goal]) -> Integers:
    """Add a row for each goal but the last, free until the goal has been reached."""
    for goal in goals:
        used = np.flatnonzero(goal.weights).astype(np.int32)
        solver.addRow(-highspy.kHighsInf, highspy.kHighsInf, len(used), used, goal.weights[used])
    return np.arange(model.rows, model.rows + len(goals), dtype=np.int64)
