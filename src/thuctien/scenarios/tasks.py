"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.engine.scenarios import ScenarioError
from thuctien.engine.wording import Language
from thuctien.scenarios.computing import Asked, Report, compute_scenario, digest_of
from thuctien.scenarios.models import Scenario, ScenarioResult
from thuctien.scenarios.province import changed_between, changes_of, whole_province
from thuctien.scenarios.services.storing import store_result

_NEEDS = {"posts": 0.2, "subjects": 0.2, "holdings": 0.4, "gaps": 0.2}
_PLANNED = {
    **{stage: 0.05 * share for stage, share in _NEEDS.items()},
    "problem": 0.05,
    "model": 0.03,
    "bound": 0.18,
    "classes": 0.04,
    "people": 0.1,
    "improvement": 0.24,
    "proof": 0.24,
    "answers": 0.07,
}
_FOLLOWED = {
    **{stage: 0.1 * share for stage, share in _NEEDS.items()},
    "problem": 0.1,
    "program": 0.1,
    "points": 0.7,
}
_STAGES = {"before": _PLANNED, "after": _FOLLOWED}
"""Stages of one year and their shares of its time, as measured for a plan on a full province."""


@task()
def compute_result(job_id: int) -> None:
    """Compute what the scenario of a job comes to, and store it."""
    run_job(job_id, _compute)


def _compute(job: Job, progress: JobProgress) -> Store:
    scenario = Scenario.objects.filter(pk=job.arguments["scenario"]).first()
    if scenario is None or not scenario.is_open:
        raise JobRefusedError("scenario_gone")
    asked = Asked(
        year=scenario.year,
        with_plan=job.arguments["with_plan"],
        seed=job.arguments["seed"],
        time_limit=job.arguments["time_limit"],
    )
    progress.write("load", 0.0)
    position, province = whole_province()
    if province.people.is_empty():
        raise JobRefusedError("no_province")
    changes = changes_of(scenario)
    digest = digest_of(changes)

    def phase(name: str, ends_at: float) -> Report:
        return progress.phase(name, ends_at, _STAGES[name] if asked.with_plan else _NEEDS)

    progress.write("scenario.apply", 0.02)
    try:
        computed = compute_scenario(province, changes, asked, position=position, phase=phase)
    except ScenarioError as error:
        figures = {str(language): " ".join(error.texts(language)) for language in Language}
        raise JobRefusedError(
            "scenario_clash", {"number": (error.position or 0) + 1, **figures}
        ) from error

    def store() -> dict[str, Any]:
        locked = Scenario.objects.select_for_update().get(pk=scenario.pk)
        if not locked.is_open or digest_of(changes_of(locked)) != digest:
            raise JobRefusedError("scenario_changed")
        if not asked.with_plan and _has_better(locked, digest, position):
            return {"scenario": scenario.pk}
        store_result(
            locked,
            computed,
            changes_digest=digest,
            base_position=position,
            seed=asked.seed,
            acting_user=asker_of(job),
        )
        return {"scenario": scenario.pk}

    return store


def _has_better(scenario: Scenario, digest: str, position: int) -> bool:
    """Say whether the plan came in before the needs alone: nothing is put in its place."""
    result = ScenarioResult.objects.filter(
        scenario=scenario, changes_digest=digest, is_planned=True
    ).first()
    return result is not None and not changed_between(result.base_position, position)
