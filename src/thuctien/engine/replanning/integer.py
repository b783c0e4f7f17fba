"""Whole-number programs with goals one after another, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from thuctien.engine.planning.linear import Floats, Integers, LinearModel, load

WHOLE_GAP = 0.9
"""Goals count people and needs: a solution less than one from its bound is the best."""
NEARLY_BEST = 1e-4
"""Relative distance from its bound at which the last goal is left: it proves nothing."""
KEEPS_WHOLE = 0.5
"""What a later goal may take from an earlier one: nothing that counts, but room for the solver."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The best solution found, and for each goal its value and what no solution can surpass.

    A bound holds for solutions that are as good in the goals before.
    """

    solution: Floats
    values: tuple[float, ...]
    bounds: tuple[float, ...]


class OrderedInteger:
    """Maximises several goals of one model in order; ``whole`` are columns of whole numbers.

    Each search starts from the first solution found.
    """

    def __init__(self, model: LinearModel, whole: Integers, seconds_each: float) -> None:
        self._solver = load(model)
        self._columns = model.columns
        self._known: Floats | None = None
        self._rows = model.rows
        marks = np.full(len(whole), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(len(whole), whole.astype(np.int32), marks)
        self._solver.setOptionValue("mip_abs_gap", WHOLE_GAP)
        self._solver.setOptionValue("time_limit", seconds_each)

    def limit(self, column: int, upper: float) -> None:
        """Give a column a lower greatest value."""
        self._solver.changeColBounds(column, 0.0, upper)

    def solve(self, goals: Sequence[Floats]) -> Solved | None:
        """Return the best solution in the order of the goals, ``None`` where there is none."""
        values: list[float] = []
        bounds: list[float] = []
        solution = np.zeros(self._columns)
        for goal in goals:
            found = self._maximise(goal, 0.0 if goal is not goals[-1] else NEARLY_BEST)
            if found is None:
                if not values:
                    return None
                break
            solution, bound = found
            values.append(float(goal @ solution))
            bounds.append(bound)
            used = np.flatnonzero(goal).astype(np.int32)
            floor = values[-1] - KEEPS_WHOLE
            self._solver.addRow(floor, highspy.kHighsInf, len(used), used, goal[used])
        self._forget_floors()
        return Solved(solution, tuple(values), tuple(bounds))

    def _maximise(self, goal: Floats, gap: float) -> tuple[Floats, float] | None:
        self._solver.setOptionValue("mip_rel_gap", gap)
        every = np.arange(self._columns, dtype=np.int32)
        self._solver.changeColsCost(self._columns, every, goal)
        if self._known is not None:
            known = highspy.HighsSolution()
            known.col_value = self._known
            self._solver.setSolution(known)
        self._solver.run()
        info = self._solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        solution = np.array(self._solver.getSolution().col_value)
        if self._known is None:
            self._known = solution
        return solution, float(info.mip_dual_bound)

    def _forget_floors(self) -> None:
        count = self._solver.getNumRow() - self._rows
        rows = np.arange(self._rows, self._rows + count, dtype=np.int32)
        self._solver.deleteRows(count, rows)
