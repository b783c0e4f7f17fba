"""A worker that stays finds lost jobs and asks for due work while it does something else."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

from tests.base.jobs import cast
from thuctien.base.jobs.caretaker import taking_care
from thuctien.base.jobs.heartbeat import SILENCE
from thuctien.base.models import Job, JobState, PeriodicRun
from thuctien.settings.schedule import Periodic, Rhythm

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 10.0
SOON = timedelta(milliseconds=20)


def _comes_true(has_come: Callable[[], bool]) -> bool:
    """Ask until it is so; the tests' SQLite is in memory, where a reader is refused, not kept."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OperationalError):
            if has_come():
                return True
        time.sleep(0.02)
    return False


def test_a_silent_job_is_queued_again_by_any_worker() -> None:
    job = cast.asked()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, heartbeat_at=timezone.now() - 2 * SILENCE
    )
    with taking_care(SOON):
        queued_again = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
        assert _comes_true(queued_again.exists)


def test_due_work_is_asked_for(settings: Settings) -> None:
    settings.PERIODIC_WORK = (
        Periodic(name="test", task="tests.base.jobs.cast.write_something", rhythm=Rhythm()),
    )
    PeriodicRun.objects.create(name="test", due_at=timezone.now() - timedelta(days=1))
    with taking_care(SOON):
        assert _comes_true(Job.objects.filter(kind="test").exists)
