"""Remove what jobs leave behind once nobody asks for it any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thuctien.base.acting import SYSTEM
from thuctien.base.audit import record
from thuctien.base.jobs.progress import JobProgress
from thuctien.base.jobs.runner import Store, run_job
from thuctien.base.models import Job, JobState

KEPT_QUEUE_ROWS = timedelta(days=14)
KEPT_SYSTEM_JOBS = timedelta(days=30)
"""Jobs that people asked for stay: what was stored says by which job it came."""


@task()
def prune_nightly(job_id: int) -> None:
    """Prune as a job."""
    run_job(job_id, _prune)


def _prune(_job: Job, _progress: JobProgress) -> Store:
    return prune_jobs


def prune_jobs() -> Mapping[str, Any]:
    """Delete old finished rows of the queue, and jobs that the installation asked itself for.

    Jobs that died stay until somebody has looked. Returns how many rows went, by kind.
    """
    now = timezone.now()
    finished = Q(status__in=(TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED))
    rows = DBTaskResult.objects.filter(finished, finished_at__lt=now - KEPT_QUEUE_ROWS)
    jobs = Job.objects.filter(
        created_by__isnull=True,
        state__in=(JobState.DONE, JobState.FAILED, JobState.CANCELLED),
        finished_at__lt=now - KEPT_SYSTEM_JOBS,
    )
    gone = {"queue_rows": rows.delete()[0], "system_jobs": jobs.delete()[0]}
    if any(gone.values()):
        record("base.job.prune", acting_user=SYSTEM, object_type="base.job", after=gone)
    return gone
