"""Run one job: claim it, compute, store and end it in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.jobs.endings import end, end_or_try_again
from thuctien.base.jobs.heartbeat import beating
from thuctien.base.jobs.progress import CancelledError, JobProgress, LostClaimError
from thuctien.base.jobs.queue import worker_name
from thuctien.base.jobs.transient import passes_by_itself, what_passed
from thuctien.base.models import Job, JobState

logger = logging.getLogger(__name__)

STORING_FROM = 0.95
"""How much of a job is done when it begins to store."""

Store = Callable[[], Mapping[str, Any]]
"""Writes what was computed and returns the job's result; called inside the transaction."""
Work = Callable[[Job, JobProgress], Store]


def asker_of(job: Job) -> ActingUser:
    """Return who asked for a job, for the writes that are done in their name."""
    return ActingUser(
        user=job.created_by, on_behalf_of=job.on_behalf_of, address=job.address or None
    )


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
    code and figures, cancelled, queued again where the trouble may pass by itself, given up.
    """
    job = _claim(job_id)
    if job is None:
        return
    try:
        _run(job, work)
    except LostClaimError:
        logger.warning("job %s is no longer this worker's", job.pk)


def _run(job: Job, work: Work) -> None:
    progress = JobProgress(job)
    try:
        with beating(job):
            store = work(job, progress)
            progress.write("store", STORING_FROM)
            with _held(job):
                end(job, JobState.DONE, result=store())
    except LostClaimError:
        raise
    except CancelledError:
        with _held(job):
            end(job, JobState.CANCELLED)
    except JobRefusedError as refusal:
        with _held(job):
            end(job, JobState.FAILED, refusal.error, refusal.figures, refusal.result)
    except Exception as error:
        logger.exception("job %s was interrupted in attempt %s", job.pk, job.attempts)
        _interrupted(job, error)


@transaction.atomic
def _claim(job_id: int) -> Job | None:
    job = Job.objects.select_for_update().filter(pk=job_id, state=JobState.QUEUED).first()
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.worker = worker_name()
    job.attempts += 1
    job.started_at = job.heartbeat_at = timezone.now()
    job.error, job.figures, job.next_attempt_at = "", {}, None
    job.save(
        update_fields=[
            "state",
            "worker",
            "attempts",
            "started_at",
            "heartbeat_at",
            "error",
            "figures",
            "next_attempt_at",
        ]
    )
    return job


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """Hold the job for a transaction; raises ``LostClaimError`` where it is not this worker's."""
    mine = Job.objects.select_for_update().filter(
        pk=job.pk, state=JobState.RUNNING, attempts=job.attempts
    )
    with transaction.atomic():
        if not mine.exists():
            raise LostClaimError
        yield


def _interrupted(job: Job, error: Exception) -> None:
    # A connection that the server closed is of no use for writing down that it did.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    with _held(job):
        if passes_by_itself(error):
            end_or_try_again(job, *what_passed(error))
        else:
            end(job, JobState.DEAD, "unexpected", {"job": job.pk})
