"""The nominations of the demo: a course in between, half-way through its selection."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.people.models import Unit
from thuctien.sending.models import Nomination, OfferedClass, Plan, PlannedClass, Round, Stage, Turn
from thuctien.sending.models.states import NominationState
from thuctien.sending.refusals import RefusedError
from thuctien.sending.selectors.agencies import find_agencies
from thuctien.sending.services.nominations.classes import offer_class
from thuctien.sending.services.nominations.drafting import nominate_from_plan, submit
from thuctien.sending.services.nominations.selecting import (
    put_on_waiting_list,
    rank_class,
    refuse,
    select,
)
from thuctien.sending.services.quotas import allot_seats
from thuctien.sending.services.rounds.creating import AD_HOC, create_round, proposed_steps
from thuctien.sending.services.rounds.steps import open_step

MOST_NOMINATED = 40
_REASON = "sample nominations, by the installation itself"


@transaction.atomic
def ensure_sample_nominations(*, acting_user: ActingUser) -> int:
    """Make the sample nominations where no class is on offer; return how many were made.

    Somebody has a place, somebody waits, one is refused, some wait to be selected and some drafts
    to be handed in. Nothing is made without a plan. Raises ``PermissionDenied``.
    """
    plan = Plan.objects.filter(is_current=True).first()
    if plan is None or OfferedClass.objects.exists():
        return 0
    ahead = PlannedClass.objects.filter(plan=plan, starts_on__gt=timezone.localdate())
    fitting = ahead.annotate(sent=Count("turns")).filter(sent__gte=6, sent__lte=MOST_NOMINATED)
    planned = fitting.select_related("programme", "site").order_by("-sent", "class_id").first()
    if planned is None:
        return 0
    offered = _offer(planned, acting_user)
    drafts = nominate_from_plan(offered, _root(), acting_user=acting_user)
    submit(drafts[: len(drafts) * 3 // 4], acting_user=acting_user)
    _select(offered, acting_user)
    return len(drafts)


def _offer(planned: PlannedClass, acting_user: ActingUser) -> OfferedClass:
    """Offer a class of the plan with a third of its places, and a quota for each agency."""
    found = create_round(
        name=f"Bổ sung: {planned.programme.name}",
        year=planned.plan.year,
        programmes=[planned.programme],
        steps=proposed_steps(timezone.localdate() - timedelta(days=7), AD_HOC),
        is_ad_hoc=True,
        acting_user=acting_user,
    )
    open_step(found.steps.get(stage=Stage.NOMINATION), acting_user=acting_user)
    _share_out(found, planned, acting_user)
    return offer_class(
        found,
        planned.programme,
        planned.site,
        class_id=planned.class_id,
        mode=planned.mode,
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        capacity=max(2, planned.size // 3),
        planned_class=planned,
        acting_user=acting_user,
    )


def _share_out(found: Round, planned: PlannedClass, acting_user: ActingUser) -> None:
    turns = Turn.objects.filter(planned_class=planned)
    units = unscoped(turns, reason=_REASON).values_list("unit", flat=True)
    agency_of = find_agencies().of_unit
    seats = Counter(agency_of.get(unit, unit) for unit in units)
    for unit in Unit.objects.filter(pk__in=seats).order_by("pk"):
        allot_seats(found, planned.programme, unit, seats[unit.pk], acting_user=acting_user)


def _select(offered: OfferedClass, acting_user: ActingUser) -> None:
    """Select up to the capacity, put three on the waiting list, and refuse the last."""
    ranked = rank_class(offered, acting_user=acting_user)
    for row in ranked:
        offered.refresh_from_db(fields=["taken"])
        if offered.taken >= offered.capacity:
            break
        try:
            select([row], acting_user=acting_user)
        except RefusedError:
            continue
    rows = Nomination.objects.filter(offered_class=offered, state=NominationState.SUBMITTED)
    left = list(unscoped(rows, reason=_REASON).order_by("rank", "pk"))
    if left[:3] and offered.taken >= offered.capacity:
        put_on_waiting_list(left[:3], acting_user=acting_user)
    if left[4:]:
        refuse(left[-1:], "Đã bồi dưỡng nội dung tương tự năm trước", acting_user=acting_user)


def _root() -> Unit:
    return Unit.objects.filter(depth=0).order_by("pk")[0]
