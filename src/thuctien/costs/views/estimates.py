"""What the plan costs by the norms: by item, by class, by agency."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.costs.exports import estimate_workbook
from thuctien.costs.models import Estimate
from thuctien.costs.selectors import estimates
from thuctien.costs.services.asking import KIND, request_estimate
from thuctien.sending.selectors.plans import current_plan


@rule(Action.READ_MONEY)
def estimate(request: HttpRequest) -> HttpResponse:
    """Show the estimate of the plan by item, beside what the plan counted."""
    found, who = estimates.current_estimate(), acting(request)
    plan = current_plan()
    items = estimates.items_of(found) if found else []
    context = {
        "estimate": found,
        "plan": plan,
        "is_old": bool(found and plan and found.plan_id != plan.pk),
        "items": items,
        "items_most": max((part.amount for part in items), default=0),
        "budgets": estimates.budgets_of(found) if found else [],
        "gaps": estimates.gaps_of(found) if found and found.gaps else [],
        "may_keep": can(who, Action.KEEP_MONEY),
        "running": list(open_jobs(acting_user=who, kind=KIND)),
    }
    return render(request, "costs/estimate.html", context)


@rule(Action.KEEP_MONEY)
@require_POST
def new_estimate(request: HttpRequest) -> HttpResponse:
    """Have the plan estimated, and show how far it is."""
    return redirect("job", request_estimate(acting_user=acting(request)).pk)


@rule(Action.READ_MONEY)
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes with their estimate, those farthest from the flat amount first."""
    found = _or_404()
    page = estimates.classes_of(found, Asked.of(request.GET))
    most = max((row.amount for row in page.object_list), default=0)
    context = {"estimate": found, "page": page, "most": most}
    return render(request, "costs/estimate_classes.html", context)


@rule(Action.READ_MONEY)
def one_class(request: HttpRequest, class_id: str) -> HttpResponse:
    """Show the estimate of a class, line by line with the norm of each."""
    found = _or_404()
    row = estimates.class_of(found, class_id)
    if row is None:
        raise Http404
    context = {"estimate": found, "row": row, "lines": estimates.lines_of(row)}
    return render(request, "costs/estimate_class.html", context)


@rule(Action.READ_UNIT)
def agencies(request: HttpRequest) -> HttpResponse:
    """Show what the people of each agency cost, and what the agency bears itself."""
    found, who = estimates.current_estimate(), acting(request)
    rows = estimates.agencies_of(found, acting_user=who) if found else []
    context = {
        "estimate": found,
        "rows": rows,
        "most": max((row.amount for row in rows), default=0),
        "sum": {
            "turns": sum(row.turns for row in rows),
            "amount": sum(row.amount for row in rows),
            "agency_amount": sum(row.agency_amount for row in rows),
        },
        "may_read_all": can(who, Action.READ_MONEY),
    }
    return render(request, "costs/estimate_agencies.html", context)


@rule(Action.READ_MONEY)
def workbook(request: HttpRequest) -> FileResponse:
    """Hand out the estimate as a workbook."""
    return estimate_workbook(_or_404(), acting_user=acting(request))


def _or_404() -> Estimate:
    found = estimates.current_estimate()
    if found is None:
        raise Http404
    return found
