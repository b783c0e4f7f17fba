"""Who asked for a job hears how it ended; of one that was given up, administrators hear too."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.base.jobs import cast
from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, cancel_job, run_job
from thuctien.base.models import Job, User
from thuctien.base.policy import Role
from thuctien.engine.wording import Language
from thuctien.notices.kinds import mail_text, notice_text
from thuctien.notices.models import Notice

pytestmark = pytest.mark.django_db


def _crash(_job: Job, _progress: JobProgress) -> Store:
    raise RuntimeError


def _refuse(_job: Job, _progress: JobProgress) -> Store:
    raise JobRefusedError("faults", {"errors": 3})


def _ran(acting_user: ActingUser, work: Any) -> Job:
    job = cast.asked(acting_user=acting_user)
    run_job(job.pk, work)
    return job


@pytest.mark.parametrize(
    ("work", "kind"), [(cast.write, "job.done"), (_refuse, "job.failed"), (_crash, "job.dead")]
)
def test_who_asked_is_told_with_a_link(acting_officer: ActingUser, work: Any, kind: str) -> None:
    job = _ran(acting_officer, work)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (acting_officer.user, kind)
    assert notice.link == reverse("job", args=[job.pk])
    for language in Language:
        assert "{" not in notice_text(kind, notice.figures, language)
        assert "{" not in mail_text(kind, notice.figures, language)


def test_a_reason_is_told_in_the_language_of_the_reader(acting_officer: ActingUser) -> None:
    _ran(acting_officer, _crash)
    figures = Notice.objects.get().figures
    assert "ngoài dự kiến" in notice_text("job.dead", figures, Language.VI)
    assert "unforeseen" in notice_text("job.dead", figures, Language.EN)


def test_administrators_hear_of_a_job_that_was_given_up(acting_officer: ActingUser) -> None:
    administrator = holding(Role.ADMINISTRATOR, "quantri")
    _ran(acting_officer, _crash)
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {administrator.pk, acting_officer.user and acting_officer.user.pk}


def test_administrators_hear_of_work_of_the_system_that_failed(db: None) -> None:
    administrator = holding(Role.ADMINISTRATOR, "quantri")
    _ran(SYSTEM, _refuse)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (administrator, "job.dead")


def test_the_installation_itself_is_not_told(db: None) -> None:
    _ran(SYSTEM, cast.write)
    assert not Notice.objects.exists()


def test_of_a_cancelled_job_nobody_is_told(acting_officer: ActingUser, officer: User) -> None:
    cancel_job(cast.asked(acting_user=acting_officer), acting_user=acting_officer)
    assert not Notice.objects.exists()


def test_notices_of_a_job_are_stored_with_its_end(acting_officer: ActingUser) -> None:
    """A job whose end could not be written told nobody."""

    def lose_the_claim(job: Job, progress: JobProgress) -> Store:
        store = cast.write(job, progress)
        Job.objects.filter(pk=job.pk).update(attempts=2)
        return store

    _ran(acting_officer, lose_the_claim)
    assert not Notice.objects.exists()
