"""Needs: requirements in force minus what people hold, and needs that somebody stated."""

from thuctien.engine.needs.compute import assess_people, compute_needs
from thuctien.engine.needs.result import COVERAGE_SCHEMA, NEEDS_SCHEMA, Force, Gap, Needs
from thuctien.engine.needs.wording import SharedCodesError, gap_text

__all__ = [
    "COVERAGE_SCHEMA",
    "NEEDS_SCHEMA",
    "Force",
    "Gap",
    "Needs",
    "SharedCodesError",
    "assess_people",
    "compute_needs",
    "gap_text",
]
