"""The province at a glance, and the lists of units, people and needs."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action, seen_among
from thuctien.base.acting import ActingUser, acting
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue.selectors import code_names
from thuctien.classes.charts import turns_by_month
from thuctien.intake.exporting import people_workbook
from thuctien.needs.selectors import current_run, sources
from thuctien.people.models import Unit
from thuctien.reports import exports, tables
from thuctien.reports.charts import needs_by_kind, needs_by_unit_kind
from thuctien.reports.forms import NeedsForm, PeopleForm, UnitsForm
from thuctien.reports.selectors.glance import glance
from thuctien.reports.selectors.needs import list_needs
from thuctien.reports.selectors.people import list_people
from thuctien.reports.selectors.unit_page import unit_by_code
from thuctien.reports.selectors.units import list_units
from thuctien.sending.selectors.plans import current_run_and_plan


@rule(Action.READ_PROVINCE)
def home(request: HttpRequest) -> HttpResponse:
    """Show the province at a glance."""
    seen, names = glance(), code_names()
    context = {
        "glance": seen,
        "sources": sources(acting_user=acting(request)),
        "kinds_chart": needs_by_kind(seen.by_kind, names),
        "unit_kinds_chart": needs_by_unit_kind(seen.by_unit_kind, names),
        "months_chart": turns_by_month(seen.months, names),
    }
    return render(request, "reports/home.html", context)


@rule(Action.READ_UNIT)
def units(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the units with what their people need."""
    run, names = current_run(), code_names()
    form = UnitsForm(request.GET, names)
    on = run.as_of if run else timezone.localdate()
    asked = asked_of(request)
    page = list_units(run, form.wanted(on), asked, asked.size, acting_user=acting(request))
    if is_file_wanted(request):
        return exports.units_workbook(list(page.object_list), names)
    context = {
        "form": form,
        "page": page,
        "names": names,
        "run": run,
        "on": on,
        "table": table_for(request, tables.UNITS),
    }
    return render(request, "reports/units.html", context)


@rule(Action.READ_PEOPLE)
def people(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the people."""
    who, names = acting(request), code_names()
    run, plan = current_run_and_plan()
    form = PeopleForm(request.GET, names)
    unit = _unit_or_404(form.value("unit"), who)
    wanted = form.wanted(unit)
    page = list_people(run, plan, wanted, asked_of(request), acting_user=who)
    if is_file_wanted(request):
        return people_workbook([row.person_id for row in page.object_list], acting_user=who)
    context = {
        "form": form,
        "page": page,
        "unit": unit,
        "run": run,
        "open_units": _open_units((row.unit_id for row in page.object_list), who),
        "table": table_for(request, tables.PEOPLE),
    }
    return render(request, "reports/people.html", context)


@rule(Action.READ_PEOPLE)
def needs(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the needs with what the plan says of each."""
    who = acting(request)
    run, plan = current_run_and_plan()
    known = sources(acting_user=who)
    choices = sorted(((code, source.name) for code, source in known.items()), key=lambda c: c[1])
    form = NeedsForm(request.GET, code_names(), choices)
    unit = _unit_or_404(form.value("unit"), who)
    wanted = form.wanted(unit)
    page = list_needs(run, plan, known, wanted, asked_of(request), acting_user=who)
    if is_file_wanted(request):
        return exports.needs_workbook(list(page.object_list), acting_user=who)
    context = {
        "form": form,
        "page": page,
        "unit": unit,
        "run": run,
        "plan": plan,
        "open_units": _open_units((row.unit_id for row in page.object_list), who),
        "table": table_for(request, tables.NEEDS),
    }
    return render(request, "reports/needs.html", context)


def _open_units(ids: Iterable[str], acting_user: ActingUser) -> frozenset[str]:
    return seen_among(Unit, ids, acting_user=acting_user)


def _unit_or_404(unit_id: str, acting_user: ActingUser) -> Unit | None:
    """Return the unit by which a list is filtered, none where it is not; else it is not found."""
    if not unit_id:
        return None
    unit = unit_by_code(unit_id, acting_user=acting_user)
    if unit is None:
        raise Http404
    return unit
