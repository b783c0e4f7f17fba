"""The work of this room's jobs: fetch, compute, hand to a service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django_tasks import task

from thuctien.base.jobs import JobProgress, JobRefusedError, Store, asker_of, run_job
from thuctien.base.models import Job
from thuctien.engine.workbook import read_province
from thuctien.sending.import_report import report_of
from thuctien.sending.services.store_province import (
    Source,
    keep_present_province,
    must_replace,
    province_code,
    store_province,
)

_READING = {"file": 0.1, "sheets": 0.6, "rules": 0.3}


@task()
def import_workbook(job_id: int) -> None:
    """Read, check and store the workbook of a job."""
    run_job(job_id, _import)


def _import(job: Job, progress: JobProgress) -> Store:
    asked = job.arguments
    reading = read_province(Path(asked["path"]), progress.phase("read", 0.8, _READING))
    report = report_of(reading)
    province = reading.province
    if province is None:
        raise JobRefusedError("faults", {"errors": report["errors"]}, report)
    replacing = asked["replace"] or must_replace(province)
    if replacing and not asked["replace"]:
        raise JobRefusedError("other_province", {"code": province_code(province)}, report)
    kept = ""
    if replacing:
        progress.write("keep", 0.8)
        kept = keep_present_province()

    def store() -> dict[str, Any]:
        stored = store_province(
            province,
            acting_user=asker_of(job),
            source=Source(name=asked["name"], sha256=asked["sha256"], size=asked["size"]),
            replace=replacing,
            kept=kept,
        )
        return {**report, **stored.as_json()}

    return store
