"""What one agency has to do in a step: done, given more time, or ruled on by the province."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, present, record, record_changed, snapshot
from thuctien.notices.services import tell
from thuctien.sending.models import (
    Nomination,
    NominationState,
    Stage,
    StepState,
    SurveyLine,
    SurveyReply,
    UnitTask,
)
from thuctien.sending.models.states import ReplyVerdict, Ruling
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.selectors.agencies import officers_of
from thuctien.sending.services.rounds.telling import (
    both,
    page_of_agency,
    stage_words,
    tell_agencies,
)


@transaction.atomic
def finish_task(task: UnitTask, *, note: str = "", acting_user: ActingUser) -> UnitTask:
    """Say for an agency that its part of a step is done; nothing where it was done before.

    A survey is done once every line of the agency is answered, nominating once no draft is left,
    joining once it is known of everybody. Raises ``PermissionDenied``, or :class:`RoundError` where
    the step is not open or something is left.
    """
    require(acting_user, Action.ANSWER_ROUND, task)
    done = _locked(task)
    if done.step.state != StepState.OPEN:
        raise RoundError("step_not_open", stage=stage_words(done.step.stage))
    if check := _CHECKS.get(Stage(done.step.stage)):
        check(done)
    if done.done_at is not None:
        return done
    old = snapshot(done)
    done.done_at, done.done_by, done.note = timezone.now(), acting_user.user, note.strip()
    done.save()
    record_changed(old, done, acting_user=acting_user, action="sending.task.finish")
    return done


@transaction.atomic
def extend_deadline(
    task: UnitTask, *, due_on: date, reason: str, acting_user: ActingUser
) -> UnitTask:
    """Give one agency more time; it is told, and reminded anew.

    Raises ``PermissionDenied``, or :class:`RoundError` without a reason or a later day.
    """
    require(acting_user, Action.MAKE_ROUND)
    if not reason.strip():
        raise RoundError("say_why")
    longer = _locked(task)
    if due_on <= longer.due_on:
        raise RoundError("deadline_not_later", due_on=longer.due_on)
    old = snapshot(longer)
    longer.due_on, longer.note = due_on, reason.strip()
    longer.reminded_on = longer.escalated_on = None
    longer.save()
    action = "sending.task.extend"
    record_changed(old, longer, acting_user=acting_user, action=action, reason=reason.strip())
    more = {"reason": reason.strip()}
    tell_agencies([longer], "round.extended", acting_user=acting_user, more=more)
    return longer


@transaction.atomic
def rule_refusal(
    reply: SurveyReply, ruling: Ruling, *, reason: str, acting_user: ActingUser
) -> SurveyReply:
    """Accept or overrule that an agency refused something mandatory; the agency is told.

    Only an accepted refusal keeps somebody out of the plan. Raises ``PermissionDenied``, or
    :class:`RoundError` without a reason or where there is nothing to rule.
    """
    require(acting_user, Action.MAKE_ROUND)
    if not reason.strip():
        raise RoundError("say_why")
    rows = SurveyReply.objects.select_for_update(of=("self",)).select_related(
        "line__round", "line__unit", "line__person", "refusal"
    )
    ruled = unscoped(rows, reason="the province rules over every agency").get(pk=reply.pk)
    refusal = ruled.refusal
    if ruled.verdict != ReplyVerdict.REFUSED or not ruled.line.is_mandatory or refusal is None:
        raise RoundError("nothing_to_rule")
    old, old_refusal = snapshot(ruled), snapshot(refusal)
    ruled.ruling, ruled.ruling_reason = ruling, reason.strip()
    ruled.ruled_at, ruled.ruled_by = timezone.now(), acting_user.user
    ruled.save()
    refusal.accepted = ruling == Ruling.ACCEPTED
    refusal.save(update_fields=["accepted"])
    record(
        "sending.survey.rule",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(ruled.line.round_id),
        reason=reason.strip(),
        changes=present([changed(old, ruled), changed(old_refusal, refusal)]),
    )
    _tell_of_ruling(ruled, acting_user=acting_user)
    return ruled


def _tell_of_ruling(reply: SurveyReply, *, acting_user: ActingUser) -> None:
    line = reply.line
    figures = {
        "round": str(line.round),
        "unit": line.unit.name,
        "name": line.person.full_name,
        "ruling": both(Ruling(reply.ruling).label),
        "reason": reply.ruling_reason,
    }
    officers = officers_of([line.unit_id])[line.unit_id]
    link = page_of_agency(line.round, line.unit_id)
    tell(officers, "round.ruling", figures, link=link, acting_user=acting_user)


def _locked(task: UnitTask) -> UnitTask:
    rows = UnitTask.objects.select_for_update(of=("self",))
    return rows.select_related("step__round", "unit").get(pk=task.pk)


def _check_answered(task: UnitTask) -> None:
    lines = SurveyLine.objects.filter(round=task.step.round_id, unit=task.unit_id)
    mine = unscoped(lines, reason="of the agency whose task was asked for")
    if left := mine.filter(reply=None).count():
        raise RoundError("lines_open", open=left, all=mine.count())


def _check_drafts(task: UnitTask) -> None:
    if left := _nominations(task, NominationState.DRAFT):
        raise RoundError("drafts_open", open=left)


def _check_joined(task: UnitTask) -> None:
    if left := _nominations(task, NominationState.DECIDED):
        raise RoundError("joining_open", open=left)


def _nominations(task: UnitTask, state: NominationState) -> int:
    rows = Nomination.objects.filter(
        offered_class__round=task.step.round_id,
        unit__path__startswith=task.unit.path,
        state=state,
    )
    return unscoped(rows, reason="of the agency whose task was asked for").count()


_CHECKS: Mapping[Stage, Callable[[UnitTask], None]] = {
    Stage.SURVEY: _check_answered,
    Stage.NOMINATION: _check_drafts,
    Stage.JOINING: _check_joined,
}
