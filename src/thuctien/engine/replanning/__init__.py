"""Replanning: the approved plan after something happened, at several prices of change."""

from thuctien.engine.replanning.causes import Cause, ChangeKind, cause_text
from thuctien.engine.replanning.completing import complete_plan
from thuctien.engine.replanning.events import TOLD_SCHEMA, Events, MovedClass, province_after
from thuctien.engine.replanning.faults import Fault, FaultCode, ReplanError
from thuctien.engine.replanning.price import FREE, ONLY_FORCED, PRICES, Price
from thuctien.engine.replanning.replan import replan
from thuctien.engine.replanning.result import TOUCHED_SCHEMA, Frontier, Point

__all__ = [
    "FREE",
    "ONLY_FORCED",
    "PRICES",
    "TOLD_SCHEMA",
    "TOUCHED_SCHEMA",
    "Cause",
    "ChangeKind",
    "Events",
    "Fault",
    "FaultCode",
    "Frontier",
    "MovedClass",
    "Point",
    "Price",
    "ReplanError",
    "cause_text",
    "complete_plan",
    "province_after",
    "replan",
]
