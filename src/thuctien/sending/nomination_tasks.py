"""What returns every night about nominations: offers that ran out, free places, counters."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks import task

from thuctien.base.acting import SYSTEM
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, run_job
from thuctien.base.models import Job
from thuctien.sending.selectors.seats import miscounts
from thuctien.sending.services.nominations import expire_offers, fill_free_places


@task()
def move_up_nightly(job_id: int) -> None:
    """Take back offers that were not answered in time, and offer what is free."""
    run_job(job_id, _move_up)


@task()
def check_seats_nightly(job_id: int) -> None:
    """Compare the counters of seats with the nominations; the job fails where one is wrong."""
    run_job(job_id, _check_seats)


def _move_up(_job: Job, _progress: JobProgress) -> Store:
    def store() -> dict[str, Any]:
        today = timezone.localdate()
        return {
            "expired": expire_offers(acting_user=SYSTEM, today=today),
            "offered": fill_free_places(acting_user=SYSTEM, today=today),
        }

    return store


def _check_seats(_job: Job, _progress: JobProgress) -> Store:
    found = miscounts()
    if found:
        raise JobRefusedError("seats_miscounted", {"count": len(found), "name": found[0].name})
    return lambda: {"wrong": 0}
