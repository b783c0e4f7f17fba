"""A job whose worker died is found, run again a few times, and then given up in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.base.jobs import cast
from thuctien.base.jobs import recover_lost_jobs, run_job
from thuctien.base.jobs.heartbeat import SILENCE
from thuctien.base.models import ATTEMPTS, Job, JobState

pytestmark = pytest.mark.django_db

WORKER = "host-1"


def _running(
    *, worker: str = WORKER, silent_for: timedelta = timedelta(0), **values: object
) -> Job:
    job = cast.asked(key=f"{worker} {silent_for} {values}")
    DBTaskResult.objects.filter(pk=job.queue_id).update(
        status=TaskResultStatus.RUNNING, worker_ids=[worker]
    )
    changed = {
        "state": JobState.RUNNING,
        "worker": worker,
        "attempts": 1,
        "heartbeat_at": timezone.now() - silent_for,
        **values,
    }
    Job.objects.filter(pk=job.pk).update(**changed)
    job.refresh_from_db()
    return job


def _after_recovery(job: Job, starting_worker: str = "") -> Job:
    recover_lost_jobs(starting_worker=starting_worker)
    job.refresh_from_db()
    return job


def test_a_job_with_a_living_worker_is_left_alone() -> None:
    assert _after_recovery(_running(), starting_worker="host-2").state == JobState.RUNNING


@pytest.mark.parametrize(
    ("silent_for", "starting_worker"), [(2 * SILENCE, ""), (timedelta(0), WORKER)]
)
def test_a_lost_job_is_queued_again_and_runs(silent_for: timedelta, starting_worker: str) -> None:
    job = _running(silent_for=silent_for)
    lost_row = job.queue_id
    job = _after_recovery(job, starting_worker)
    assert (job.state, job.worker) == (JobState.QUEUED, "")
    assert DBTaskResult.objects.get(pk=lost_row).status == TaskResultStatus.FAILED
    again = DBTaskResult.objects.get(pk=job.queue_id)
    assert again.run_after > timezone.now()
    run_job(job.pk, cast.write)
    assert cast.written() == 1


def test_a_job_that_loses_every_worker_is_given_up() -> None:
    job = _after_recovery(_running(attempts=ATTEMPTS), WORKER)
    assert (job.state, job.error) == (JobState.DEAD, "worker_lost")
    assert job.figures == {"attempts": ATTEMPTS, "job": job.pk}


def test_a_lost_job_that_was_to_stop_is_cancelled() -> None:
    assert _after_recovery(_running(cancel_requested=True), WORKER).state == JobState.CANCELLED


def test_a_job_whose_worker_died_before_it_began_is_queued_again() -> None:
    job = _running(state=JobState.QUEUED, attempts=0)
    lost_row = job.queue_id
    assert recover_lost_jobs(starting_worker="host-2") == 0
    assert recover_lost_jobs(starting_worker=WORKER) == 1
    job.refresh_from_db()
    assert (job.state, job.queue_id == lost_row) == (JobState.QUEUED, False)
