"""What all pages of one list have in common."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from thuctien.base.acting import acting
from thuctien.base.job_wording import error_text, stage_text
from thuctien.base.language import page_language
from thuctien.base.models import JobState
from thuctien.intake import selectors
from thuctien.intake.models import REPLACEABLE_STATES, ImportState, ListImport


def found_list(request: HttpRequest, list_id: int, *, read: bool = False) -> ListImport:
    """Return a list that the reader may work on; with ``read`` one that can be looked into."""
    rows = selectors.lists(acting_user=acting(request))
    if read:
        rows = rows.filter(state=ImportState.REVIEW, revision__gt=0)
    return get_object_or_404(rows, pk=list_id)


def page_context(found: ListImport) -> dict[str, object]:
    """Return what the frame of every page of a list needs: where it stands, what works on it."""
    job = selectors.last_job_of(found)
    counts = found.counts
    return {
        "list": found,
        "counts": counts,
        "job": job,
        "percent": round(100 * job.fraction) if job else 0,
        "stage": stage_text(job, page_language()) if job else "",
        "job_error": error_text(job, page_language())
        if job and job.state in {JobState.FAILED, JobState.DEAD}
        else "",
        "refusal": found.refusal.get(page_language().value, ""),
        "ready": not counts.get("errors") and not counts.get("undecided"),
        "in_review": found.state == ImportState.REVIEW,
        "replaceable": found.state in REPLACEABLE_STATES and not (job and job.is_open),
    }


def busy(request: HttpRequest, found: ListImport) -> HttpResponse:
    """Say that something works on the list just now."""
    return render(request, "intake/busy.html", {"list": found}, status=HTTPStatus.CONFLICT)
