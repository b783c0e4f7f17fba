"""Planning a year: which classes are opened, who is sent to each, the proof and the reasons."""

from thuctien.engine.planning.check import Rule, Violation, check_plan, count_met
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.reasons import Reason, answer_texts
from thuctien.engine.planning.result import (
    ANSWERS_SCHEMA,
    CLASSES_SCHEMA,
    TURNS_SCHEMA,
    Outcome,
    Plan,
    Tier,
)

__all__ = [
    "ANSWERS_SCHEMA",
    "CLASSES_SCHEMA",
    "TURNS_SCHEMA",
    "Outcome",
    "Plan",
    "Reason",
    "Rule",
    "Tier",
    "Violation",
    "answer_texts",
    "check_plan",
    "count_met",
    "make_plan",
]
