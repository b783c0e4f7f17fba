"""Comments of the agencies on a draft plan, and the answers to them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.notices.services import tell
from thuctien.people.models import Person
from thuctien.sending.models import PlanComment, PlannedClass, Stage, StepState, UnitTask
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.selectors.agencies import officers_of
from thuctien.sending.services.rounds.telling import page_of_agency


@transaction.atomic
def comment_plan(
    task: UnitTask,
    *,
    text: str,
    planned_class: PlannedClass | None = None,
    person: Person | None = None,
    acting_user: ActingUser,
) -> PlanComment:
    """Say something of the draft plan for the agency of a task: of a class, a person, or of it all.

    Raises ``PermissionDenied`` where agency or person is out of reach, or :class:`RoundError`
    where no comments are asked for, nothing is said, or class or person are of elsewhere.
    """
    require(acting_user, Action.ANSWER_ROUND, task)
    step = task.step
    if step.stage != Stage.COMMENTS or step.state != StepState.OPEN:
        raise RoundError("comments_closed")
    if not text.strip():
        raise RoundError("comment_empty")
    if planned_class is not None and planned_class.plan_id != step.round.plan_id:
        raise RoundError("no_plan")
    if person is not None:
        require(acting_user, Action.READ_PEOPLE, person)
    comment = PlanComment.objects.create(
        round=step.round,
        unit=task.unit,
        planned_class=planned_class,
        person=person,
        text=text.strip(),
        written_at=timezone.now(),
        written_by=acting_user.user,
    )
    record_created(comment, acting_user=acting_user, action="sending.comment.write")
    return comment


@transaction.atomic
def answer_comment(comment: PlanComment, *, answer: str, acting_user: ActingUser) -> PlanComment:
    """Answer a comment, once; the agency is told.

    Raises ``PermissionDenied``, or :class:`RoundError` without a text or for an answered one.
    """
    require(acting_user, Action.MAKE_ROUND)
    if not answer.strip():
        raise RoundError("comment_empty")
    rows = PlanComment.objects.select_for_update(of=("self",)).select_related("round", "unit")
    answered = unscoped(rows, reason="the province answers every agency").get(pk=comment.pk)
    if answered.answered_at is not None:
        raise RoundError("comment_answered")
    old = snapshot(answered)
    answered.answer = answer.strip()
    answered.answered_at, answered.answered_by = timezone.now(), acting_user.user
    answered.save()
    record_changed(old, answered, acting_user=acting_user, action="sending.comment.answer")
    figures = {"round": str(answered.round), "unit": answered.unit.name}
    tell(
        officers_of([answered.unit_id])[answered.unit_id],
        "round.comment_answered",
        figures,
        link=page_of_agency(answered.round, answered.unit_id),
        acting_user=acting_user,
    )
    return answered
