"""Every way in which a job can end is written on it, and its writes are wholly in or wholly out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.base.jobs import cast
from thuctien.base.acting import SYSTEM
from thuctien.base.jobs import (
    CancelledError,
    JobProgress,
    JobRefusedError,
    PassingTroubleError,
    Store,
    cancel_job,
    run_job,
)
from thuctien.base.jobs.queue import waiting_time
from thuctien.base.models import ATTEMPTS, Job, JobState

pytestmark = pytest.mark.django_db


def _ran(work: Any) -> Job:
    job = cast.asked()
    run_job(job.pk, work)
    job.refresh_from_db()
    return job


def _stores_then(raise_: BaseException) -> Any:
    """Return work that stores and then fails within the same transaction."""

    def work(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)

        def store_and_fail() -> Mapping[str, Any]:
            store()
            raise raise_

        return store_and_fail

    return work


def test_a_job_that_ends_well_has_its_result() -> None:
    job = _ran(cast.write)
    assert (job.state, job.result, job.fraction) == (JobState.DONE, {"written": 1}, 1.0)
    assert job.attempts == 1
    assert job.started_at is not None
    assert job.finished_at is not None
    assert cast.written() == 1


def test_a_job_runs_once() -> None:
    job = _ran(cast.write)
    run_job(job.pk, cast.write)
    assert cast.written() == 1


def test_a_refusal_keeps_its_code_figures_and_result() -> None:
    def refuse(_job: Job, _progress: JobProgress) -> Store:
        raise JobRefusedError("faults", {"errors": 3}, {"rows": 7})

    job = _ran(refuse)
    assert (job.state, job.error) == (JobState.FAILED, "faults")
    assert (job.figures, job.result) == ({"errors": 3}, {"rows": 7})


def test_an_unforeseen_error_is_logged_and_leaves_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = _ran(_stores_then(RuntimeError("secret of the database")))
    assert (job.state, job.error) == (JobState.DEAD, "unexpected")
    assert job.figures == {"job": job.pk}
    assert cast.written() == 0
    assert "secret of the database" in caplog.text


def test_a_refusal_while_storing_leaves_nothing() -> None:
    assert _ran(_stores_then(JobRefusedError("faults"))).state == JobState.FAILED
    assert cast.written() == 0


def test_a_busy_database_queues_the_job_again_later() -> None:
    job = _ran(_stores_then(OperationalError("database is locked")))
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 1, "database_busy")
    assert job.next_attempt_at is not None
    assert DBTaskResult.objects.get(pk=job.queue_id).run_after == job.next_attempt_at
    assert timedelta(0) < job.next_attempt_at - timezone.now() <= waiting_time(1)
    assert cast.written() == 0


def test_a_database_that_stays_busy_ends_the_job() -> None:
    job = cast.asked()
    for _ in range(ATTEMPTS):
        run_job(job.pk, _stores_then(OperationalError("database is locked")))
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DEAD, "database_busy")
    assert job.attempts == ATTEMPTS


def test_a_job_waits_longer_after_each_attempt() -> None:
    waits = [waiting_time(attempt) for attempt in range(1, ATTEMPTS)]
    assert waits == [timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=3)]


def test_what_a_job_says_of_passing_trouble_is_kept_when_it_is_given_up() -> None:
    job = cast.asked()
    for _ in range(ATTEMPTS):
        run_job(job.pk, _stores_then(PassingTroubleError("database_busy", {"host": "x"})))
    job.refresh_from_db()
    assert job.state == JobState.DEAD
    assert job.figures == {"host": "x", "attempts": ATTEMPTS, "job": job.pk}


def test_a_job_that_ended_in_the_database_is_not_run_again_by_a_lost_answer() -> None:
    """The server may have stored everything before the line went dead."""
    job = cast.asked()

    def work(job: Job, progress: JobProgress) -> Store:
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
        raise OperationalError("server closed the connection unexpectedly")

    run_job(job.pk, work)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_that_is_cancelled_midway_stores_nothing() -> None:
    def work(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)
        cancel_job(job, acting_user=SYSTEM)
        return store

    assert _ran(work).state == JobState.CANCELLED
    assert cast.written() == 0


def test_a_worker_that_was_taken_for_dead_stores_nothing() -> None:
    def work(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)
        Job.objects.filter(pk=job.pk).update(attempts=2)
        return store

    assert _ran(work).state == JobState.RUNNING
    assert cast.written() == 0


@pytest.mark.parametrize("error", [JobRefusedError("faults"), CancelledError(), RuntimeError()])
def test_a_worker_that_was_taken_for_dead_ends_nothing(error: Exception) -> None:
    """The job is another worker's by now, which may yet do it."""

    def work(job: Job, progress: JobProgress) -> Store:
        Job.objects.filter(pk=job.pk).update(attempts=2)
        raise error

    job = _ran(work)
    assert (job.state, job.error) == (JobState.RUNNING, "")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_midway_is_written_down_over_a_new_one() -> None:
    """The server ends the connection of the job while it stores."""
    job = cast.asked()

    def work(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)

        def store_and_lose_the_line() -> Mapping[str, Any]:
            done = store()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            return done

        return store_and_lose_the_line

    run_job(job.pk, work)
    job.refresh_from_db()
    assert (job.state, job.error, cast.written()) == (JobState.QUEUED, "database_busy", 0)
    run_job(job.pk, cast.write)
    job.refresh_from_db()
    assert (job.state, job.attempts, cast.written()) == (JobState.DONE, 2, 1)
