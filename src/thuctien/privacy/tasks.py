"""The work of this room's jobs: fetch, hand to a service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django_tasks import task

from thuctien.base.acting import ActingUser
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, run_job
from thuctien.base.models import Job
from thuctien.privacy.models import RetentionRule
from thuctien.privacy.services.retention import carry_out


@task()
def end_what_is_due(job_id: int) -> None:
    """Carry out a rule of retention."""
    run_job(job_id, _end)


def _end(job: Job, _progress: JobProgress) -> Store:
    rule = RetentionRule.objects.filter(pk=job.arguments["rule"]).first()
    if rule is None:
        raise JobRefusedError("no_such_rule", {"rule": job.arguments["rule"]})
    asker = ActingUser(
        user=job.created_by, on_behalf_of=job.on_behalf_of, address=job.address or None
    )

    def store() -> dict[str, Any]:
        on = date.fromisoformat(job.arguments["on"])
        return {"ended": carry_out(rule, on=on, acting_user=asker)}

    return store
