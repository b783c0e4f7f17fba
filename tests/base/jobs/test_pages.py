"""The pages of jobs: what was given up stands first, with why, and can be tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.base.jobs import cast
from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import Job, JobState, User
from thuctien.base.policy import Role

pytestmark = pytest.mark.django_db

ADMINISTRATOR = "quantri"


@pytest.fixture
def administrator(db: None) -> User:
    return holding(Role.ADMINISTRATOR, ADMINISTRATOR)


@pytest.fixture
def browser(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    client.cookies["django_language"] = "en"
    return client


def _job(state: JobState, *, acting_user: ActingUser = SYSTEM, key: str = "k") -> Job:
    job = cast.asked(key=key, acting_user=acting_user)
    Job.objects.filter(pk=job.pk).update(
        state=state,
        error="worker_lost",
        figures={"attempts": 4, "job": job.pk},
        attempts=4,
        finished_at=timezone.now(),
    )
    job.refresh_from_db()
    return job


def _page(browser: Client, query: str = "") -> str:
    return browser.get(reverse("jobs") + query).content.decode()


def test_what_was_given_up_stands_first_with_its_reason(
    browser: Client, acting_officer: ActingUser
) -> None:
    dead = _job(JobState.DEAD, key="dead")
    done = _job(JobState.DONE, acting_user=acting_officer, key="done")
    page = _page(browser)
    assert "The worker was stopped midway 4 times" in page
    assert page.index(reverse("job", args=[dead.pk])) < page.index(reverse("job", args=[done.pk]))
    assert reverse("retry_job", args=[dead.pk]) in page
    assert page.count(f'<a href="{reverse("job", args=[dead.pk])}">') == 1


def test_many_that_were_given_up_cost_no_more_queries(
    browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        _job(JobState.DEAD, key=str(number))
    with django_assert_max_num_queries(9):
        _page(browser)


def test_what_the_system_asks_itself_is_shown_where_it_is_wanted(browser: Client) -> None:
    link = reverse("job", args=[_job(JobState.DONE).pk])
    assert link not in _page(browser)
    assert link in _page(browser, "?system")


def test_a_dead_job_is_tried_again_from_the_page(browser: Client) -> None:
    dead = _job(JobState.DEAD)
    answer = browser.post(reverse("retry_job", args=[dead.pk]))
    assert answer.headers["Location"] == reverse("job", args=[dead.pk])
    dead.refresh_from_db()
    assert dead.state == JobState.QUEUED


def test_a_dead_job_is_put_aside_from_the_page(browser: Client) -> None:
    dead = _job(JobState.DEAD)
    browser.post(reverse("cancel_job", args=[dead.pk]))
    dead.refresh_from_db()
    assert dead.state == JobState.CANCELLED


def test_trying_again_needs_a_form_and_the_right(
    browser: Client, officer: User, acting_leader: ActingUser
) -> None:
    dead = _job(JobState.DEAD, acting_user=acting_leader)
    address = reverse("retry_job", args=[dead.pk])
    assert browser.get(address).status_code == 405
    browser.force_login(officer)
    page = browser.get(reverse("job", args=[dead.pk])).content.decode()
    assert address not in page
    assert browser.post(address).status_code == 403
    dead.refresh_from_db()
    assert dead.state == JobState.DEAD


def test_a_job_that_waits_for_its_next_attempt_says_when_and_why(browser: Client) -> None:
    job = _job(JobState.QUEUED)
    soon = timezone.now() + timedelta(minutes=3)
    Job.objects.filter(pk=job.pk).update(attempts=2, next_attempt_at=soon)
    page = browser.get(reverse("job", args=[job.pk])).content.decode()
    assert "It was begun 2 of at most 4 times and is tried again at" in page
    assert f"{timezone.localtime(soon):%H:%M %d/%m/%Y}" in page
    assert "The worker was stopped midway" in page
    assert f"again at {timezone.localtime(soon):%H:%M %d/%m/%Y}" in _page(browser, "?system")
