"""A task of the tests, and what it does this time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django_tasks import task

from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.audit import record
from thuctien.base.jobs import JobProgress, Store, request_job, run_job
from thuctien.base.models import AuditEntry, Job

WRITTEN = "base.test.written"


@task()
def write_something(job_id: int) -> None:
    """Write one entry on the trail; the simplest job there is."""
    run_job(job_id, write)


def write(job: Job, progress: JobProgress) -> Store:
    """Report a stage, then write."""
    progress.write("stage", 0.5)

    def store() -> Mapping[str, Any]:
        record(WRITTEN, acting_user=SYSTEM, object_type="base.job", object_key=str(job.pk))
        return {"written": 1}

    return store


def written() -> int:
    """Return how many entries such jobs have written."""
    return AuditEntry.objects.filter(action=WRITTEN).count()


def asked(key: str = "k", acting_user: ActingUser = SYSTEM) -> Job:
    """Ask for one."""
    return request_job(
        write_something, kind="test", key=key, arguments={"a": 1}, acting_user=acting_user
    )
