"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django_tasks import task

from thuctien.base.acting import ActingUser
from thuctien.base.files import whole_file
from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.engine.sheets import CellFault, Reading, RefusedBookError, write_returned
from thuctien.engine.wording import Language
from thuctien.intake.checking.check import Checked, check
from thuctien.intake.models import ListImport
from thuctien.intake.reading import Progress, asked_of, read_file
from thuctien.intake.row_words import what_depends
from thuctien.intake.services.pairs import keep_pairs, likely_pairs
from thuctien.intake.services.plan import errors_in, plan_of
from thuctien.intake.services.readings import decided_pairs, keep_reading, refuse
from thuctien.intake.services.storing import ListChangedError, present_rows, store_list
from thuctien.intake.services.undoing import CannotUndoError, undo_list
from thuctien.intake.shelf import frames_of, keep_revision
from thuctien.people.models import Unit

READ = "list.read"
STORE = "list.store"
UNDO = "list.undo"
RETURN = "list.return"
PAIRS = "people.pairs"

_READING = {"file": 0.3, "layout": 0.05, "cells": 0.4, "rules": 0.1, "compare": 0.15}


@task()
def read_list(job_id: int) -> None:
    """Read the file of a list and hold it against what is stored."""
    run_job(job_id, _read)


def _read(job: Job, progress: JobProgress) -> Store:
    found = _list_of(job)
    if not found.is_waiting:  # withdrawn after an earlier attempt was given up
        return lambda: {"list": found.pk}
    try:
        reading = read_file(found, progress.phase("list", 0.9, _READING))
    except RefusedBookError as refusal:
        fault = refusal.fault
        return lambda: _refused(found, fault, asker_of(job))
    progress.write("list.compare", 0.8)
    checked = check(reading, asked_of(found, asker_of(job)))
    keep = _shelved(found, checked, job)
    return lambda: {"list": found.pk, "counts": keep()}


def _shelved(found: ListImport, checked: Checked, job: Job) -> Callable[[], dict[str, int]]:
    """Write a preview to its files, and return what makes it the present one of its list."""
    frames, layouts = frames_of(checked), checked.reading.layouts
    revision = found.revision + 1
    keep_revision(found, revision, frames, layouts)
    return lambda: keep_reading(found, revision, frames, layouts, acting_user=asker_of(job))


def _refused(found: ListImport, fault: CellFault, acting_user: ActingUser) -> dict[str, Any]:
    refuse(found, fault, acting_user=acting_user)
    return {"list": found.pk, "fault": str(fault.code)}


@task()
def store_list_job(job_id: int) -> None:
    """Take a list in, after reading and checking it once more as a whole."""
    run_job(job_id, _store)


def _store(job: Job, progress: JobProgress) -> Store:
    found = _list_of(job)
    checked = _checked_whole(found, job, progress)
    errors = errors_in(checked)
    undecided = checked.pairs.height - decided_pairs(found, checked.pairs)
    if errors or undecided:
        # The whole may show what a look at single rows did not.
        _shelved(found, checked, job)()
        raise JobRefusedError("list_faults", {"errors": errors, "undecided": undecided})
    plan = plan_of(checked, asked_of(found, asker_of(job)).decisions)
    before = present_rows(plan)

    def store() -> Mapping[str, Any]:
        try:
            stored = store_list(found, plan, before=before, acting_user=asker_of(job))
        except ListChangedError as error:
            raise JobRefusedError("list_changed") from error
        return {"list": found.pk, **stored.as_json()}

    return store


@task()
def undo_list_job(job_id: int) -> None:
    """Undo a list that was taken in."""
    run_job(job_id, _undo)


def _undo(job: Job, _progress: JobProgress) -> Store:
    found = _list_of(job)

    def store() -> Mapping[str, Any]:
        try:
            rows = undo_list(found, acting_user=asker_of(job))
        except CannotUndoError as error:
            obstacles = [obstacle.as_json() for obstacle in error.obstacles]
            what = what_depends(obstacles)
            figures = {"what_vi": what.vi, "what_en": what.en}
            raise JobRefusedError("list_depended_on", figures) from error
        return {"list": found.pk, "rows": rows}

    return store


@task()
def return_list(job_id: int) -> None:
    """Write the file of a list with its faults in the cells."""
    run_job(job_id, _return)


def _return(job: Job, progress: JobProgress) -> Store:
    found = _list_of(job)
    checked = _checked_whole(found, job, progress)
    progress.write("list.mark", 0.6)
    name = returned_name(found)
    with whole_file(settings.RESULTS) as (handle, finish):
        language = Language(job.arguments.get("language", Language.VI))
        write_returned(checked.reading, found.path, handle.name, language=language)
        finish(name)
    return lambda: {"list": found.pk, "file": name}


def returned_name(found: ListImport) -> str:
    """Return how the returned workbook of a list is kept."""
    return f"list-{found.pk}-{found.revision}.xlsx"


@task()
def find_pairs(job_id: int) -> None:
    """Find the stored people of a unit who may be one."""
    run_job(job_id, _find)


def _find(job: Job, progress: JobProgress) -> Store:
    unit = Unit.objects.get(pk=job.arguments["unit"])
    progress.write("pairs.compare", 0.2)
    found = likely_pairs(unit, acting_user=asker_of(job))
    return lambda: {"waiting": keep_pairs(found, unit, acting_user=asker_of(job))}


def _checked_whole(found: ListImport, job: Job, progress: JobProgress) -> Checked:
    report: Progress = progress.phase("list", 0.7, _READING)
    reading: Reading = read_file(found, report, keep=False)
    report("compare", 0.0)
    return check(reading, asked_of(found, asker_of(job)))


def _list_of(job: Job) -> ListImport:
    return ListImport.objects.select_related("unit").get(pk=job.arguments["list"])
