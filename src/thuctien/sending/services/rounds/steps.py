"""Steps of a round: opened, ended, opened again, moved to other days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.base.policy import Role
from thuctien.sending.models import (
    Nomination,
    Round,
    RoundStep,
    Stage,
    StepState,
    UnitTask,
)
from thuctien.sending.models.states import AGENCY_STAGES
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.selectors.agencies import find_agencies, holders_over_province
from thuctien.sending.selectors.rounds import DECIDED_ON
from thuctien.sending.services.rounds.asking import ask_survey
from thuctien.sending.services.rounds.checks import check_end, check_reopening
from thuctien.sending.services.rounds.creating import StepPlan
from thuctien.sending.services.rounds.telling import stage_words, tell_agencies, tell_people


@transaction.atomic
def open_step(step: RoundStep, *, acting_user: ActingUser) -> RoundStep:
    """Open a step: its agencies get their tasks and are told; a survey gets its lines.

    Raises ``PermissionDenied``, or :class:`RoundError` where the step before has not ended or this
    one is open already.
    """
    require(acting_user, Action.MAKE_ROUND)
    opened = locked(step)
    if opened.state != StepState.WAITING:
        raise RoundError("step_not_waiting", stage=stage_words(opened.stage))
    before = opened.round.steps.filter(position__lt=opened.position).exclude(state=StepState.DONE)
    if unfinished := before.order_by("position").first():
        raise RoundError(
            "step_before_open",
            stage=stage_words(opened.stage),
            before=stage_words(unfinished.stage),
        )
    old = snapshot(opened)
    opened.state, opened.opened_at, opened.done_at = StepState.OPEN, timezone.now(), None
    opened.save()
    asked = ask_survey(opened.round) if opened.stage == Stage.SURVEY else 0
    tasks, changes = _give_tasks(opened)
    _record(
        "sending.step.open",
        opened,
        [changed(old, opened), *changes],
        acting_user=acting_user,
        after={"agencies": len(tasks), "survey_lines": asked},
    )
    tell_agencies(tasks, "round.open", acting_user=acting_user)
    if opened.stage == Stage.APPROVAL:
        approvers = holders_over_province(Role.APPROVER)
        tell_people(approvers, opened, "round.plan_waits", acting_user=acting_user)
    return opened


@transaction.atomic
def finish_step(
    step: RoundStep, *, despite_open: bool = False, acting_user: ActingUser
) -> RoundStep:
    """End an open step; the last one closes the round.

    ``despite_open`` ends it although agencies are not done, or refusals wait for a ruling: what is
    unanswered stays so. Raises ``PermissionDenied``, or :class:`RoundError` where something of the
    step is missing. Approval ends by a ruling of the approver, quotas by being issued.
    """
    require(acting_user, Action.MAKE_ROUND)
    ended = locked(step)
    if ended.state != StepState.OPEN:
        raise RoundError("step_not_open", stage=stage_words(ended.stage))
    check_end(ended, despite_open=despite_open)
    return end(ended, acting_user=acting_user)


def end(
    ended: RoundStep, *, acting_user: ActingUser, changes: Iterable[Change | None] = ()
) -> RoundStep:
    """Write that a locked step has ended; who calls it asked the policy and the step's rules."""
    old = snapshot(ended)
    ended.state, ended.done_at = StepState.DONE, timezone.now()
    ended.save()
    _record("sending.step.finish", ended, [changed(old, ended), *changes], acting_user=acting_user)
    if not ended.round.steps.exclude(state=StepState.DONE).exists():
        _close(ended.round, acting_user=acting_user)
    return ended


@transaction.atomic
def reopen_step(
    step: RoundStep, *, reason: str, due_on: date | None = None, acting_user: ActingUser
) -> RoundStep:
    """Open a step again that has ended; every step after it begins anew, and its agencies know.

    What was answered is kept, but agencies hand it in again. ``due_on`` is the new deadline. Raises
    ``PermissionDenied``, or :class:`RoundError` without a reason, for a step that has not ended,
    and for all up to the approval once the plan is approved.
    """
    require(acting_user, Action.MAKE_ROUND)
    opened = locked(step)
    return reopen(opened, reason=reason, due_on=due_on, acting_user=acting_user)


def reopen(
    opened: RoundStep, *, reason: str, due_on: date | None = None, acting_user: ActingUser
) -> RoundStep:
    """Open a locked step again; who calls it asked the policy. See :func:`reopen_step`."""
    check_reopening(opened, reason)
    later = list(
        opened.round.steps.filter(position__gt=opened.position).exclude(state=StepState.WAITING)
    )
    changes: list[Change | None] = [*_set_back(opened, later)]
    old = snapshot(opened)
    opened.state, opened.done_at, opened.reopened_reason = StepState.OPEN, None, reason.strip()
    opened.opened_at = timezone.now()
    opened.reminded_on = opened.escalated_on = None
    if due_on is not None:
        if due_on < opened.starts_on:
            raise RoundError("days_not_in_order", stage=stage_words(opened.stage))
        opened.due_on = due_on
    opened.save()
    if due_on is not None:
        changes += _move_tasks(opened, old_due=None)
    changes.append(changed(old, opened))
    _record("sending.step.reopen", opened, changes, acting_user=acting_user, reason=reason.strip())
    _tell_of_reopening(opened, later, acting_user=acting_user)
    return opened


