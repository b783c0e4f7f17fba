"""Money and quotas of the chosen way become those of the province, for every later computation."""

from __future__ import annotations

from typing import Any

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, record_created, snapshot
from thuctien.catalogue.models import Budget
from thuctien.replanning.models import EventKind, Revision
from thuctien.sending.models import Quota


def keep_figures(revision: Revision, *, reason: str, acting_user: ActingUser) -> None:
    """Write the amounts and seats of what happened over those on record, each with its document.

    Runs in the transaction of the choice, which has asked for the right. ``reason`` is why the way
    was chosen. Of several events about one source or programme the last holds.
    """
    for event in revision.events.filter(kind__in=(EventKind.BUDGET, EventKind.QUOTA)):
        if event.kind == EventKind.BUDGET:
            _keep_budget(event.content, revision.plan.year, reason, acting_user)
        else:
            _keep_quota(event.content, reason, acting_user)


def _keep_budget(said: dict[str, Any], year: int, reason: str, acting_user: ActingUser) -> None:
    budget = Budget.objects.select_for_update().get(budget_id=said["budget_id"], year=year)
    before = snapshot(budget)
    budget.amount = said["amount"]
    budget.source = said.get("source") or budget.source
    budget.save(update_fields=["amount", "source"])
    record_changed(
        before, budget, acting_user=acting_user, action="replanning.budget.set", reason=reason
    )


def _keep_quota(said: dict[str, Any], reason: str, acting_user: ActingUser) -> None:
    action = "replanning.quota.set"
    quota = Quota.objects.select_for_update().filter(pk=said["quota_id"]).first()
    if quota is None:
        made = Quota.objects.create(
            quota_id=said["quota_id"],
            year=said["year"],
            programme_id=said["programme_id"],
            seats=said["seats"],
            source=said["source"],
        )
        record_created(made, acting_user=acting_user, action=action, reason=reason)
        return
    before = snapshot(quota)
    quota.seats, quota.source = said["seats"], said["source"] or quota.source
    quota.save(update_fields=["seats", "source"])
    record_changed(before, quota, acting_user=acting_user, action=action, reason=reason)
