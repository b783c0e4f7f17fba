"""Requirements and programmes, to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thuctien.base.access import Action
from thuctien.base.lists import Asked
from thuctien.base.rules import rule
from thuctien.base.tables import table_for
from thuctien.catalogue import selectors
from thuctien.catalogue.forms import ProgrammesForm, RequirementsForm
from thuctien.catalogue.presenting import programme_row, requirement_row
from thuctien.catalogue.tables import PROGRAMMES, REQUIREMENTS


@rule(Action.READ_PUBLISHED)
def requirements(request: HttpRequest) -> HttpResponse:
    """List the requirements with what they rest on."""
    names = selectors.code_names()
    form = RequirementsForm(request.GET, names)
    page = selectors.list_requirements(form.wanted(timezone.localdate()), Asked.of(request.GET))
    rows = [requirement_row(row, names) for row in page.object_list]
    table = table_for(request, REQUIREMENTS)
    context = {"form": form, "page": page, "rows": rows, "table": table}
    return render(request, "catalogue/requirements.html", context)


@rule(Action.READ_PUBLISHED)
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes with their size, cost and what they lead to."""
    names = selectors.code_names()
    form = ProgrammesForm(request.GET, names)
    page = selectors.list_programmes(form.value("kind"), Asked.of(request.GET))
    rows = [programme_row(row, names) for row in page.object_list]
    table = table_for(request, PROGRAMMES)
    context = {"form": form, "page": page, "rows": rows, "table": table}
    return render(request, "catalogue/programmes.html", context)
