from thuctien.sending.models.comments import PlanComment, PlanRuling
from thuctien.sending.models.decisions import Decision, DecisionEntry, DecisionText, Purpose
from thuctien.sending.models.nominations import Nomination, NominationEvent
from thuctien.sending.models.offers import Allotment, AllotmentTransfer, OfferedClass
from thuctien.sending.models.plan import Answer, Plan, PlannedClass, Tier, Turn
from thuctien.sending.models.quota import Quota
from thuctien.sending.models.rounds import Round, RoundStep, UnitTask
from thuctien.sending.models.states import (
    NominationState,
    OfferState,
    ReplyVerdict,
    Ruling,
    Stage,
    StepState,
    Verdict,
)
from thuctien.sending.models.summaries import AwayWeek, PlanMonth, PlanUnit
from thuctien.sending.models.surveys import SurveyLine, SurveyReply

__all__ = [
    "Allotment",
    "AllotmentTransfer",
    "Answer",
    "AwayWeek",
    "Decision",
    "DecisionEntry",
    "DecisionText",
    "Nomination",
    "NominationEvent",
    "NominationState",
    "OfferState",
    "OfferedClass",
    "Plan",
    "PlanComment",
    "PlanMonth",
    "PlanRuling",
    "PlanUnit",
    "PlannedClass",
    "Purpose",
    "Quota",
    "ReplyVerdict",
    "Round",
    "RoundStep",
    "Ruling",
    "Stage",
    "StepState",
    "SurveyLine",
    "SurveyReply",
    "Tier",
    "Turn",
    "UnitTask",
    "Verdict",
]
