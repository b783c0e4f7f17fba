"""The kinds of documents that the program itself writes."""

from __future__ import annotations

from enum import StrEnum


class KindId(StrEnum):
    """Codes of kinds that every installation has; an office may add others."""

    DECISION = "decision"
    LETTER = "letter"
    NOTICE = "notice"
    CALL_UP_LIST = "call_up_list"
    SUBMISSION = "submission"
    PLAN = "plan"
    REPORT = "report"
    MINUTES = "minutes"
