"""The adjustments of plans, one of them with its ways, and two ways side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thuctien.base.access import Action, can
from thuctien.base.acting import acting
from thuctien.base.list_export import asked_of
from thuctien.base.rules import rule
from thuctien.replanning.charts import frontier_chart, way_name
from thuctien.replanning.events import cancelled_by_the_office, nominations_fallen
from thuctien.replanning.forms import FALLEN, FORMS, ChooseForm, EventForm, RevisionForm, first_day
from thuctien.replanning.models import EventKind, Revision, Way
from thuctien.replanning.selectors import revisions as read
from thuctien.replanning.selectors.following import what_followed
from thuctien.replanning.services.choosing import is_stale
from thuctien.replanning.words import EVENT_TEXTS, FALLEN_TEXT
from thuctien.sending.selectors.plans import current_plan
from thuctien.sending.services.rounds import action_to_replace


@rule(Action.READ_PLAN)
def index(request: HttpRequest, form: RevisionForm | None = None) -> HttpResponse:
    """List the adjustments, with a form for a new one."""
    who = acting(request)
    context = {
        "rows": read.revisions(acting_user=who),
        "plan": current_plan(),
        "form": form or RevisionForm(initial=first_day()),
        "may_make": can(who, Action.MAKE_PLAN),
    }
    return render(request, "replanning/index.html", context, status=400 if form else 200)


@rule(Action.READ_PLAN)
def one(
    request: HttpRequest,
    revision_id: int,
    forms: dict[str, EventForm] | None = None,
    choose_form: ChooseForm | None = None,
) -> HttpResponse:
    """Show what happened, the ways to go on, and who chose which."""
    who, revision = acting(request), revision_or_404(request, revision_id)
    ways, before = read.ways_of(revision, acting_user=who), read.met_before(revision)
    may_make = revision.is_open and can(who, Action.MAKE_PLAN)
    may_choose = revision.is_open and can(who, action_to_replace(revision.plan))
    wrong = forms or {}
    context = {
        "revision": revision,
        "events": read.sentences(list(revision.events.all()), revision.plan.year),
        "fallen": read.fallen_of(revision, acting_user=who),
        "fallen_count": len(nominations_fallen(revision.plan)) if revision.is_open else 0,
        "cancelled": cancelled_by_the_office(revision) if revision.is_open else [],
        "followed": what_followed(revision, acting_user=who),
        "ways": ways,
        "before": before,
        "chart": frontier_chart(revision, ways, before) if ways else None,
        "job": read.running_job(revision, acting_user=who),
        "is_stale": bool(ways) and revision.is_open and is_stale(revision),
        "may_make": may_make,
        "may_choose": may_choose,
        "may_compare": len(ways) > 1 and can(who, Action.READ_SCENARIO),
        "forms": [
            (kind, _title(kind), wrong.get(kind) or form(revision=revision))
            for kind, form in FORMS.items()
        ]
        if may_make
        else [],
        "wrong": list(wrong),
        "choose_form": choose_form or (ChooseForm(ways=choices(ways)) if may_choose else None),
    }
    status = 400 if forms or choose_form else 200
    return render(request, "replanning/one.html", context, status=status)


@rule(Action.READ_PLAN)
def way(request: HttpRequest, revision_id: int, position: int) -> HttpResponse:
    """Show whose turns change in a way and why, and what changes in the classes."""
    who, revision = acting(request), revision_or_404(request, revision_id)
    found = read.way_by_position(revision, position, acting_user=who)
    if found is None:
        raise Http404
    page = read.touched(found, asked_of(request).page, acting_user=who)
    context = {
        "revision": revision,
        "way": found,
        "page": page,
        "hidden": found.changes - page.paginator.count,
        "classes": read.class_changes(revision, found),
    }
    return render(request, "replanning/way.html", context)


@rule(Action.READ_SCENARIO)
def compare(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Show two ways side by side: figures, and the classes that differ in either."""
    who, revision = acting(request), revision_or_404(request, revision_id)
    asked = [int(p) for p in request.GET.getlist("way") if p.isdecimal()][:2]
    ways = list(Way.objects.filter(revision=revision, position__in=asked))
    context = {
        "revision": revision,
        "all": [(w, w.position in asked) for w in read.ways_of(revision, acting_user=who)],
        "columns": [(w, read.class_changes(revision, w)) for w in ways],
    }
    return render(request, "replanning/compare.html", context)


def revision_or_404(request: HttpRequest, revision_id: int) -> Revision:
    """Return a revision that the reader may see; raises ``Http404``."""
    revision = read.revision_by_key(revision_id, acting_user=acting(request))
    if revision is None:
        raise Http404
    return revision


def choices(ways: list[Way]) -> list[tuple[int, str]]:
    """Return the ways that may be chosen: those that keep every rule."""
    return [(way.position, way_name(way)) for way in ways if not way.violations]


def _title(kind: str) -> tuple[Any, Any]:
    """Return what a form is called, and what it is for."""
    return FALLEN_TEXT if kind == FALLEN else (EventKind(kind).label, EVENT_TEXTS[EventKind(kind)])
