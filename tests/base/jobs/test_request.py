"""A job is asked for once and can be asked to stop."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.base.jobs import cast
from tests.base.jobs.cast import asked
from thuctien.base.acting import ActingUser
from thuctien.base.jobs import cancel_job, run_job
from thuctien.base.models import AuditEntry, Job, JobState

pytestmark = pytest.mark.django_db


def test_a_job_is_queued_with_who_asked(acting_officer: ActingUser) -> None:
    job = asked(acting_user=acting_officer)
    assert job.state == JobState.QUEUED
    assert (job.created_by, job.address) == (acting_officer.user, "192.0.2.7")
    row = DBTaskResult.objects.get(pk=job.queue_id)
    assert row.args_kwargs["kwargs"] == {"job_id": job.pk}
    assert AuditEntry.objects.filter(action="base.job.request", object_key=str(job.pk)).exists()


def test_asking_twice_starts_nothing_twice() -> None:
    assert asked().pk == asked().pk
    assert Job.objects.count() == DBTaskResult.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_asking_at_once_start_it_once() -> None:
    """On PostgreSQL only: the tests' SQLite is in memory, where waiting for a lock is unknown."""

    def ask(_number: int) -> int:
        try:
            return asked().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        given = set(threads.map(ask, range(24)))
    assert len(given) == Job.objects.count() == DBTaskResult.objects.count() == 1


def test_another_key_is_another_job() -> None:
    assert asked("a").pk != asked("b").pk


def test_the_same_can_be_asked_again_when_the_first_has_ended() -> None:
    first = asked()
    run_job(first.pk, cast.write)
    assert asked().pk != first.pk


def test_a_waiting_job_that_is_cancelled_never_runs(acting_officer: ActingUser) -> None:
    job = cancel_job(asked(), acting_user=acting_officer)
    assert job.state == JobState.CANCELLED
    assert job.finished_at is not None
    run_job(job.pk, cast.write)
    assert cast.written() == 0


def test_a_running_job_is_asked_to_stop(acting_officer: ActingUser) -> None:
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    cancelled = cancel_job(job, acting_user=acting_officer)
    assert cancelled.state == JobState.RUNNING
    assert cancelled.cancel_requested


def test_a_job_that_has_ended_stays_as_it_is(acting_officer: ActingUser) -> None:
    job = asked()
    run_job(job.pk, cast.write)
    assert cancel_job(job, acting_user=acting_officer).state == JobState.DONE


def test_a_reader_cannot_cancel(acting_leader: ActingUser) -> None:
    job = asked()
    with pytest.raises(PermissionDenied):
        cancel_job(job, acting_user=acting_leader)
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
