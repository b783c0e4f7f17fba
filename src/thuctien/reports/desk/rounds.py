"""What waits for somebody in rounds of sending: agencies, owners of steps, the approver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, can_everywhere, visible
from thuctien.base.acting import ActingUser
from thuctien.reports.desk.items import Item, Tone
from thuctien.sending.models import RoundStep, Stage, StepState, UnitTask

MOST_TASKS = 5


def tasks(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield what the agencies of an officer have to do in rounds, the first deadline first.

    One query. Who answers for the whole province is told of late agencies instead.
    """
    if not can(acting_user, Action.ANSWER_ROUND) or can_everywhere(
        acting_user, Action.ANSWER_ROUND
    ):
        return
    rows = visible(
        UnitTask.objects.all(), acting_user=acting_user, action=Action.ANSWER_ROUND
    ).filter(done_at=None, step__state=StepState.OPEN, step__round__closed_at=None)
    first = rows.select_related("step__round", "unit").order_by("due_on", "pk")
    for task in first[:MOST_TASKS]:
        stage = Stage(task.step.stage)
        is_survey = stage is Stage.SURVEY
        page = "sending:survey" if is_survey else "sending:round_agency"
        yield Item(
            what=f"{stage.label}: {task.step.round.name}",
            detail=task.unit.name,
            url=reverse(page, args=[task.step.round_id, task.unit_id]),
            tone=Tone.OVERDUE if task.due_on < today else Tone.DUE,
            until=task.due_on,
        )


def steps(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield the open steps with late agencies, of how many, and those that the account owns.

    One query, for who moves rounds on.
    """
    if not can(acting_user, Action.MAKE_ROUND):
        return
    is_late = Q(unit_tasks__done_at=None, unit_tasks__due_on__lt=today)
    rows = (
        RoundStep.objects.filter(state=StepState.OPEN, round__closed_at=None)
        .annotate(all=Count("unit_tasks"), late=Count("unit_tasks", filter=is_late))
        .select_related("round", "owner")
    )
    for step in rows.order_by("due_on", "pk"):
        label = Stage(step.stage).label
        if step.late:
            url = reverse("sending:round_agencies", args=[step.round_id, step.stage])
            yield Item(
                what=_("Late agencies: %(step)s") % {"step": label},
                detail=step.round.name,
                url=f"{url}?which=late",
                tone=Tone.OVERDUE,
                count=step.late,
                of=step.all,
            )
        if step.owner == acting_user.principal:
            yield Item(
                what=_("Your step of a round: %(step)s") % {"step": label},
                detail=step.round.name,
                url=reverse("sending:round", args=[step.round_id]),
                tone=Tone.OVERDUE if step.due_on < today else Tone.INFO,
                until=step.due_on,
            )


def approvals(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield the plans of rounds that wait for the approver. One query."""
    if not can(acting_user, Action.APPROVE_PLAN):
        return
    waiting = RoundStep.objects.filter(
        stage=Stage.APPROVAL, state=StepState.OPEN, round__closed_at=None
    ).select_related("round")
    for step in waiting.order_by("due_on", "pk"):
        yield Item(
            what=_("A plan waits for your approval"),
            detail=step.round.name,
            url=reverse("sending:round", args=[step.round_id]),
            tone=Tone.OVERDUE if step.due_on < today else Tone.DUE,
            until=step.due_on,
        )
