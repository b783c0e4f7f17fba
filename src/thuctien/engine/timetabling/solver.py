"""How CP-SAT is run here: by effort instead of by the clock, so that answers repeat."""

from __future__ import annotations

from ortools.sat.python import cp_model


def deterministic_solver(seed: int, deterministic_seconds: float) -> cp_model.CpSolver:
    """Return a CP-SAT solver whose answer depends on model, seed and effort, not on the clock."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = deterministic_seconds
    # These models are assignments without symmetry: looking for it costs more than it saves.
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    return solver
