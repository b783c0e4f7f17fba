"""Ask for a job, ask it to stop, ask for it again."""

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
from thuctien.base.models import ATTEMPTS, OPEN_STATES, Job, JobState

RETRIED_STATES = (JobState.FAILED, JobState.DEAD)


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

    A job that was given up is put aside, so that it no longer waits for somebody; one that has
    ended otherwise stays as it is. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.CANCEL_JOB, job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not (job.is_open or job.state == JobState.DEAD):
        return job
    before = job.state
    job.cancel_requested = True
    job.save(update_fields=["cancel_requested"])
    if job.state != JobState.RUNNING:
        job.state = JobState.CANCELLED
        job.next_attempt_at = None
        job.finished_at = job.finished_at or timezone.now()
        job.save(update_fields=["state", "finished_at", "next_attempt_at"])
    _record("base.job.cancel", job, before, acting_user)
    return job


def retry_job(job: Job, *, acting_user: ActingUser) -> Job:
    """Begin a job that failed or was given up anew, with as many attempts as at first.

    Returns the job that now waits: this one, or the open job with its key where somebody asked for
    the same again meanwhile. A job in another state stays as it is. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.RETRY_JOB, job)
    try:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=job.pk)
            if job.state not in RETRIED_STATES:
                return job
            before = job.state
            job.state = JobState.QUEUED
            job.attempts_allowed = job.attempts + ATTEMPTS
            job.stage, job.fraction, job.cancel_requested = "", 0.0, False
            job.error, job.figures, job.result, job.finished_at = "", {}, {}, None
            job.save()
            enqueue(job)
            _record("base.job.retry", job, before, acting_user)
    except IntegrityError:
        return _open_with(job.key)
    return job


def _open_with(key: str) -> Job:
    return Job.objects.get(key=key, state__in=OPEN_STATES)


def _record(action: str, job: Job, before: str, acting_user: ActingUser) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="base.job",
        object_key=str(job.pk),
        before={"state": before},
        after={"state": job.state},
    )
