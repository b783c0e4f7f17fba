"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.costs.services.estimating import compute_estimate, store_estimate
from thuctien.sending.selectors.plans import current_plan


@task()
def estimate_plan(job_id: int) -> None:
    """Estimate the current plan by the norms."""
    run_job(job_id, _estimate)


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
