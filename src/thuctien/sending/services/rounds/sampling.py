"""The rounds of the demo: one in its survey, with some answers, and a course in between, closed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.base.policy import Role
from thuctien.catalogue.models import Programme
from thuctien.sending.models import Round, Stage, SurveyLine, UnitTask
from thuctien.sending.models.states import ReplyVerdict
from thuctien.sending.selectors.agencies import holders_over_province, officers_of
from thuctien.sending.services.rounds.creating import (
    AD_HOC,
    StepPlan,
    create_round,
    proposed_steps,
)
from thuctien.sending.services.rounds.steps import finish_step, open_step
from thuctien.sending.services.rounds.surveying import answer_each
from thuctien.sending.services.rounds.tasks import finish_task

ANSWERED = 3
"""So many agencies of the sample have answered; the others are still asked."""
REASONS = ("Sắp nghỉ hưu", "Chuyển sang vị trí khác", "Đang học chương trình khác")
_REASON = "sample answers, by the installation itself"


@transaction.atomic
def ensure_sample_rounds(*, year: int, acting_user: ActingUser) -> int:
    """Make the sample rounds where there is no round; return how many were made.

    Nothing is made without programmes. Raises ``PermissionDenied``.
    """
    if Round.objects.exists() or not Programme.objects.exists():
        return 0
    _survey(year, acting_user)
    _closed(year, acting_user)
    return 2


def _survey(year: int, acting_user: ActingUser) -> None:
    """Set up a round on political theory that is half-way through its survey."""
    found = create_round(
        name="Lý luận chính trị",
        year=year,
        programmes=_programmes("political_theory"),
        steps=_owned(timezone.localdate() - timedelta(days=14), tuple(Stage)),
        acting_user=acting_user,
    )
    step = open_step(found.steps.get(stage=Stage.SURVEY), acting_user=acting_user)
    tasks = list(step.unit_tasks.select_related("unit", "step").order_by("unit__name_order", "pk"))
    officers = officers_of(task.unit_id for task in tasks)
    quiet = [task for task in tasks if not officers[task.unit_id]]
    for number, task in enumerate(quiet[:ANSWERED]):
        _answer(task, everything=number < ANSWERED - 1, acting_user=acting_user)


def _answer(task: UnitTask, *, everything: bool, acting_user: ActingUser) -> None:
    """Answer for an agency: every seventh line is refused; half of them where not everything."""
    rows = SurveyLine.objects.filter(round=task.step.round_id, unit=task.unit_id).order_by("pk")
    keys = list(unscoped(rows, reason=_REASON).values_list("pk", flat=True))
    chosen = keys if everything else keys[: len(keys) // 2]
    answers = {
        key: (ReplyVerdict.REFUSED, REASONS[number % len(REASONS)])
        if number % 7 == 3
        else (ReplyVerdict.CONFIRMED, "")
        for number, key in enumerate(chosen)
    }
    if answers:
        answer_each(answers, acting_user=acting_user)
    if everything:
        finish_task(task, acting_user=acting_user)


def _closed(year: int, acting_user: ActingUser) -> None:
    """Set up a course in between of last autumn, and go through its steps to the end."""
    found = create_round(
        name="Kỹ năng số cho cán bộ cấp xã",
        year=year - 1,
        programmes=_programmes("job_position"),
        steps=_owned(timezone.localdate() - timedelta(days=120), AD_HOC),
        is_ad_hoc=True,
        acting_user=acting_user,
    )
    for step in found.steps.order_by("position"):
        opened = open_step(step, acting_user=acting_user)
        for task in opened.unit_tasks.select_related("step"):
            finish_task(task, acting_user=acting_user)
        finish_step(opened, acting_user=acting_user)


def _programmes(kind: str) -> list[Programme]:
    """Return the programmes of a kind; the first of all where there is none of it."""
    return list(Programme.objects.filter(kind=kind)) or list(Programme.objects.all()[:1])


def _owned(first_day: date, stages: tuple[Stage, ...]) -> list[StepPlan]:
    """Return the usual calendar, owned by the sample officer; what is late goes to the approver."""
    return [
        StepPlan(
            stage=step.stage,
            starts_on=step.starts_on,
            due_on=step.due_on,
            owner=_first(Role.PROVINCE_OFFICER),
            escalates_to=_first(Role.APPROVER),
        )
        for step in proposed_steps(first_day, stages)
    ]


def _first(role: Role) -> User | None:
    return next(iter(holders_over_province(role)), None)
