"""The plan of a round: put in as a draft, approved and then kept, or sent back with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, created, present, record, record_changed, snapshot
from thuctien.sending.models import Plan, PlanRuling, Round, RoundStep, Stage, StepState
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.services.rounds.steps import end, open_step_of, reopen
from thuctien.sending.services.rounds.telling import stage_words, tell_people


@transaction.atomic
def attach_plan(round_: Round, plan: Plan, *, acting_user: ActingUser) -> Round:
    """Put a plan of the round's year into a round as its draft.

    Raises ``PermissionDenied``, or :class:`RoundError` for a plan of another year, for a round
    whose plan is approved, and where the round has a step for the draft that is not open.
    """
    require(acting_user, Action.MAKE_ROUND)
    changing = Round.objects.select_for_update().get(pk=round_.pk)
    if changing.approved_at is not None:
        raise _kept(changing)
    if plan.year != changing.year:
        raise RoundError("plan_of_another_year", plan_year=str(plan.year), year=str(changing.year))
    draft = changing.steps.filter(stage=Stage.DRAFT_PLAN).first()
    if draft is not None and draft.state != StepState.OPEN:
        raise RoundError("step_not_open", stage=stage_words(Stage.DRAFT_PLAN))
    old = snapshot(changing)
    changing.plan = plan
    changing.save(update_fields=["plan"])
    record_changed(old, changing, acting_user=acting_user, action="sending.round.attach")
    return changing


@transaction.atomic
def approve_plan(round_: Round, *, acting_user: ActingUser) -> Round:
    """Approve the plan of a round: it is kept as it is from now on, and the step ends.

    Raises ``PermissionDenied``, or :class:`RoundError` where the plan does not wait for approval.
    """
    require(acting_user, Action.APPROVE_PLAN)
    step, plan = _waiting(round_)
    approved = step.round
    old = snapshot(approved)
    approved.approved_at, approved.approved_by = timezone.now(), acting_user.user
    approved.save(update_fields=["approved_at", "approved_by"])
    ruling = _rule(approved, plan, acting_user=acting_user)
    record(
        "sending.round.approve",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(approved.pk),
        after={"plan": plan.pk},
        changes=present([changed(old, approved), created(ruling)]),
    )
    end(step, acting_user=acting_user)
    tell_people([step.owner, approved.created_by], step, "round.approved", acting_user=acting_user)
    return approved


@transaction.atomic
def refuse_plan(round_: Round, *, reason: str, acting_user: ActingUser) -> Round:
    """Send the plan of a round back with a reason: the draft is open again, with all after it.

    Raises ``PermissionDenied``, or :class:`RoundError` without a reason or where the plan does not
    wait for approval.
    """
    require(acting_user, Action.APPROVE_PLAN)
    if not reason.strip():
        raise RoundError("say_why")
    step, plan = _waiting(round_)
    ruling = _rule(step.round, plan, refused_for=reason.strip(), acting_user=acting_user)
    record(
        "sending.round.send_back",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(step.round_id),
        after={"plan": plan.pk},
        reason=reason.strip(),
        changes=[created(ruling)],
    )
    more = {"reason": reason.strip()}
    tell_people(
        [step.owner, step.round.created_by],
        step,
        "round.sent_back",
        acting_user=acting_user,
        more=more,
    )
    draft = step.round.steps.filter(stage=Stage.DRAFT_PLAN).select_related("round", "owner").first()
    if draft is not None:
        reopen(draft, reason=reason.strip(), acting_user=acting_user)
    return step.round


def _waiting(round_: Round) -> tuple[RoundStep, Plan]:
    """Return the locked step in which the plan of a round waits for approval, and the plan."""
    step = open_step_of(round_, Stage.APPROVAL)
    if step is None:
        raise RoundError("step_not_open", stage=stage_words(Stage.APPROVAL))
    if step.round.plan is None:
        raise RoundError("no_plan")
    if step.round.approved_at is not None:
        raise _kept(step.round)
    return step, step.round.plan


def _kept(round_: Round) -> RoundError:
    at = round_.approved_at
    return RoundError("plan_approved", approved_on=timezone.localdate(at) if at else "–")


def _rule(
    round_: Round, plan: Plan, *, refused_for: str = "", acting_user: ActingUser
) -> PlanRuling:
    return PlanRuling.objects.create(
        round=round_,
        plan=plan,
        is_approved=not refused_for,
        reason=refused_for,
        at=timezone.now(),
        by=acting_user.user,
    )
