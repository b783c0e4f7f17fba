"""Progress is written seldom, moves forward, and carries the wish to stop back."""

from __future__ import annotations

import pytest

from tests.base.jobs.cast import asked
from thuctien.base.jobs.progress import CancelledError, JobProgress, LostClaimError
from thuctien.base.models import Job, JobState

pytestmark = pytest.mark.django_db

STAGES = {"a": 1.0, "b": 3.0}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def job() -> Job:
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1)
    job.refresh_from_db()
    return job


def _seen(job: Job) -> tuple[str, float]:
    job.refresh_from_db()
    return job.stage, job.fraction


def test_at_most_two_writes_a_second(
    job: Job, clock: Clock, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    report = JobProgress(job, clock).phase("plan", 1.0, STAGES)
    report("a", 0.0)
    with django_assert_num_queries(0):
        for _ in range(1000):
            report("a", 0.5)
    assert _seen(job) == ("plan.a", 0.0)
    clock.now += 0.5
    report("a", 1.0)
    assert _seen(job) == ("plan.a", 0.25)


def test_stages_have_their_share_of_the_part(job: Job, clock: Clock) -> None:
    report = JobProgress(job, clock).phase("plan", 0.8, STAGES)
    report("b", 0.5)
    assert _seen(job) == ("plan.b", pytest.approx(0.8 * (1 + 1.5) / 4))


def test_the_next_part_goes_on_where_the_last_stands(job: Job, clock: Clock) -> None:
    progress = JobProgress(job, clock)
    progress.phase("read", 0.5, STAGES)("b", 1.0)
    clock.now += 1
    progress.phase("plan", 1.0, STAGES)("a", 0.0)
    assert _seen(job) == ("plan.a", pytest.approx(0.5))


def test_progress_never_goes_back(job: Job, clock: Clock) -> None:
    report = JobProgress(job, clock).phase("plan", 1.0, STAGES)
    report("b", 1.0)
    clock.now += 1
    report("a", 0.1)
    assert _seen(job) == ("plan.a", pytest.approx(1.0))


def test_a_stage_that_nobody_announced_is_shown_and_moves_nothing(job: Job, clock: Clock) -> None:
    JobProgress(job, clock).phase("plan", 1.0, STAGES)("surprise", 0.9)
    assert _seen(job) == ("plan.surprise", 0.0)


def test_a_write_renews_the_heartbeat(job: Job) -> None:
    JobProgress(job).write("x")
    job.refresh_from_db()
    assert job.heartbeat_at is not None


def test_the_wish_to_stop_is_raised(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    with pytest.raises(CancelledError):
        JobProgress(job).write("x")


def test_a_job_given_to_another_worker_is_let_go(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(attempts=2)
    with pytest.raises(LostClaimError):
        JobProgress(job).write("x")
