"""Run one job: claim it, compute, store and end it in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from thuctien.base.jobs.heartbeat import beating
from thuctien.base.jobs.progress import CancelledError, JobProgress, LostClaimError
from thuctien.base.jobs.queue import MOST_ATTEMPTS, enqueue_again, worker_name
from thuctien.base.models import Job, JobState

logger = logging.getLogger(__name__)

STORING_FROM = 0.95
"""How much of a job is done when it begins to store."""

Store = Callable[[], Mapping[str, Any]]
"""Writes what was computed and returns the job's result; called inside the transaction."""
Work = Callable[[Job, JobProgress], Store]


class JobRefusedError(Exception):
    """The work cannot be done, for a reason that its asker can do something about.

    ``error`` is a code with a sentence (:mod:`thuctien.base.jobs.wording` and its like in the
    rooms), ``figures`` its values, ``result`` what is shown beside it.
    """

    def __init__(
        self,
        error: str,
        figures: Mapping[str, Any] | None = None,
        result: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.figures = dict(figures or {})
        self.result = dict(result or {})


def run_job(job_id: int, work: Work) -> None:
    """Run ``work`` for a queued job; a job that was cancelled or taken meanwhile is left alone.

    Every way in which the work can end is written on the job: done with its result, failed with a
    code and figures, cancelled, or queued again where the database was too busy.
    """
    job = _claim(job_id)
    if job is None:
        return
    progress = JobProgress(job)
    try:
        with beating(job):
            store = work(job, progress)
            progress.write("store", STORING_FROM)
            with transaction.atomic():
                _lock(job)
                _end(job, JobState.DONE, result=store())
    except LostClaimError:
        logger.warning("job %s was given to another worker", job.pk)
    except CancelledError:
        _end(job, JobState.CANCELLED)
    except JobRefusedError as refusal:
        _end(job, JobState.FAILED, refusal.error, refusal.figures, refusal.result)
    except OperationalError:
        logger.exception("job %s: the database did not answer", job.pk)
        _try_again(job)
    except Exception:
        logger.exception("job %s failed", job.pk)
        _end(job, JobState.FAILED, "unexpected", {"job": job.pk})


@transaction.atomic
def _claim(job_id: int) -> Job | None:
    job = Job.objects.select_for_update().filter(pk=job_id, state=JobState.QUEUED).first()
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.worker = worker_name()
    job.attempts += 1
    job.started_at = job.heartbeat_at = timezone.now()
    job.save(update_fields=["state", "worker", "attempts", "started_at", "heartbeat_at"])
    return job


def _lock(job: Job) -> None:
    """Hold the job until the transaction ends, where it still is this worker's."""
    mine = Job.objects.select_for_update().filter(
        pk=job.pk, state=JobState.RUNNING, attempts=job.attempts
    )
    if not mine.exists():
        raise LostClaimError


def _end(
    job: Job,
    state: JobState,
    error: str = "",
    figures: Mapping[str, Any] | None = None,
    result: Mapping[str, Any] | None = None,
) -> None:
    job.state = state
    job.error, job.figures = error, dict(figures or {})
    job.result = dict(result or {})
    job.finished_at = timezone.now()
    if state == JobState.DONE:
        job.fraction = 1.0
    fields = ["state", "error", "figures", "result", "finished_at"]
    job.save(update_fields=[*fields, "fraction"] if state == JobState.DONE else fields)


@transaction.atomic
def _try_again(job: Job) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        _end(job, JobState.FAILED, "database_busy", {"attempts": job.attempts})
    else:
        enqueue_again(job)
