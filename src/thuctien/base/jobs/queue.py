"""The queue below the jobs: django-tasks with its tables in our own database."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from thuctien.base.models import Job, JobState

WORKER_VARIABLE = "THUCTIEN_WORKER"
MOST_ATTEMPTS = 3
_FIRST_WAIT = timedelta(seconds=5)


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


def enqueue_again(job: Job) -> None:
    """Put a job that was interrupted back into the queue, waiting longer each time."""
    job.state = JobState.QUEUED
    job.stage, job.fraction = "", 0.0
    job.worker, job.heartbeat_at = "", None
    job.save(update_fields=["state", "stage", "fraction", "worker", "heartbeat_at"])
    enqueue(job, after=timezone.now() + _FIRST_WAIT * 4 ** max(job.attempts - 1, 0))
