"""The queue below the jobs: django-tasks with its tables in our own database."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from thuctien.base.models import Job, JobState

WORKER_VARIABLE = "THUCTIEN_WORKER"
_FIRST_WAIT = timedelta(seconds=5)
_GROWTH = 6


def worker_name() -> str:
    """Return the name of this worker, unique among those that live at one time."""
    return os.environ.get(WORKER_VARIABLE) or f"{socket.gethostname()}/{os.getpid()}"


def enqueue(job: Job, *, after: datetime | None = None) -> None:
    """Put a job into the queue, in the transaction of the caller."""
    task = import_string(job.task_path)
    if not isinstance(task, Task):
        raise ImproperlyConfigured(f"{job.task_path} is no task")
    result = task.using(run_after=after).enqueue(job_id=job.pk)
    job.queue_id = UUID(str(result.id))
    job.save(update_fields=["queue_id"])


def waiting_time(attempts: int) -> timedelta:
    """Return how long a job rests after so many attempts: 5 s, 30 s, 3 min, six times as long."""
    return _FIRST_WAIT * int(_GROWTH ** max(attempts - 1, 0))


def enqueue_again(job: Job, error: str, figures: Mapping[str, Any]) -> None:
    """Put a job that was interrupted back into the queue, waiting longer each time."""
    job.state = JobState.QUEUED
    job.stage, job.fraction = "", 0.0
    job.worker, job.heartbeat_at = "", None
    job.error, job.figures = error, dict(figures)
    job.next_attempt_at = timezone.now() + waiting_time(job.attempts)
    job.save(
        update_fields=[
            "state",
            "stage",
            "fraction",
            "worker",
            "heartbeat_at",
            "error",
            "figures",
            "next_attempt_at",
        ]
    )
    enqueue(job, after=job.next_attempt_at)
