"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from thuctien.base.access import unscoped
from thuctien.base.acting import SYSTEM
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.costs.models import CompensationCase
from thuctien.costs.selectors.cases import ENDED
from thuctien.costs.services.estimating import compute_estimate, store_estimate
from thuctien.costs.services.reminding import remind
from thuctien.sending.selectors.plans import current_plan


@task()
def estimate_plan(job_id: int) -> None:
    """Estimate the current plan by the norms."""
    run_job(job_id, _estimate)


@task()
def remind_nightly(job_id: int) -> None:
    """Remind of the next steps of compensations."""
    run_job(job_id, lambda _job, _progress: lambda: {"reminded": remind(acting_user=SYSTEM)})


def is_anything_open() -> bool:
    """Say whether a compensation waits for a step at all."""
    rows = unscoped(CompensationCase.objects.exclude(state__in=ENDED), reason="only whether any")
    return rows.exists()


def _estimate(job: Job, progress: JobProgress) -> Store:
    progress.write("costs.estimate", 0.0)
    plan = current_plan()
    if plan is None:
        raise JobRefusedError("no_plan_to_estimate")
    found = compute_estimate(plan)

    def store() -> dict[str, Any]:
        estimate = store_estimate(plan, found, acting_user=asker_of(job))
        return {"estimate": estimate.pk, "amount": estimate.amount, "gaps": estimate.gaps}

    return store
