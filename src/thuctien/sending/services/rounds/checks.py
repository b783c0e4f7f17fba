"""What must be there before a step ends, and what keeps it from being opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Sum
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.sending.models import Round, RoundStep, Stage, StepState, SurveyReply
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds.telling import stage_words


def check_end(step: RoundStep, *, despite_open: bool) -> None:
    """Raise :class:`RoundError` where an open step cannot end yet.

    ``despite_open`` lets agencies that are not done, and refusals without a ruling, be.
    """
    if check := _CHECKS.get(Stage(step.stage)):
        check(step, despite_open)
    if not despite_open:
        _check_agencies(step)


def _check_agencies(step: RoundStep) -> None:
    tasks = step.unit_tasks.all()
    if late := tasks.filter(done_at=None).count():
        raise RoundError("agencies_open", open=late, all=tasks.count())


def _check_survey(step: RoundStep, despite_open: bool) -> None:
    waiting = SurveyReply.objects.filter(
        line__round=step.round_id,
        line__is_mandatory=True,
        verdict=ReplyVerdict.REFUSED,
        ruling="",
    )
    count = unscoped(waiting, reason="counted for who moves the round on").count()
    if count and not despite_open:
        raise RoundError("refusals_open", open=count)


def _check_plan(step: RoundStep, _despite_open: bool) -> None:
    if step.round.plan_id is None:
        raise RoundError("no_plan")


def _check_approval(_step: RoundStep, _despite_open: bool) -> None:
    raise RoundError("needs_approver")


def _check_quotas(_step: RoundStep, _despite_open: bool) -> None:
    raise RoundError("quotas_not_issued")


_CHECKS: Mapping[Stage, Callable[[RoundStep, bool], None]] = {
    Stage.SURVEY: _check_survey,
    Stage.DRAFT_PLAN: _check_plan,
    Stage.APPROVAL: _check_approval,
    Stage.QUOTAS: _check_quotas,
}


def check_reopening(step: RoundStep, reason: str) -> None:
    """Raise :class:`RoundError` where a step cannot be opened again."""
    if not reason.strip():
        raise RoundError("say_why")
    if step.state != StepState.DONE:
        raise RoundError("step_not_done", stage=stage_words(step.stage))
    round_ = step.round
    approval = round_.steps.filter(stage=Stage.APPROVAL).first()
    if round_.approved_at is not None and approval and step.position <= approval.position:
        approved_on = timezone.localdate(round_.approved_at)
        raise RoundError("plan_approved", approved_on=approved_on)
    if step.stage == Stage.QUOTAS and _seats_taken(round_):
        raise RoundError("quotas_in_use")


def _seats_taken(round_: Round) -> int:
    return int(round_.allotments.aggregate(taken=Sum("taken", default=0))["taken"])
