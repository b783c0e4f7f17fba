from thuctien.sending.models.nominations import Nomination
from thuctien.sending.models.offers import Allotment, AllotmentTransfer, OfferedClass
from thuctien.sending.models.plan import Answer, Plan, PlannedClass, Tier, Turn
from thuctien.sending.models.quota import Quota
from thuctien.sending.models.rounds import Round, RoundStep, UnitTask
from thuctien.sending.models.states import (
    NominationState,
    OfferState,
    Stage,
    StepState,
    Verdict,
)
from thuctien.sending.models.summaries import AwayWeek, PlanMonth, PlanUnit

__all__ = [
    "Allotment",
    "AllotmentTransfer",
    "Answer",
    "AwayWeek",
    "Nomination",
    "NominationState",
    "OfferState",
    "OfferedClass",
    "Plan",
    "PlanMonth",
    "PlanUnit",
    "PlannedClass",
    "Quota",
    "Round",
    "RoundStep",
    "Stage",
    "StepState",
    "Tier",
    "Turn",
    "UnitTask",
    "Verdict",
]
