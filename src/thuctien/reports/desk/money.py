"""What waits for somebody about money: compensations, service that was left, one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.costs.selectors.cases import ENDED, row_of
from thuctien.engine.costs.procedure import State
from thuctien.reports.desk.items import Item, Tone

TO_DECIDE = (State.MET, State.APPEALED)


def compensations(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield how many compensations wait for this account, and how many are late. One query."""
    decides = can(acting_user, Action.DECIDE_COMPENSATION)
    if not decides and not can(acting_user, Action.KEEP_COMMITMENTS):
        return
    action = Action.DECIDE_COMPENSATION if decides else Action.KEEP_COMMITMENTS
    seen = visible(CompensationCase.objects.all(), acting_user=acting_user, action=action)
    waiting = seen.filter(state__in=TO_DECIDE) if decides else seen.exclude(state__in=TO_DECIDE)
    rows = [row_of(case, today) for case in waiting.exclude(state__in=ENDED).select_related("rule")]
    if not rows:
        return
    days = [row.next.due_on for row in rows if row.next and row.next.due_on]
    late = sum(row.is_late for row in rows)
    yield Item(
        what=_("Compensations that wait for your decision")
        if decides
        else _("Compensations that wait for their next step"),
        detail=_("%(count)s of them late") % {"count": late} if late else "",
        url=reverse("costs:cases") + "?state=open",
        tone=Tone.OVERDUE if late else Tone.DUE,
        count=len(rows),
        until=min(days, default=None),
    )


def left_early(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield how many owe service and hold no post, of all who owe some. One query."""
    if not can(acting_user, Action.KEEP_COMMITMENTS):
        return
    running = visible(
        ServiceCommitment.objects.all(), acting_user=acting_user, action=Action.KEEP_COMMITMENTS
    ).filter(closed_on=None, ends_on__gte=today)
    found = running.aggregate(
        all=Count("pk"), left=Count("pk", filter=Q(person__current_unit=None, case=None))
    )
    if found["left"]:
        yield Item(
            what=_("People who left while they owe service: open a compensation"),
            url=reverse("costs:commitments"),
            tone=Tone.DUE,
            count=found["left"],
            of=found["all"],
        )


def own_service(acting_user: ActingUser, today: date) -> Iterator[Item]:
    """Yield until when the person of the account serves after a training. One query."""
    principal = acting_user.principal
    if principal is None or principal.person_id is None:
        return
    if not can(acting_user, Action.READ_COMMITMENTS):
        return
    mine = visible(ServiceCommitment.objects.all(), acting_user=acting_user).filter(
        person=principal.person_id, closed_on=None, ends_on__gte=today
    )
    for row in mine.select_related("programme").order_by("ends_on"):
        yield Item(
            what=_("You serve after a training"),
            detail=row.programme.name,
            url=reverse("costs:commitment", args=[row.pk]),
            until=row.ends_on,
        )
