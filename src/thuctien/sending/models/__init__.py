from thuctien.sending.models.plan import Answer, Plan, PlannedClass, Tier, Turn
from thuctien.sending.models.quota import Quota
from thuctien.sending.models.summaries import AwayWeek, PlanMonth, PlanUnit

__all__ = [
    "Answer",
    "AwayWeek",
    "Plan",
    "PlanMonth",
    "PlanUnit",
    "PlannedClass",
    "Quota",
    "Tier",
    "Turn",
]
