"""Jobs: the list, one with its progress, stopping it and trying it again."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.job_export import jobs_workbook
from thuctien.base.job_wording import error_text, kind_text, stage_text
from thuctien.base.jobs import cancel_job, retry_job
from thuctien.base.jobs.selectors import dead_jobs, listed_jobs, may_do, may_see_faults
from thuctien.base.jobs.selectors import jobs as visible_jobs
from thuctien.base.jobs.services import RETRIED_STATES
from thuctien.base.language import page_language
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.lists import page_of
from thuctien.base.models import Job, JobState
from thuctien.base.rules import rule

MOST_DEAD = 20


@rule(Action.READ_JOB)
def jobs(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the jobs: first those that were given up, with why; then the others, newest first."""
    who, language, with_system = acting(request), page_language(), "system" in request.GET
    listed = listed_jobs(acting_user=who, with_system=with_system)
    asked = asked_of(request)
    page = page_of(listed, asked.page, asked.size)
    if is_file_wanted(request):
        return jobs_workbook(page.object_list)
    dead = list(dead_jobs(acting_user=who)[:MOST_DEAD])
    retried = may_do(dead, Action.RETRY_JOB, acting_user=who)
    stopped = may_do(dead, Action.CANCEL_JOB, acting_user=who)
    context = {
        "page": page,
        "rows": [(job, kind_text(job, language)) for job in page.object_list],
        "dead": [
            {
                "job": job,
                "kind": kind_text(job, language),
                "reason": error_text(job, language),
                "may_retry": job.pk in retried,
                "may_put_aside": job.pk in stopped,
            }
            for job in dead
        ],
        "with_system": with_system,
    }
    return render(request, "base/jobs.html", context)


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


@rule(Action.RETRY_JOB)
@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Begin a job that failed or was given up anew."""
    again = retry_job(_job(request, job_id), acting_user=acting(request))
    return redirect("job", again.pk)


def _job(request: HttpRequest, job_id: int) -> Job:
    return get_object_or_404(visible_jobs(acting_user=acting(request)), pk=job_id)


def _context(request: HttpRequest, found: Job) -> dict[str, object]:
    language, who = page_language(), acting(request)
    error = error_text(found, language)
    shown = may_see_faults(found, acting_user=who)
    faults = found.result.get("faults", []) if shown else []
    return {
        "job": found,
        "percent": round(100 * found.fraction),
        "kind": kind_text(found, language),
        "stage": stage_text(found, language),
        "error": "" if found.is_open else error,
        "interruption": error if found.next_attempt_at else "",
        "faults": [{**fault, "reason": fault[language]} for fault in faults],
        "may_cancel": found.is_open and can(who, Action.CANCEL_JOB, found),
        "may_put_aside": found.state == JobState.DEAD and can(who, Action.CANCEL_JOB, found),
        "may_retry": found.state in RETRIED_STATES and can(who, Action.RETRY_JOB, found),
    }
