"""Read jobs for the pages."""

from __future__ import annotations

from django.db.models import QuerySet

from thuctien.base.access import Action, can_everywhere, visible
from thuctien.base.acting import ActingUser
from thuctien.base.models import OPEN_STATES, Job


def jobs(*, acting_user: ActingUser) -> QuerySet[Job]:
    """Return the jobs that ``acting_user`` may see, newest first, with who asked: one query."""
    return visible(Job.objects.select_related("created_by"), acting_user=acting_user).order_by(
        "-created_at", "-pk"
    )


def may_see_faults(job: Job, *, acting_user: ActingUser) -> bool:
    """Say whether the faults of a job may be shown: they quote cells, so names may be in them.

    To who asked for it, and to who may read everybody anyway.
    """
    asked = acting_user.user is not None and job.created_by_id == acting_user.user.pk
    return asked or can_everywhere(acting_user, Action.READ_PEOPLE)


def open_jobs(*, acting_user: ActingUser, kind: str = "") -> QuerySet[Job]:
    """Return the jobs that wait or run, of one kind where it is given, oldest first."""
    rows = jobs(acting_user=acting_user).filter(state__in=OPEN_STATES)
    return (rows.filter(kind=kind) if kind else rows).order_by("created_at", "pk")
