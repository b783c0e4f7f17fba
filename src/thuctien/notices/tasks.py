"""The work of this room's jobs: gather digests, send letters, prune."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone
from django_tasks import task

from thuctien.base.jobs import JobProgress, Store, run_job
from thuctien.base.models import Job
from thuctien.notices.choices import Way
from thuctien.notices.mailing import send_due
from thuctien.notices.services.letters import due_letters, gather, prune_notices

STAGE = "notices.mail"


@task()
def send_letters(job_id: int) -> None:
    """Send every letter that is due, and make those for what is to be sent at once."""
    run_job(job_id, _send)


def _send(_job: Job, progress: JobProgress) -> Store:
    gather(Way.AT_ONCE)
    keys = list(due_letters(timezone.now()).values_list("pk", flat=True))
    outcome = send_due(keys, lambda number: progress.write(STAGE, number / len(keys)))
    return lambda: asdict(outcome)


@task()
def gather_daily(job_id: int) -> None:
    """Make the letters of the day."""
    run_job(job_id, lambda _job, _progress: lambda: {"letters": gather(Way.DAILY)})


@task()
def gather_weekly(job_id: int) -> None:
    """Make the letters of the week."""
    run_job(job_id, lambda _job, _progress: lambda: {"letters": gather(Way.WEEKLY)})


@task()
def prune_old(job_id: int) -> None:
    """Delete what was read long ago."""
    run_job(job_id, lambda _job, _progress: prune_notices)
