"""Work that comes again is asked for once at each of its moments, whoever looks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as installed
from django.db import connection
from django.utils.module_loading import import_string
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.base.jobs import cast
from thuctien.base.job_wording import known
from thuctien.base.jobs import run_job
from thuctien.base.jobs.schedule import REST_AFTER_DEATH, request_due_work, task_of
from thuctien.base.models import Job, JobState, PeriodicRun
from thuctien.settings.schedule import Periodic, Rhythm

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=HANOI)
"""A Tuesday."""
TASK = "tests.base.jobs.cast.write_something"
DAY = timedelta(days=1)


def never() -> bool:
    """Say that there is nothing to do."""
    return False


@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm(), "2026-11-24 12:00"),
        (Rhythm(minute=0), "2026-11-24 12:00"),
        (Rhythm(minute=30), "2026-11-24 11:30"),
        (Rhythm(hour=2, minute=10), "2026-11-24 02:10"),
        (Rhythm(hour=18, minute=0), "2026-11-23 18:00"),
        (Rhythm(hour=7, minute=0, weekday=0), "2026-11-23 07:00"),
        (Rhythm(hour=7, minute=0, weekday=2), "2026-11-18 07:00"),
    ],
)
def test_the_last_moment_of_a_rhythm(rhythm: Rhythm, due: str) -> None:
    assert f"{rhythm.last_due(NOON):%Y-%m-%d %H:%M}" == due


@given(
    rhythm=st.builds(
        Rhythm,
        minute=st.integers(0, 59),
        hour=st.none() | st.integers(0, 23),
        weekday=st.none() | st.integers(0, 6),
    ),
    seconds=st.integers(0, 3 * 365 * 86_400),
)
def test_a_moment_is_past_within_a_week_and_is_its_own_last(rhythm: Rhythm, seconds: int) -> None:
    now = NOON + timedelta(seconds=seconds)
    due = rhythm.last_due(now)
    assert timedelta(0) <= now - due < 7 * DAY
    assert rhythm.last_due(due) == due
    assert rhythm.last_due(due - timedelta(minutes=1)) < due


@pytest.fixture
def nightly(settings: Settings) -> Periodic:
    work = Periodic(name="test", task=TASK, rhythm=Rhythm(hour=2, minute=0))
    settings.PERIODIC_WORK = (work,)
    return work


@pytest.mark.django_db
def test_new_work_begins_with_its_next_moment(nightly: Periodic) -> None:
    assert request_due_work(NOON) == []
    assert [job.kind for job in request_due_work(NOON + DAY)] == ["test"]


@pytest.mark.django_db
def test_each_moment_has_one_job(nightly: Periodic) -> None:
    request_due_work(NOON)
    assert len(request_due_work(NOON + DAY)) == 1
    assert request_due_work(NOON + DAY) == []
    run_job(Job.objects.get().pk, cast.write)
    assert request_due_work(NOON + DAY) == []


@pytest.mark.django_db
def test_what_was_missed_is_done_once(nightly: Periodic) -> None:
    request_due_work(NOON)
    assert len(request_due_work(NOON + 9 * DAY)) == 1
    assert request_due_work(NOON + 9 * DAY) == []


@pytest.mark.django_db
def test_no_job_is_made_while_there_is_nothing_to_do(settings: Settings) -> None:
    settings.PERIODIC_WORK = (
        Periodic(name="test", task=TASK, rhythm=Rhythm(), needed=f"{__name__}.never"),
    )
    request_due_work(NOON)
    assert request_due_work(NOON + DAY) == []
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_work_that_was_given_up_rests_a_while(settings: Settings) -> None:
    settings.PERIODIC_WORK = (Periodic(name="test", task=TASK, rhythm=Rhythm()),)
    request_due_work(NOON)
    (job,) = request_due_work(NOON + DAY)
    Job.objects.filter(pk=job.pk).update(state=JobState.DEAD, finished_at=NOON + DAY)
    assert request_due_work(NOON + DAY + REST_AFTER_DEATH / 2) == []
    assert len(request_due_work(NOON + DAY + 2 * REST_AFTER_DEATH)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_workers_ask_once(nightly: Periodic) -> None:
    request_due_work(NOON)

    def ask(_number: int) -> int:
        try:
            return len(request_due_work(NOON + DAY))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        asked = list(threads.map(ask, range(16)))
    assert sum(asked) == Job.objects.count() == PeriodicRun.objects.count() == 1


@pytest.mark.parametrize("work", installed.PERIODIC_WORK, ids=lambda work: work.name)
def test_the_schedule_of_the_installation_leads_to_real_work(work: Periodic) -> None:
    assert task_of(work).module_path == work.task
    assert known("job", work.name)
    assert not work.needed or callable(import_string(work.needed))
