"""A round of the agency at each place: open to answers, with a refusal and a comment."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.access.province import PLACES, unit_of
from thuctien.base.models import User
from thuctien.catalogue.models import Programme
from thuctien.sending.models import (
    Plan,
    PlanComment,
    Round,
    RoundStep,
    Stage,
    StepState,
    SurveyLine,
    SurveyReply,
    UnitTask,
)
from thuctien.sending.models.states import ReplyVerdict

FIRST, LAST = date(2026, 12, 1), date(2099, 12, 31)


def round_of(colleague: User, place: str, person: str) -> dict[str, object]:
    """Return what the addresses of rounds name, for the agency of a colleague."""
    found = Round.objects.create(
        name=place, year=2027, plan=Plan.objects.get(), created_at=timezone.now()
    )
    found.programmes.set(Programme.objects.filter(pk="CT"))
    steps = {stage: _step(found, stage) for stage in (Stage.SURVEY, Stage.COMMENTS)}
    for other in PLACES:
        for step in steps.values():
            UnitTask.objects.create(step=step, unit_id=unit_of(other), due_on=LAST)
    line = SurveyLine.objects.create(
        round=found,
        unit_id=unit_of(place),
        person_id=person,
        qualification_id="Q",
        programme_id="CT",
        is_mandatory=True,
        force="due",
    )
    reply = SurveyReply.objects.create(
        line=line,
        verdict=ReplyVerdict.REFUSED,
        reason="bận",
        answered_at=timezone.now(),
        answered_by=colleague,
    )
    comment = PlanComment.objects.create(
        round=found,
        unit_id=unit_of(place),
        person_id=person,
        text="góp ý",
        written_at=timezone.now(),
        written_by=colleague,
    )
    return {
        "round_id": found.pk,
        "stage": Stage.SURVEY,
        "line_id": line.pk,
        "reply_id": reply.pk,
        "comment_id": comment.pk,
    }


def _step(found: Round, stage: Stage) -> RoundStep:
    return RoundStep.objects.create(
        round=found,
        stage=stage,
        position=1,
        starts_on=FIRST,
        due_on=LAST,
        state=StepState.OPEN,
    )
