"""The linear model: goals in order, and bounds from dual values alone."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from thuctien.engine.planning.linear import Goal, LinearModel, OrderedSolver, proven_bound


def two_goods(limit: float) -> tuple[LinearModel, tuple[Goal, Goal]]:
    """Two goods, at most ``limit`` of both together and 3 of each; the first is wanted first."""
    model = LinearModel()
    goods = model.add_columns([3.0, 3.0])
    model.put(model.add_rows(1, upper=limit), goods, 1.0)
    return model, (Goal("first", np.array([1.0, 0.0])), Goal("second", np.array([0.0, 1.0])))


def test_a_later_goal_never_costs_an_earlier_one() -> None:
    """Of four in all the first good gets its three, the second what is left."""
    model, goals = two_goods(4.0)
    assert OrderedSolver(model, goals).solve().values == pytest.approx((3.0, 1.0), abs=1e-4)


def test_a_bound_knows_what_the_goals_before_reached() -> None:
    """A plan with two of the first good could have two of the second; no other proof is needed."""
    model, goals = two_goods(4.0)
    solver = OrderedSolver(model, goals)
    relaxed = solver.solve()
    matrix = model.matrix()
    by_duals = proven_bound(model, matrix, goals, relaxed.certificates[1], [2.0])
    again = proven_bound(model, matrix, goals, solver.certificate([2.0]), [2.0])
    assert by_duals == pytest.approx(2.0, abs=1e-4)
    assert again == pytest.approx(2.0, abs=1e-4)


def test_a_model_without_columns_has_nothing_to_give() -> None:
    """No seat, no need: every goal reaches nought."""
    model = LinearModel()
    model.add_rows(2, upper=1.0)
    goals = (Goal("nothing", np.zeros(0)),)
    assert OrderedSolver(model, goals).solve().values == (0.0,)


def test_another_use_of_the_solver_in_the_process_does_no_harm() -> None:
    """HiGHS keeps one pool of threads for the process, and refuses another number of them."""
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    other.setOptionValue("threads", 2)
    other.addVar(0.0, 1.0)
    other.run()
    model, goals = two_goods(4.0)
    assert OrderedSolver(model, goals).solve().values == pytest.approx((3.0, 1.0), abs=1e-4)
