"""What ended jobs reported: lists of faults have names of people in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.models import Job
from thuctien.privacy.retention.subject import DueItem


def reports_due(before: date) -> list[DueItem]:
    """Return the jobs that ended before a day and still have a report."""
    rows = Job.objects.filter(finished_at__date__lt=before).exclude(result={})
    return [
        DueItem(str(pk), f"{kind} {pk}", timezone.localtime(finished_at).date())
        for pk, kind, finished_at in rows.order_by("finished_at", "pk").values_list(
            "pk", "kind", "finished_at"
        )
        if finished_at is not None
    ]


def clear_reports(jobs: Collection[str], _acting_user: ActingUser) -> int:
    """Empty the reports of jobs; that they ran, for whom and when, stays."""
    return Job.objects.filter(pk__in=[int(pk) for pk in jobs]).update(result={}, figures={})
