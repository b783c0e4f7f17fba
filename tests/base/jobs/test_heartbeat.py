"""A job that computes without reporting still gives a sign of life."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.base.jobs import cast
from thuctien.base.jobs.heartbeat import beating
from thuctien.base.models import Job, JobState

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = timedelta(days=1)


@pytest.fixture
def job() -> Job:
    job = cast.asked()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, heartbeat_at=timezone.now() - LONG_AGO
    )
    job.refresh_from_db()
    return job


def _silence(job: Job) -> timedelta:
    job.refresh_from_db()
    assert job.heartbeat_at is not None
    return timezone.now() - job.heartbeat_at


def test_the_heart_beats_while_the_work_lasts(job: Job) -> None:
    with beating(job, interval=timedelta(milliseconds=20)):
        deadline = time.monotonic() + 10
        while _silence(job) > LONG_AGO / 2 and time.monotonic() < deadline:
            time.sleep(0.02)
    assert _silence(job) < LONG_AGO / 2


def test_it_does_not_beat_for_another_attempt(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(attempts=2)
    with beating(job, interval=timedelta(milliseconds=10)):
        time.sleep(0.1)
    assert _silence(job) > LONG_AGO / 2
