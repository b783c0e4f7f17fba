"""The province at a glance, and the lists of units, people and needs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names
from thuctien.classes.charts import turns_by_month
from thuctien.needs.selectors import current_run, sources
from thuctien.people.models import Unit
from thuctien.reports.charts import needs_by_kind, needs_by_unit_kind
from thuctien.reports.forms import NeedsForm, PeopleForm, UnitsForm
from thuctien.reports.selectors.glance import glance
from thuctien.reports.selectors.needs import list_needs
from thuctien.reports.selectors.people import list_people
from thuctien.reports.selectors.search import search as find
from thuctien.reports.selectors.unit_page import unit_by_code
from thuctien.reports.selectors.units import list_units
from thuctien.sending.selectors.plans import current_plan


@rule(Action.READ_PROVINCE)
def home(request: HttpRequest) -> HttpResponse:
    """Show the province at a glance."""
    seen, names = glance(), code_names()
    context = {
        "glance": seen,
        "sources": sources(),
        "kinds_chart": needs_by_kind(seen.by_kind, names),
        "unit_kinds_chart": needs_by_unit_kind(seen.by_unit_kind, names),
        "months_chart": turns_by_month(seen.months, names),
    }
    return render(request, "reports/home.html", context)


@rule(Action.READ_UNIT)
def units(request: HttpRequest) -> HttpResponse:
    """List the units with what their people need."""
    run, names = current_run(), code_names()
    form = UnitsForm(request.GET, names)
    on = run.as_of if run else timezone.localdate()
    page = list_units(run, form.wanted(on), Asked.of(request.GET))
    context = {"form": form, "page": page, "names": names, "run": run, "on": on}
    return render(request, "reports/units.html", context)


@rule(Action.READ_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """List the people."""
    run, names = current_run(), code_names()
    form = PeopleForm(request.GET, names)
    unit = _unit(form.value("unit"))
    page = list_people(run, current_plan(), form.wanted(unit), Asked.of(request.GET))
    return render(
        request, "reports/people.html", {"form": form, "page": page, "unit": unit, "run": run}
    )


@rule(Action.READ_PEOPLE)
def needs(request: HttpRequest) -> HttpResponse:
    """List the needs with what the plan says of each."""
    run, plan, known = current_run(), current_plan(), sources()
    choices = sorted(((code, source.name) for code, source in known.items()), key=lambda c: c[1])
    form = NeedsForm(request.GET, code_names(), choices)
    unit = _unit(form.value("unit"))
    page = list_needs(run, plan, known, form.wanted(unit), Asked.of(request.GET))
    context = {"form": form, "page": page, "unit": unit, "run": run, "plan": plan}
    return render(request, "reports/needs.html", context)


@rule(Action.READ_PUBLISHED)
def search(request: HttpRequest) -> HttpResponse:
    """Find people, units, classes and lecturers by a few words."""
    text = Asked.of(request.GET).text
    return render(
        request, "reports/search.html", {"text": text, "found": find(text, current_plan())}
    )


def _unit(unit_id: str) -> Unit | None:
    return unit_by_code(unit_id) if unit_id else None
