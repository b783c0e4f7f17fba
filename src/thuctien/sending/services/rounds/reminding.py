"""Every night: who is not done is reminded, what is late goes to who answers for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import Snapshot, changed, present, record, snapshot
from thuctien.sending.models import RoundStep, StepState, UnitTask
from thuctien.sending.services.rounds.telling import named, tell_agencies, tell_people


@transaction.atomic
def remind(*, acting_user: ActingUser, today: date | None = None) -> dict[str, int]:
    """Remind of the open steps of all rounds; return how many were reminded and escalated.

    An agency that is not done is told some days before its deadline, on that day, and once when it
    has passed; some days later it goes to the owner of the step and above. Owners are told the
    same of their steps. Nobody is told the same twice, whoever is done not at all; a day on which
    nothing ran is made up for. The task of a night calls it as the installation itself.
    """
    day = today or timezone.localdate()
    steps = list(
        RoundStep.objects.filter(state=StepState.OPEN, round__closed_at=None)
        .select_related("round", "owner", "escalates_to")
        .order_by("pk")
    )
    tasks = list(
        UnitTask.objects.filter(step__in=steps, done_at=None)
        .select_related("step__round", "step__owner", "step__escalates_to", "unit")
        .order_by("unit__name_order", "pk")
    )
    before = [snapshot(row) for row in (*steps, *tasks)]
    reminded = _remind_agencies(tasks, day, acting_user) + _remind_owners(steps, day, acting_user)
    escalated = _escalate_tasks(tasks, day, acting_user) + _escalate_steps(steps, day, acting_user)
    _write(before, steps, tasks, acting_user=acting_user)
    return {"reminded": reminded, "escalated": escalated}


def kind_of_reminder(row: RoundStep | UnitTask, today: date, remind_days: int) -> str:
    """Return which reminder is due today and was not given: soon, today, overdue, or empty."""
    told = row.reminded_on
    if today > row.due_on:
        return "" if told is not None and told > row.due_on else "overdue"
    if today == row.due_on:
        return "" if told == row.due_on else "today"
    is_near = today >= row.due_on - timedelta(days=remind_days)
    return "soon" if is_near and told is None else ""


def _remind_agencies(tasks: Iterable[UnitTask], today: date, acting_user: ActingUser) -> int:
    due: dict[str, list[UnitTask]] = defaultdict(list)
    for task in tasks:
        if kind := kind_of_reminder(task, today, task.step.remind_days):
            due[kind].append(task)
            task.reminded_on = today
    for kind, chosen in due.items():
        tell_agencies(chosen, f"round.{kind}", acting_user=acting_user)
    return sum(map(len, due.values()))


def _remind_owners(steps: Iterable[RoundStep], today: date, acting_user: ActingUser) -> int:
    count = 0
    for step in steps:
        if kind := kind_of_reminder(step, today, step.remind_days):
            step.reminded_on = today
            count += 1
            code = "round.step_late" if kind == "overdue" else "round.step_soon"
            tell_people([step.owner], step, code, acting_user=acting_user)
    return count


def _escalate_tasks(tasks: Iterable[UnitTask], today: date, acting_user: ActingUser) -> int:
    late: dict[int, list[UnitTask]] = defaultdict(list)
    for task in tasks:
        if task.escalated_on is None and _is_to_escalate(task.due_on, task.step, today):
            late[task.step_id].append(task)
            task.escalated_on = today
    for chosen in late.values():
        step = chosen[0].step
        figures = {
            "late": len(chosen),
            "all": step.unit_tasks.count(),
            "units": named(chosen),
        }
        told = [step.owner, step.escalates_to]
        tell_people(told, step, "round.late", acting_user=acting_user, more=figures)
    return sum(map(len, late.values()))


def _escalate_steps(steps: Iterable[RoundStep], today: date, acting_user: ActingUser) -> int:
    count = 0
    for step in steps:
        if step.escalated_on is None and _is_to_escalate(step.due_on, step, today):
            step.escalated_on = today
            count += 1
            tell_people([step.escalates_to], step, "round.step_late", acting_user=acting_user)
    return count


def _is_to_escalate(due_on: date, step: RoundStep, today: date) -> bool:
    return today > due_on and today >= due_on + timedelta(days=step.escalate_days)


def _write(
    before: list[Snapshot],
    steps: list[RoundStep],
    tasks: list[UnitTask],
    *,
    acting_user: ActingUser,
) -> None:
    rows: list[RoundStep | UnitTask] = [*steps, *tasks]
    found = [(changed(old, row), row) for old, row in zip(before, rows, strict=True)]
    touched = [row for change, row in found if change is not None]
    if not touched:
        return
    told = ["reminded_on", "escalated_on"]
    RoundStep.objects.bulk_update([row for row in touched if isinstance(row, RoundStep)], told)
    late = [row for row in touched if isinstance(row, UnitTask)]
    UnitTask.objects.bulk_update(late, told, batch_size=500)
    record(
        "sending.step.remind",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=", ".join(sorted({str(step.round_id) for step in steps})),
        changes=present(change for change, _row in found),
    )
