"""At night: who has the next step of a compensation is reminded of it, once before, once after."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, present, record, snapshot
from thuctien.costs.models import CompensationCase
from thuctien.costs.selectors.cases import ENDED, row_of
from thuctien.costs.services.telling import tell_of_deadline

REMIND_DAYS = 3
"""So many days before its deadline a step is called to mind."""


@transaction.atomic
def remind(*, acting_user: ActingUser, today: date | None = None) -> int:
    """Remind of the next steps of all open compensations; return of how many.

    Nobody is told the same twice; a night on which nothing ran is made up for. The task of a night
    calls it as the installation itself.
    """
    day = today or timezone.localdate()
    rows = unscoped(
        CompensationCase.objects.exclude(state__in=ENDED), reason="reminded of by the installation"
    ).select_related("rule", "person", "commitment__unit")
    changes = []
    for case in rows.order_by("pk"):
        waits = row_of(case, day).next
        kind = reminder_due(case.since, case.reminded_on, waits.due_on if waits else None, day)
        if kind and waits is not None:
            before = snapshot(case)
            case.reminded_on = day
            case.save(update_fields=["reminded_on"])
            changes.append(changed(before, case))
            tell_of_deadline(case, waits, f"costs.case.{kind}", acting_user=acting_user)
    if changes:
        record(
            "costs.case.remind",
            acting_user=acting_user,
            object_type="costs.compensationcase",
            object_key="reminders",
            after={"cases": len(changes)},
            changes=present(changes),
        )
    return len(changes)


def reminder_due(since: date, reminded_on: date | None, due_on: date | None, today: date) -> str:
    """Return which reminder is due and was not given since the last step: soon, late, or empty."""
    if due_on is None:
        return ""
    told = reminded_on if reminded_on is not None and reminded_on >= since else None
    if today > due_on:
        return "late" if told is None or told <= due_on else ""
    is_near = today >= due_on - timedelta(days=REMIND_DAYS)
    return "soon" if is_near and told is None else ""
