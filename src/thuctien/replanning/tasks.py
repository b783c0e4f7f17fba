"""The work of this room's job: fetch, compute, check, hand to a service."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.engine.cli.quiet import quiet_libraries
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning.check import check_plan
from thuctien.engine.replanning import ReplanError, complete_plan, province_after, replan
from thuctien.engine.wording import Language
from thuctien.replanning.events import digest_of, events_of, told_of
from thuctien.replanning.frames import unpacked
from thuctien.replanning.models import Revision, Way
from thuctien.replanning.services.choosing import StaleWayError, choose_way
from thuctien.replanning.services.keeping import NotOpenError, locked_open
from thuctien.replanning.services.storing import store_ways
from thuctien.sending.bridge import load_province
from thuctien.sending.refusals import RefusedError
from thuctien.sending.selectors.plan_frames import classes_of, turns_of

_STAGES = {
    "posts": 0.05,
    "subjects": 0.05,
    "holdings": 0.1,
    "gaps": 0.05,
    "problem": 0.15,
    "program": 0.1,
    "points": 0.5,
}
"""Stages and their shares of the time."""


@task()
def compute_ways(job_id: int) -> None:
    """Compute the ways to go on after what happened, and store them."""
    run_job(job_id, _compute)


def _compute(job: Job, progress: JobProgress) -> Store:
    revision = Revision.objects.select_related("plan__needs_run").filter(
        pk=job.arguments["revision"]
    ).first()  # fmt: skip
    if revision is None or not revision.is_open:
        raise JobRefusedError("revision_gone")
    plan, run = revision.plan, revision.plan.needs_run
    progress.write("load", 0.0)
    province, events = load_province(), events_of(revision)
    digest = digest_of(events)
    report = progress.phase("replan", 0.9, _STAGES)
    needs = compute_needs(province, run.as_of, run.horizon, report)
    try:
        with quiet_libraries():
            frontier = replan(
                province,
                needs,
                classes_of(plan),
                turns_of(plan),
                told_of(plan),
                events,
                year=plan.year,
                seed=job.arguments["seed"],
                time_limit=job.arguments["time_limit"],
                progress=report,
            )
    except ReplanError as error:
        texts = {
            str(language): " ".join(fault.text(language) for fault in error.faults)
            for language in Language
        }
        raise JobRefusedError("revision_clash", texts) from error
    after = province_after(province, events, plan.year)
    violations = [
        len(check_plan(after, needs, point.classes, point.turns, plan.year))
        for point in frontier.points
    ]

    def store() -> dict[str, Any]:
        try:
            locked = locked_open(revision)
        except NotOpenError as error:
            raise JobRefusedError("revision_gone") from error
        if digest_of(events_of(locked)) != digest:
            raise JobRefusedError("revision_changed")
        store_ways(locked, frontier, violations, events_digest=digest, acting_user=asker_of(job))
        return {"revision": revision.pk, "ways": len(frontier.points)}

    return store


_CHOOSING = {
    "posts": 0.05,
    "subjects": 0.05,
    "holdings": 0.1,
    "gaps": 0.05,
    "problem": 0.15,
    "proof": 0.4,
    "answers": 0.2,
}


@task()
def put_in_place(job_id: int) -> None:
    """Make the chosen way a whole plan, with bounds and answers of its own, and store it."""
    run_job(job_id, _complete)


def _complete(job: Job, progress: JobProgress) -> Store:
    way = (
        Way.objects.select_related("revision__plan__needs_run")
        .filter(revision=job.arguments["revision"], position=job.arguments["position"])
        .first()
    )
    if way is None or not way.revision.is_open:
        raise JobRefusedError("revision_gone")
    revision, run = way.revision, way.revision.plan.needs_run
    progress.write("load", 0.0)
    report = progress.phase("replan", 0.9, _CHOOSING)
    province = province_after(load_province(), events_of(revision), revision.plan.year)
    needs = compute_needs(province, run.as_of, run.horizon, report)
    with quiet_libraries():
        completed = complete_plan(
            province,
            needs,
            unpacked(way.classes),
            unpacked(way.turns),
            year=revision.plan.year,
            seed=revision.seed,
            progress=report,
        )

    def store() -> dict[str, Any]:
        try:
            plan = choose_way(
                way, completed, reason=job.arguments["reason"], acting_user=asker_of(job)
            )
        except (NotOpenError, StaleWayError) as error:
            raise JobRefusedError("revision_changed") from error
        except RefusedError as error:
            texts = {str(language): error.text(language) for language in Language}
            raise JobRefusedError("revision_clash", texts) from error
        return {"revision": revision.pk, "plan": plan.pk}

    return store
