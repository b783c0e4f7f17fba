"""The work of this room that comes again: clearing what ended sessions leave behind."""

from __future__ import annotations

from django_tasks import task

from thuctien.accounts.services.sessions import prune_sessions
from thuctien.base.jobs import run_job


@task()
def prune_nightly(job_id: int) -> None:
    """Clear as a job."""
    run_job(job_id, lambda _job, _progress: prune_sessions)
