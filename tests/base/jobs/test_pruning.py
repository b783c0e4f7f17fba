"""What nobody asks for any more goes; what somebody may still want to see stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.base.jobs import cast
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs.pruning import KEPT_QUEUE_ROWS, KEPT_SYSTEM_JOBS, prune_nightly
from thuctien.base.models import AuditEntry, Job, JobState

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _queue_row(status: TaskResultStatus, age: timedelta) -> DBTaskResult:
    job = cast.asked(key=f"{status} {age}")
    DBTaskResult.objects.filter(pk=job.queue_id).update(
        status=status, finished_at=timezone.now() - age
    )
    return DBTaskResult.objects.get(pk=job.queue_id)


def _job(state: JobState, age: timedelta, acting_user: ActingUser = SYSTEM) -> Job:
    job = cast.asked(key=f"{state} {age}", acting_user=acting_user)
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now() - age)
    return job


def test_old_finished_rows_of_the_queue_go(capsys: pytest.CaptureFixture[str]) -> None:
    old = _queue_row(TaskResultStatus.SUCCESSFUL, KEPT_QUEUE_ROWS + DAY)
    fresh = _queue_row(TaskResultStatus.FAILED, KEPT_QUEUE_ROWS - DAY)
    waiting = _queue_row(TaskResultStatus.READY, KEPT_QUEUE_ROWS + DAY)
    call_command("prune_jobs")
    left = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert left == {fresh.pk, waiting.pk}
    assert old.pk not in left
    assert "queue_rows: 1" in capsys.readouterr().out
    assert AuditEntry.objects.get(action="base.job.prune").after["queue_rows"] == 1


def test_jobs_of_people_and_dead_jobs_stay(acting_officer: ActingUser) -> None:
    age = KEPT_SYSTEM_JOBS + DAY
    kept = [
        _job(JobState.DONE, age, acting_officer),
        _job(JobState.DEAD, age),
        _job(JobState.DONE, KEPT_SYSTEM_JOBS - DAY),
    ]
    _job(JobState.CANCELLED, age)
    call_command("prune_jobs", verbosity=0)
    assert list(Job.objects.order_by("pk")) == kept


def test_it_runs_as_a_job_of_the_night() -> None:
    row = _queue_row(TaskResultStatus.SUCCESSFUL, KEPT_QUEUE_ROWS + DAY)
    job = cast.asked(key="night")
    prune_nightly.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["queue_rows"]) == (JobState.DONE, 1)
    assert not DBTaskResult.objects.filter(pk=row.pk).exists()
