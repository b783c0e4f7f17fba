"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job, JobState
from thuctien.classes.phases import ENDS_AT, SHARES
from thuctien.classes.services.store import store_timetable
from thuctien.classes.year import (
    Report,
    compute_timetable,
    compute_year,
    store_year,
    summary_of,
)
from thuctien.engine.timetabling.problem import ProblemError
from thuctien.engine.wording import Language
from thuctien.sending.bridge import load_province
from thuctien.sending.models import Plan
from thuctien.sending.plan_workbook import plan_file
from thuctien.sending.selectors.plan_frames import classes_of, turns_of
from thuctien.sending.services.state import province_version


@task()
def plan_year(job_id: int) -> None:
    """Compute and store the plan and timetable that a job asks for, and write its workbook."""
    run_job(job_id, _plan_year)
    job = Job.objects.get(pk=job_id)
    if job.state == JobState.DONE:
        plan_file(Plan.objects.get(pk=job.result["plan"]), acting_user=asker_of(job))


def _plan_year(job: Job, progress: JobProgress) -> Store:
    progress.write("load", 0.0)
    with transaction.atomic():
        version = province_version()
        province = load_province()
    if province.people.is_empty():
        raise JobRefusedError("no_province")
    asked = job.arguments
    try:
        computed = compute_year(
            province,
            year=asked["year"],
            seed=asked["seed"],
            time_limit=asked["time_limit"],
            phase=_phases(progress),
        )
    except ProblemError as error:
        sentences = {language.value: error.text(language) for language in Language}
        raise JobRefusedError("no_timetable", sentences) from error

    def store() -> dict[str, Any]:
        if province_version() != version:
            raise JobRefusedError("province_changed")
        plan = store_year(computed, acting_user=asker_of(job))
        return {"plan": plan.pk, **summary_of(computed)}

    return store


@task()
def make_timetable(job_id: int) -> None:
    """Compute and store the timetable of a plan that came without one."""
    run_job(job_id, _make_timetable)


def _make_timetable(job: Job, progress: JobProgress) -> Store:
    plan = _current(job)
    progress.write("load", 0.0)
    report = progress.phase("timetable", 0.95, SHARES["timetable"])
    classes, turns = classes_of(plan), turns_of(plan)
    try:
        timetable, misplaced = compute_timetable(
            load_province(), classes, turns, seed=plan.seed, progress=report
        )
    except ProblemError as error:
        sentences = {language.value: error.text(language) for language in Language}
        raise JobRefusedError("plan_without_timetable", sentences) from error

    def store() -> dict[str, Any]:
        stored = store_timetable(
            timetable, _current(job), acting_user=asker_of(job), violations=misplaced
        )
        return {"plan": plan.pk, "sessions": stored.sessions, "unplaced": stored.unplaced}

    return store


def _current(job: Job) -> Plan:
    """Return the plan of a job; raises ``JobRefusedError`` where another has taken its place."""
    plan = Plan.objects.filter(pk=job.arguments["plan"], is_current=True).first()
    if plan is None:
        raise JobRefusedError("plan_replaced")
    return plan


def _phases(progress: JobProgress) -> Callable[[str], Report]:
    return lambda name: progress.phase(name, ENDS_AT[name], SHARES[name])
