"""Timetables of sites and lecturers, week by week."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from thuctien.base.access import Action
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.models import Lecturer, Site
from thuctien.classes.forms import WeekForm
from thuctien.classes.selectors import timetables as selectors
from thuctien.sending.selectors.plans import current_plan


@rule(Action.READ_PUBLISHED)
def timetables(request: HttpRequest) -> HttpResponse:
    """List sites and lecturers with how much is held there and by whom."""
    plan = current_plan()
    timetable = selectors.current_timetable(plan)
    context = {
        "plan": plan,
        "timetable": timetable,
        "is_timetable_coming": selectors.is_being_made(plan),
        "sites": selectors.sites_with_counts(plan),
        "page": selectors.list_lecturers(timetable, Asked.of(request.GET)),
        "text": Asked.of(request.GET).text,
    }
    return render(request, "classes/timetables.html", context)


@rule(Action.READ_PUBLISHED)
def site(request: HttpRequest, site_id: str) -> HttpResponse:
    """Show a week of a site."""
    found = get_object_or_404(Site, pk=site_id)
    timetable = selectors.current_timetable(current_plan())
    sessions = selectors.sessions_at(found, timetable)
    week = selectors.week_of_sessions(sessions, WeekForm(request.GET).day(), found)
    return render(request, "classes/site.html", {"site": found, "week": week})


@rule(Action.READ_PUBLISHED)
def lecturer(request: HttpRequest, lecturer_id: str) -> HttpResponse:
    """Show a week of a lecturer."""
    found = get_object_or_404(Lecturer.objects.select_related("site"), pk=lecturer_id)
    timetable = selectors.current_timetable(current_plan())
    sessions = selectors.sessions_by(found, timetable)
    week = selectors.week_of_sessions(sessions, WeekForm(request.GET).day(), found.site)
    return render(request, "classes/lecturer.html", {"lecturer": found, "week": week})
