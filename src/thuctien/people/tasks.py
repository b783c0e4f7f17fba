"""The work of this room that comes again: appointments begin and end without anybody's doing."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from thuctien.base.acting import SYSTEM
from thuctien.base.audit import record
from thuctien.base.jobs import run_job
from thuctien.people.services.current import refresh_current_posts


@task()
def refresh_nightly(job_id: int) -> None:
    """Set everybody's post and unit of today as a job."""
    run_job(job_id, lambda _job, _progress: _refresh)


def _refresh() -> dict[str, object]:
    today = timezone.localdate()
    refresh_current_posts(on=today)
    record(
        "people.person.refresh",
        acting_user=SYSTEM,
        object_type="people.person",
        after={"on": today.isoformat()},
    )
    return {}
