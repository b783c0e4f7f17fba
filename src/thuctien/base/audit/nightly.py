"""Check the trail every night and keep its end outside the database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django_tasks import task

from thuctien.base.audit.checking import check_trail, keep_anchor, kept_anchors
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, run_job
from thuctien.base.models import Job


@task()
def verify_nightly(job_id: int) -> None:
    """Check the trail as a job; where it is broken, the job says so to the administrators."""
    run_job(job_id, _verify)


def _verify(_job: Job, _progress: JobProgress) -> Store:
    report = check_trail(kept_anchors(settings.HOME))
    if report.faults:
        first = report.faults[0].position
        raise JobRefusedError("audit_broken", {"count": len(report.faults), "position": first})
    keep_anchor(settings.HOME, report.end)

    def counts() -> dict[str, Any]:
        return {"entries": report.entries, "changes": report.changes, "end": str(report.end)}

    return counts
