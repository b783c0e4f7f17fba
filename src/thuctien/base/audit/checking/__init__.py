"""Checks the trail; shares no code with what writes it."""

from thuctien.base.audit.checking.anchors import Anchor, keep_anchor, kept_anchors
from thuctien.base.audit.checking.chain import Report, check_trail
from thuctien.base.audit.checking.faults import Fault, FaultCode

__all__ = [
    "Anchor",
    "Fault",
    "FaultCode",
    "Report",
    "check_trail",
    "keep_anchor",
    "kept_anchors",
]
