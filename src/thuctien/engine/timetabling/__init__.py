"""Timetables: when, where and by whom every session of a plan is held.

A :class:`Problem` in, a :class:`Timetable` out. The checker (``check.py``) recomputes every hard
rule from the tables of the province and shares no code with the solver.
"""

from thuctien.engine.timetabling.build import build_problem
from thuctien.engine.timetabling.problem import Problem, ProblemError
from thuctien.engine.timetabling.result import SESSIONS_SCHEMA, UNPLACED_SCHEMA, Timetable
from thuctien.engine.timetabling.solve import solve

__all__ = [
    "SESSIONS_SCHEMA",
    "UNPLACED_SCHEMA",
    "Problem",
    "ProblemError",
    "Timetable",
    "build_problem",
    "solve",
]
