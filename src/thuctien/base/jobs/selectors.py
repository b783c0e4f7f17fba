"""Read jobs for the pages."""

from __future__ import annotations

from django.db.models import QuerySet

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.models import OPEN_STATES, Job


def jobs(*, acting_user: ActingUser) -> QuerySet[Job]:
    """Return the jobs that ``acting_user`` may see, newest first, with who asked: one query."""
    return visible(Job.objects.select_related("created_by"), acting_user=acting_user).order_by(
        "-created_at", "-pk"
    )


def open_jobs(*, acting_user: ActingUser, kind: str = "") -> QuerySet[Job]:
    """Return the jobs that wait or run, of one kind where it is given, oldest first."""
    rows = jobs(acting_user=acting_user).filter(state__in=OPEN_STATES)
    return (rows.filter(kind=kind) if kind else rows).order_by("created_at", "pk")
