"""A job that failed or was given up is begun anew by whoever may, and put aside by whoever may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.base.jobs import cast
from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs import (
    JobProgress,
    JobRefusedError,
    Store,
    cancel_job,
    retry_job,
    run_job,
)
from thuctien.base.models import ATTEMPTS, AuditEntry, Job, JobState
from thuctien.base.policy import Role

pytestmark = pytest.mark.django_db


def _crash(_job: Job, _progress: JobProgress) -> Store:
    raise RuntimeError


def _refuse(_job: Job, _progress: JobProgress) -> Store:
    raise JobRefusedError("faults", {"errors": 3}, {"rows": 7})


def _ended(work: Any = _crash, acting_user: ActingUser = SYSTEM) -> Job:
    job = cast.asked(acting_user=acting_user)
    run_job(job.pk, work)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("work", [_crash, _refuse])
def test_it_runs_again_and_remembers_nothing_of_its_failure(work: Any) -> None:
    job = retry_job(_ended(work), acting_user=SYSTEM)
    job.refresh_from_db()
    assert (job.state, job.error, job.figures, job.result) == (JobState.QUEUED, "", {}, {})
    run_job(job.pk, cast.write)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert AuditEntry.objects.filter(action="base.job.retry", object_key=str(job.pk)).count() == 1


def test_it_has_as_many_attempts_as_at_first() -> None:
    job = retry_job(_ended(), acting_user=SYSTEM)
    assert job.attempts_allowed - job.attempts == ATTEMPTS


def test_a_worker_of_the_first_life_can_store_nothing_in_the_second() -> None:
    """Attempts go on counting, so that an old claim never looks like a new one."""
    job = cast.asked()

    def died_and_asked_again(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)

        def store_after_all() -> Mapping[str, Any]:
            return store()

        Job.objects.filter(pk=job.pk).update(state=JobState.DEAD)
        retry_job(job, acting_user=SYSTEM)
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=2)
        return store_after_all

    run_job(job.pk, died_and_asked_again)
    assert cast.written() == 0


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.DONE])
def test_a_job_in_another_state_stays_as_it_is(state: JobState) -> None:
    job = cast.asked()
    Job.objects.filter(pk=job.pk).update(state=state)
    assert retry_job(job, acting_user=SYSTEM).state == state


def test_what_was_asked_again_meanwhile_is_not_started_twice() -> None:
    dead = _ended()
    asked = cast.asked()
    assert retry_job(dead, acting_user=SYSTEM).pk == asked.pk
    dead.refresh_from_db()
    assert dead.state == JobState.DEAD


def test_who_asked_may_try_again_and_others_may_not(
    acting_officer: ActingUser, acting_leader: ActingUser
) -> None:
    job = _ended(acting_user=acting_officer)
    with pytest.raises(PermissionDenied):
        retry_job(job, acting_user=acting_leader)
    assert retry_job(job, acting_user=acting_officer).state == JobState.QUEUED


def test_an_administrator_may_try_any_again(acting_officer: ActingUser) -> None:
    administrator = ActingUser(user=holding(Role.ADMINISTRATOR, "quantri"))
    job = _ended(acting_user=acting_officer)
    assert retry_job(job, acting_user=administrator).state == JobState.QUEUED


def test_a_job_that_was_given_up_can_be_put_aside() -> None:
    job = _ended()
    ended_at = job.finished_at
    job = cancel_job(job, acting_user=SYSTEM)
    assert (job.state, job.finished_at) == (JobState.CANCELLED, ended_at)


def test_a_refused_job_is_not_put_aside() -> None:
    assert cancel_job(_ended(_refuse), acting_user=SYSTEM).state == JobState.FAILED
