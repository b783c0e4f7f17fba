"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, run_job
from thuctien.base.models import Job
from thuctien.classes.year import Report, compute_year, store_year, summary_of
from thuctien.sending.bridge import load_province
from thuctien.sending.services.state import province_version
from thuctien.sending.tasks import asker_of

# How far each phase brings the job, and how its stages share its time on a full province.
_PHASES: dict[str, tuple[float, dict[str, float]]] = {
    "needs": (0.1, {"posts": 0.2, "subjects": 0.2, "holdings": 0.4, "gaps": 0.2}),
    "plan": (
        0.8,
        {
            "problem": 0.05,
            "model": 0.05,
            "bound": 0.25,
            "classes": 0.15,
            "people": 0.1,
            "improvement": 0.3,
            "answers": 0.1,
        },
    ),
    "timetable": (0.95, {"rooms": 0.1, "order": 0.3, "repair": 0.2, "improve": 0.4}),
}


@task()
def plan_year(job_id: int) -> None:
    """Compute and store the plan and timetable that a job asks for."""
    run_job(job_id, _plan_year)


def _plan_year(job: Job, progress: JobProgress) -> Store:
    progress.write("load", 0.0)
    with transaction.atomic():
        version = province_version()
        province = load_province()
    if province.people.is_empty():
        raise JobRefusedError("no_province")
    asked = job.arguments
    computed = compute_year(
        province,
        year=asked["year"],
        seed=asked["seed"],
        time_limit=asked["time_limit"],
        phase=_phases(progress),
    )

    def store() -> dict[str, Any]:
        if province_version() != version:
            raise JobRefusedError("province_changed")
        plan = store_year(computed, acting_user=asker_of(job))
        return {"plan": plan.pk, **summary_of(computed)}

    return store


def _phases(progress: JobProgress) -> Callable[[str], Report]:
    return lambda name: progress.phase(name, *_PHASES[name])
