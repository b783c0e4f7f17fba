"""Take all rounds away, where another province takes the place of everything."""

from __future__ import annotations

from django.db import models

from thuctien.base.rows import delete_all
from thuctien.sending.models import (
    Allotment,
    AllotmentTransfer,
    Nomination,
    NominationEvent,
    OfferedClass,
    PlanComment,
    PlanRuling,
    Round,
    RoundStep,
    SurveyLine,
    SurveyReply,
    UnitTask,
)

_IN_ORDER: tuple[type[models.Model], ...] = (
    NominationEvent,
    Nomination,
    AllotmentTransfer,
    Allotment,
    OfferedClass,
    SurveyReply,
    SurveyLine,
    PlanComment,
    PlanRuling,
    UnitTask,
    RoundStep,
    Round.programmes.through,
    Round,
)


def remove_rounds() -> list[int]:
    """Delete every round with its survey, quotas and nominations; return the keys of the rounds.

    Part of the act of who replaces the province, which writes the trail. A decision that was
    drafted keeps its class: then the database raises ``IntegrityError`` at the end of the
    transaction, and nothing is replaced.
    """
    rounds = list(Round.objects.order_by("pk").values_list("pk", flat=True))
    if rounds:
        for model in _IN_ORDER:
            delete_all(model)
    return rounds
