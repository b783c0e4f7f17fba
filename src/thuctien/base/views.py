"""Jobs: the list, one with its progress, and stopping it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.job_wording import error_text, kind_text, stage_text
from thuctien.base.jobs import cancel_job
from thuctien.base.jobs.selectors import jobs as visible_jobs
from thuctien.base.jobs.selectors import may_see_faults
from thuctien.base.language import page_language
from thuctien.base.lists import Asked, page_of
from thuctien.base.models import Job
from thuctien.base.rules import rule


@rule(Action.READ_JOB)
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs, newest first."""
    page = page_of(visible_jobs(acting_user=acting(request)), Asked.of(request.GET).page)
    rows = [(job, kind_text(job, page_language())) for job in page.object_list]
    return render(request, "base/jobs.html", {"page": page, "rows": rows})


@rule(Action.READ_JOB)
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show a job: how far it is while it runs, what came of it when it has ended."""
    found = _job(request, job_id)
    return render(request, "base/job.html", _context(request, found))


@rule(Action.READ_JOB)
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """Answer how far a job is, as a part of its page; the page is loaded anew when it has ended."""
    found = _job(request, job_id)
    response = render(request, "base/job_progress.html", _context(request, found))
    if not found.is_open:
        response.headers["HX-Refresh"] = "true"
    return response


@rule(Action.CANCEL_JOB)
@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask a job to stop."""
    cancel_job(_job(request, job_id), acting_user=acting(request))
    return redirect("job", job_id)


def _job(request: HttpRequest, job_id: int) -> Job:
    return get_object_or_404(visible_jobs(acting_user=acting(request)), pk=job_id)


def _context(request: HttpRequest, found: Job) -> dict[str, object]:
    language = page_language()
    shown = may_see_faults(found, acting_user=acting(request))
    faults = found.result.get("faults", []) if shown else []
    return {
        "job": found,
        "percent": round(100 * found.fraction),
        "kind": kind_text(found, language),
        "stage": stage_text(found, language),
        "error": error_text(found, language),
        "faults": [{**fault, "reason": fault[language]} for fault in faults],
        "may_cancel": found.is_open and can(acting(request), Action.CANCEL_JOB, found),
    }
