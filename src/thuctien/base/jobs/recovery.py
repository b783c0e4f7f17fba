"""Find the jobs whose worker died, and run them again or say that they failed."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thuctien.base.jobs.endings import end, end_or_try_again
from thuctien.base.jobs.heartbeat import SILENCE
from thuctien.base.models import Job, JobState

logger = logging.getLogger(__name__)


class WorkerLostError(Exception):
    """The process that ran the work is gone."""


@transaction.atomic
def recover_lost_jobs(*, starting_worker: str = "") -> int:
    """Queue lost jobs again, or give them up after their last attempt; return how many were lost.

    A job is lost that claims to run and has been silent too long, or that runs under the name of
    ``starting_worker``, which has only just started, or whose row in the queue was taken by that
    worker before the job itself was.
    """
    silent = Q(heartbeat_at__lt=timezone.now() - SILENCE)
    mine = Q(worker=starting_worker) if starting_worker else Q(pk__in=())
    running = list(
        Job.objects.select_for_update().filter(silent | mine, state=JobState.RUNNING).order_by("pk")
    )
    taken = _taken_before_the_job(starting_worker) if starting_worker else []
    for job in [*running, *taken]:
        _close_queue_row(job)
        worker = job.worker
        if job.cancel_requested:
            end(job, JobState.CANCELLED)
        else:
            end_or_try_again(job, "worker_lost")
        logger.warning("job %s lost its worker %s: now %s", job.pk, worker, job.state)
    return len(running) + len(taken)


def _taken_before_the_job(worker: str) -> list[Job]:
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).values_list(
        "pk", "worker_ids"
    )
    taken = [pk for pk, workers in rows if workers and workers[-1] == worker]
    return list(
        Job.objects.select_for_update()
        .filter(queue_id__in=taken, state=JobState.QUEUED)
        .order_by("pk")
    )


def _close_queue_row(job: Job) -> None:
    if job.queue_id is None:
        return
    row = DBTaskResult.objects.filter(pk=job.queue_id, status=TaskResultStatus.RUNNING).first()
    if row is not None:
        row.set_failed(WorkerLostError(job.worker))
