"""What if: changes of rules, means and organisation, and what they would change for whom."""

from thuctien.engine.scenarios.apply import apply_changes
from thuctien.engine.scenarios.changes import Change, day_to_look
from thuctien.engine.scenarios.clashes import ScenarioError
from thuctien.engine.scenarios.compare import compare
from thuctien.engine.scenarios.differences import Differences, Figure, Total
from thuctien.engine.scenarios.following import following_plan
from thuctien.engine.scenarios.outcome import Outcome, PlanFrames, outcome_of
from thuctien.engine.scenarios.stored import UnreadableChangeError, from_json, to_json

__all__ = [
    "Change",
    "Differences",
    "Figure",
    "Outcome",
    "PlanFrames",
    "ScenarioError",
    "Total",
    "UnreadableChangeError",
    "apply_changes",
    "compare",
    "day_to_look",
    "following_plan",
    "from_json",
    "outcome_of",
    "to_json",
]
