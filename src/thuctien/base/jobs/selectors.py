"""Read jobs for the pages."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from thuctien.base.access import visible
from thuctien.base.models import OPEN_STATES, Job, User


def jobs(*, user: User | AnonymousUser) -> QuerySet[Job]:
    """Return the jobs that ``user`` may see, newest first, with who asked: one query."""
    return visible(user, Job.objects.select_related("created_by")).order_by("-created_at", "-pk")


def open_jobs(*, user: User | AnonymousUser, kind: str = "") -> QuerySet[Job]:
    """Return the jobs that wait or run, of one kind where it is given, oldest first."""
    rows = jobs(user=user).filter(state__in=OPEN_STATES)
    return (rows.filter(kind=kind) if kind else rows).order_by("created_at", "pk")
