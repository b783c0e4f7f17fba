"""Rounds go on with the plan that takes the place of theirs (docs/rounds.md)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, created, present, record, snapshot
from thuctien.sending.models import (
    OfferedClass,
    Plan,
    PlannedClass,
    PlanRuling,
    Round,
    Stage,
    StepState,
    Turn,
)
from thuctien.sending.services.nominations.acts import acting_on
from thuctien.sending.services.nominations.adjusting import LostTurn, PlanChange, adjust_round
from thuctien.sending.services.nominations.locking import lock_classes
from thuctien.sending.services.rounds.issuing import follow_quotas

_REASON = "turns of a plan are put in the place of others; nobody is shown"


def action_to_replace(plan: Plan) -> Action:
    """Return what replacing a plan takes: who approved it also says what takes its place."""
    approved = Round.objects.filter(plan=plan, approved_at__isnull=False).exists()
    return Action.APPROVE_PLAN if approved else Action.MAKE_PLAN


def lock_rounds(plan: Plan) -> list[Round]:
    """Return the open rounds of a plan, locked with classes, quotas and people in the usual order.

    Whoever is about to put another plan in its place calls it before writing anything: the end of
    the trail is locked last by everybody.
    """
    open_ones = Round.objects.select_for_update(no_key=True).filter(plan=plan, closed_at=None)
    rounds = list(open_ones.order_by("pk"))
    lock_classes(OfferedClass.objects.filter(round__in=rounds))
    return rounds


@transaction.atomic
def follow_plan(
    rounds: Sequence[Round],
    old: Plan,
    new: Plan,
    lost: Sequence[LostTurn],
    *,
    reason: str,
    acting_user: ActingUser,
) -> None:
    """Let rounds go on with a new plan: classes, quotas and who was put forward follow it.

    ``rounds`` are those of :func:`lock_rounds`; ``lost`` are turns of people who had been told.
    The old plan and its ruling stay as they are; where it was approved, the new one is approved by
    who acts, for the same reason. Decisions are not touched: those that no longer say what is true
    are in ``selectors.decisions.outdated``. Raises ``PermissionDenied``, :class:`RefusedError`
    where a class has begun that the new plan changes.
    """
    require(acting_user, action_to_replace(old))
    change = _change(old, new, lost, reason)
    for round_ in rounds:
        _attach(round_, new, reason, acting_user)
        if not _has_classes(round_, old):
            continue
        offers, action = OfferedClass.objects.filter(round=round_), "sending.class.follow"
        quotas = partial(follow_quotas, round_=round_, old=old, new=new)
        with acting_on(offers, action, acting_user=acting_user, reason=reason) as act:
            adjust_round(act, round_, change, quotas)


def _has_classes(round_: Round, plan: Plan) -> bool:
    """Say whether the classes of a plan are on offer: its quotas are issued."""
    is_issued = round_.steps.filter(stage=Stage.QUOTAS, state=StepState.DONE).exists()
    return is_issued or round_.offered_classes.filter(planned_class__plan=plan).exists()


def _attach(round_: Round, new: Plan, reason: str, acting_user: ActingUser) -> None:
    before = snapshot(round_)
    round_.plan = new
    round_.save(update_fields=["plan"])
    changes = [changed(before, round_)]
    if round_.approved_at is not None:
        ruling = PlanRuling.objects.create(
            round=round_,
            plan=new,
            is_approved=True,
            reason=reason,
            at=timezone.now(),
            by=acting_user.user,
        )
        changes.append(created(ruling))
    record(
        "sending.round.follow",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
        after={"plan": new.pk},
        reason=reason,
        changes=present(changes),
    )


def _change(old: Plan, new: Plan, lost: Sequence[LostTurn], reason: str) -> PlanChange:
    planned = PlannedClass.objects.filter(plan=new).select_related("programme", "site")
    turns = unscoped(Turn.objects.filter(plan=new), reason=_REASON).values_list(
        "person", "planned_class__programme", "planned_class__class_id"
    )
    return PlanChange(
        before=PlannedClass.objects.filter(plan=old).in_bulk(),
        after={row.class_id: row for row in planned},
        seats={(person, programme): code for person, programme, code in turns},
        lost=lost,
        reason=reason,
    )