@transaction.atomic
def change_step(
    step: RoundStep, plan: StepPlan, *, reason: str, acting_user: ActingUser
) -> RoundStep:
    """Give a step other days, owners or reminders; the deadlines of agencies move along.

    Those of agencies that were given another one stay; the stage of ``plan`` is of no account.

    Raises ``PermissionDenied``, or :class:`RoundError` without a reason or where it would end
    before it starts.
    """
    require(acting_user, Action.MAKE_ROUND)
    if not reason.strip():
        raise RoundError("say_why")
    moved = locked(step)
    if plan.due_on < plan.starts_on:
        raise RoundError("days_not_in_order", stage=stage_words(moved.stage))
    old, old_due = snapshot(moved), moved.due_on
    moved.starts_on, moved.due_on = plan.starts_on, plan.due_on
    moved.owner, moved.escalates_to = plan.owner, plan.escalates_to
    moved.remind_days, moved.escalate_days = plan.remind_days, plan.escalate_days
    if moved.due_on != old_due:
        moved.reminded_on = moved.escalated_on = None
    moved.save()
    changes = [changed(old, moved), *_move_tasks(moved, old_due=old_due)]
    _record("sending.step.change", moved, changes, acting_user=acting_user, reason=reason.strip())
    return moved


def locked(step: RoundStep) -> RoundStep:
    """Return a step as it is now, with its round locked: who moves a round waits for the other.

    Raises :class:`RoundError` where the round is closed.
    """
    Round.objects.select_for_update().get(pk=step.round_id)
    found = RoundStep.objects.select_related("round__plan", "owner", "escalates_to").get(pk=step.pk)
    if found.round.closed_at is not None:
        raise RoundError("round_closed")
    return found


def open_step_of(round_: Round, stage: Stage) -> RoundStep | None:
    """Return the open step of a stage of a round, locked as by :func:`locked`; None without."""
    step = round_.steps.filter(stage=stage, state=StepState.OPEN).first()
    return locked(step) if step is not None else None


def _give_tasks(step: RoundStep) -> tuple[list[UnitTask], list[Change]]:
    """Give the agencies of a step their tasks; those that had one keep it."""
    if step.stage not in AGENCY_STAGES:
        return [], []
    known = set(step.unit_tasks.values_list("unit", flat=True))
    new = [
        UnitTask(step=step, unit_id=unit, due_on=step.due_on)
        for unit in sorted(_agencies_of(step) - known)
    ]
    made = UnitTask.objects.bulk_create(new, batch_size=500)
    tasks = step.unit_tasks.filter(done_at=None).select_related("step__round", "unit")
    return list(tasks.order_by("unit__name_order", "pk")), [created(task) for task in made]


def _agencies_of(step: RoundStep) -> set[str]:
    """Return the units that have something to do in a step.

    Nominating: who has a quota, or everybody where none was issued. Joining: whose people were
    decided on. Else every agency with people.
    """
    if step.stage == Stage.JOINING:
        rows = Nomination.objects.filter(offered_class__round=step.round_id, state__in=DECIDED_ON)
        decided = unscoped(rows, reason="units only, of a round that is moved on")
        return set(decided.values_list("unit_id", flat=True))
    if step.stage == Stage.NOMINATION:
        quotas = step.round.allotments.filter(issued_at__isnull=False)
        given = set(quotas.filter(seats__gt=0).values_list("unit", flat=True))
        return given or set(find_agencies().people)
    return set(find_agencies().people)


def _set_back(reopened: RoundStep, later: list[RoundStep]) -> list[Change]:
    """Set later steps back to before they began, and the tasks of all to before they were done."""
    changes: list[Change | None] = []
    for step in later:
        old = snapshot(step)
        step.state = StepState.WAITING
        step.done_at = step.opened_at = step.reminded_on = step.escalated_on = None
        step.save()
        changes.append(changed(old, step))
    touched = UnitTask.objects.filter(step__in=[reopened, *later]).exclude(
        done_at=None, reminded_on=None, escalated_on=None
    )
    for task in touched:
        old = snapshot(task)
        task.done_at = task.done_by = task.reminded_on = task.escalated_on = None
        task.save()
        changes.append(changed(old, task))
    return present(changes)


def _move_tasks(step: RoundStep, *, old_due: date | None) -> list[Change]:
    """Give the tasks of a step its new deadline: those due on ``old_due``, or all of them."""
    tasks = step.unit_tasks.exclude(due_on=step.due_on)
    changes = []
    for task in tasks if old_due is None else tasks.filter(due_on=old_due):
        old = snapshot(task)
        task.due_on, task.reminded_on, task.escalated_on = step.due_on, None, None
        task.save()
        changes.append(changed(old, task))
    return present(changes)


def _tell_of_reopening(step: RoundStep, later: list[RoundStep], *, acting_user: ActingUser) -> None:
    more = {"reason": step.reopened_reason}
    tasks = step.unit_tasks.select_related("step__round", "unit").order_by("pk")
    tell_agencies(tasks, "round.reopened", acting_user=acting_user, more=more)
    owners = [row.owner for row in [step, *later]]
    tell_people(owners, step, "round.reopened", acting_user=acting_user, more=more)


def _close(round_: Round, *, acting_user: ActingUser) -> None:
    old = snapshot(round_)
    round_.closed_at = timezone.now()
    round_.save(update_fields=["closed_at"])
    record(
        "sending.round.close",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
        changes=present([changed(old, round_)]),
    )


def _record(
    action: str,
    step: RoundStep,
    changes: Iterable[Change | None],
    *,
    acting_user: ActingUser,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="sending.roundstep",
        object_key=str(step.pk),
        after={"round": step.round_id, "stage": step.stage, **(after or {})},
        reason=reason,
        changes=present(changes),
    )
