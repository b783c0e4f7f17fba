"""The audit trail: the whole of it for the auditor, and the timeline on a record's page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.audit.selectors import actions_used, timeline, trail, whole_entry
from thuctien.base.audit_forms import TrailForm
from thuctien.base.lists import Asked
from thuctien.base.rules import rule


@rule(Action.READ_AUDIT)
def entries(request: HttpRequest) -> HttpResponse:
    """List what was done, newest first."""
    form = TrailForm(request.GET, actions_used())
    page, rows = trail(form.wanted(), Asked.of(request.GET).page, acting_user=acting(request))
    return render(request, "base/audit.html", {"form": form, "page": page, "rows": rows})


@rule(Action.READ_AUDIT)
def entry(request: HttpRequest, position: int) -> HttpResponse:
    """Show one entry with the values before and after."""
    page = Asked.of(request.GET).page
    found = whole_entry(position, page, acting_user=acting(request))
    if found is None:
        raise Http404
    return render(request, "base/audit_entry.html", {"whole": found, "page": found.page})


@rule(Action.READ_HISTORY)
def history(request: HttpRequest, object_type: str, object_key: str) -> HttpResponse:
    """Answer the timeline of a record, as a part of its page."""
    page, steps = timeline(
        object_type, object_key, Asked.of(request.GET).page, acting_user=acting(request)
    )
    context = {"object_type": object_type, "object_key": object_key, "page": page, "steps": steps}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "base/timeline.html" if is_part else "base/history.html", context)
