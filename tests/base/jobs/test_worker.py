"""The worker runs what is queued, through the real queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.base.jobs import cast
from tests.base.jobs.working import work_off_the_queue
from thuctien.base.management.commands.worker import own_name
from thuctien.base.models import Job, JobState

pytestmark = pytest.mark.django_db(transaction=True)


def test_queued_jobs_are_run_in_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [cast.asked(key) for key in ("a", "b", "c")]
    work_off_the_queue(monkeypatch)
    states = Job.objects.order_by("started_at").values_list("pk", "state")
    assert list(states) == [(job.pk, JobState.DONE) for job in jobs]
    assert cast.written() == 3
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {
        TaskResultStatus.SUCCESSFUL
    }


def test_a_worker_takes_over_what_it_left_when_it_died(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = cast.asked()
    with own_name(home / "workers") as name:
        pass
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, worker=name, attempts=1)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=[name])
    work_off_the_queue(monkeypatch)
    job.refresh_from_db()
    assert (job.state, job.worker) == (JobState.QUEUED, "")


def test_two_workers_have_two_names_and_a_free_one_is_used_again(tmp_path: Path) -> None:
    with own_name(tmp_path) as first, own_name(tmp_path) as second:
        assert first != second
    with own_name(tmp_path) as third:
        assert third == first
