"""Ask for a job, and ask it to stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import Task

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.jobs.queue import enqueue
from thuctien.base.models import OPEN_STATES, Job, JobState


def request_job(
    task: Task[Any, Any],
    *,
    kind: str,
    key: str,
    arguments: Mapping[str, Any],
    acting_user: ActingUser,
) -> Job:
    """Queue a job and return it, or return the open job with the same key.

    The caller has asked :func:`thuctien.base.access.require` for its own action. ``arguments`` are
    kept as JSON. Asking twice (a double click, two officers) starts nothing twice.
    """
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                key=key,
                task_path=task.module_path,
                arguments=dict(arguments),
                created_by=acting_user.user,
                on_behalf_of=acting_user.on_behalf_of,
                address=acting_user.address,
                created_at=timezone.now(),
            )
            enqueue(job)
            record(
                "base.job.request",
                acting_user=acting_user,
                object_type="base.job",
                object_key=str(job.pk),
                after={"kind": kind, "key": key, "arguments": dict(arguments)},
            )
    except IntegrityError:
        open_job = Job.objects.filter(key=key, state__in=OPEN_STATES).first()
        if open_job is None:
            raise
        return open_job
    return job


@transaction.atomic
def cancel_job(job: Job, *, acting_user: ActingUser) -> Job:
    """Ask a job to stop: one that waits stops at once, one that runs at its next step.

    A job that has ended stays as it is. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.CANCEL_JOB, job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_open:
        return job
    if job.state == JobState.QUEUED:
        job.state = JobState.CANCELLED
        job.finished_at = timezone.now()
    job.cancel_requested = True
    job.save(update_fields=["state", "finished_at", "cancel_requested"])
    record(
        "base.job.cancel",
        acting_user=acting_user,
        object_type="base.job",
        object_key=str(job.pk),
        after={"state": job.state},
    )
    return job
