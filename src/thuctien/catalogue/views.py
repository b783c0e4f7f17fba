"""Requirements and programmes, to read."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action
from thuctien.base.list_export import asked_of, is_file_wanted
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue import exports, selectors
from thuctien.catalogue.conditions import conditions_on
from thuctien.catalogue.forms import ProgrammesForm, RequirementsForm, RulesDayForm
from thuctien.catalogue.presenting import programme_row, requirement_row
from thuctien.catalogue.tables import PROGRAMMES, REQUIREMENTS


@rule(Action.READ_PUBLISHED)
def requirements(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the requirements with what they rest on."""
    names = selectors.code_names()
    form = RequirementsForm(request.GET, names)
    page = selectors.list_requirements(form.wanted(timezone.localdate()), asked_of(request))
    rows = [requirement_row(row, names) for row in page.object_list]
    if is_file_wanted(request):
        return exports.requirements_workbook(rows)
    table = table_for(request, REQUIREMENTS)
    context = {"form": form, "page": page, "rows": rows, "table": table}
    return render(request, "catalogue/requirements.html", context)


@rule(Action.READ_PUBLISHED)
def programmes(request: HttpRequest) -> HttpResponse | FileResponse:
    """List the programmes with their size, cost and what they lead to."""
    names = selectors.code_names()
    form = ProgrammesForm(request.GET, names)
    page = selectors.list_programmes(form.value("kind"), asked_of(request))
    rows = [programme_row(row, names) for row in page.object_list]
    if is_file_wanted(request):
        return exports.programmes_workbook(rows)
    table = table_for(request, PROGRAMMES)
    context = {"form": form, "page": page, "rows": rows, "table": table}
    return render(request, "catalogue/programmes.html", context)


@rule(Action.READ_PUBLISHED)
def programme(request: HttpRequest, programme_id: str) -> HttpResponse:
    """Show a programme, and who may be sent to it by the rules of a day."""
    found = selectors.programme_by_code(programme_id)
    if found is None:
        raise Http404
    form, today = RulesDayForm(request.GET), timezone.localdate()
    on = form.day(today)
    context = {
        "programme": programme_row(found, selectors.code_names()),
        "form": form,
        "on": on,
        "today": today,
        "conditions": conditions_on(
            selectors.eligibility_rules_of(found),
            selectors.eligibility_names(),
            on=on,
            today=today,
        ),
    }
    return render(request, "catalogue/programme.html", context)
