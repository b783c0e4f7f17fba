"""Read jobs for the pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from thuctien.base.access import Action, can_everywhere, visible
from thuctien.base.acting import ActingUser
from thuctien.base.models import OPEN_STATES, Job, JobState


def jobs(*, acting_user: ActingUser) -> QuerySet[Job]:
    """Return the jobs that ``acting_user`` may see, newest first, with who asked: one query."""
    return visible(Job.objects.select_related("created_by"), acting_user=acting_user).order_by(
        "-created_at", "-pk"
    )


def listed_jobs(*, acting_user: ActingUser, with_system: bool = False) -> QuerySet[Job]:
    """Return the jobs of the list: those that people asked for, and the system's own if wanted.

    Jobs that were given up are not among them: :func:`dead_jobs`.
    """
    rows = jobs(acting_user=acting_user).exclude(state=JobState.DEAD)
    return rows if with_system else rows.exclude(created_by__isnull=True)


def dead_jobs(*, acting_user: ActingUser) -> QuerySet[Job]:
    """Return the jobs that were given up and that nobody has looked after since, newest first."""
    return jobs(acting_user=acting_user).filter(state=JobState.DEAD)


def may_do(rows: Iterable[Job], action: Action, *, acting_user: ActingUser) -> set[int]:
    """Return the keys of those jobs to which ``acting_user`` may do ``action``.

    One query; none where there are no jobs.
    """
    keys = [job.pk for job in rows]
    allowed = visible(Job.objects.filter(pk__in=keys), acting_user=acting_user, action=action)
    return set(allowed.values_list("pk", flat=True))


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
