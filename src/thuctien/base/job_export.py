"""The list of jobs as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.job_wording import error_text, kind_text
from thuctien.base.language import page_language
from thuctien.base.list_export import as_workbook
from thuctien.base.models import Job


def jobs_workbook(jobs: Iterable[Job]) -> FileResponse:
    """Return jobs as a workbook to be saved; raises ``OSError``."""
    language = page_language()
    headers = (
        _("No."),
        _("Job"),
        _("State"),
        _("Asked by"),
        _("Asked at"),
        _("Ended at"),
        _("Why it failed"),
    )
    cells = (
        (
            job.pk,
            kind_text(job, language),
            job.get_state_display(),
            job.created_by or "",
            job.created_at,
            job.finished_at,
            error_text(job, language),
        )
        for job in jobs
    )
    return as_workbook(_("Jobs"), headers, cells)
