"""Report forms: the list, one filled, who is behind a cell, and the files."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can
from thuctien.base.acting import ActingUser, acting
from thuctien.base.lists import Asked as Paging
from thuctien.base.lists import page_of
from thuctien.base.rules import rule
from thuctien.catalogue.selectors import code_names, programme_names
from thuctien.documents.pdf import NoPdfError, can_make_pdf
from thuctien.reports.closed_sets import Measure
from thuctien.reports.models import ReportForm
from thuctien.reports.returns import selectors, wording
from thuctien.reports.returns.exporting import WRITERS, export
from thuctien.reports.returns.filling import Asked, fill, names_of_key, turns_behind
from thuctien.reports.returns.forms import NAMES_NOW, AskedForm
from thuctien.reports.returns.people_behind import people_behind
from thuctien.reports.returns.presenting import lines_of
from thuctien.reports.returns.shape import Leaf, shape_of

FIRST_YEAR, LAST_YEAR = 1990, 2100


@rule(Action.READ_UNIT)
def returns(request: HttpRequest) -> HttpResponse:
    """List the forms that authorities ask for."""
    who, today = acting(request), timezone.localdate()
    context = {
        "forms": [(form, form.holds(today)) for form in selectors.report_forms()],
        "may_change": can(who, Action.KEEP_REPORT_FORMS),
    }
    return render(request, "reports/returns/all.html", context)


@rule(Action.READ_UNIT)
def filled_form(request: HttpRequest, report_code: str) -> HttpResponse:
    """Show a form filled for a year and a unit."""
    who, today = acting(request), timezone.localdate()
    form, asked = asked_or_404(request, report_code, who)
    filled = fill(form, asked, today=today, acting_user=who)
    context = {
        "form": AskedForm(
            _parameters(asked),
            sorted({*selectors.years_known(today), asked.year}, reverse=True),
            selectors.units_offered(acting_user=who),
            asked.unit,
        ),
        "report": form,
        "title": wording.title_of(form),
        "authority": wording.authority_of(form),
        "lines": lines_of(filled, _query(asked), may_open_people=can(who, Action.READ_PEOPLE)),
        "heads": filled.shape.rows(),
        "depth": filled.shape.depth,
        "row_heading": wording.row_heading(filled),
        "subtitle": wording.subtitle(filled),
        "notes": wording.notes(filled),
        "query": _query(asked),
        "may_make_pdf": can_make_pdf(),
        "may_change": can(who, Action.KEEP_REPORT_FORMS),
    }
    return render(request, "reports/returns/filled.html", context)


@rule(Action.READ_PEOPLE)
def behind_cell(request: HttpRequest, report_code: str) -> HttpResponse:
    """Show who is counted in a cell, as far as the reader may see them."""
    who, today = acting(request), timezone.localdate()
    form, asked = asked_or_404(request, report_code, who)
    leaf = _leaf_or_404(form, request.GET.get("column", ""))
    key = tuple(request.GET.getlist("key"))[: len(form.rows)]
    turns = turns_behind(form, asked, key, leaf, today=today, acting_user=who)
    seen = people_behind(turns, acting_user=who)
    context = {
        "report": form,
        "title": wording.title_of(form),
        "cell": " · ".join([*names_of_key(form, key), *leaf.titles]),
        "subject": asked.unit.name,
        "year": asked.year,
        "behind": seen,
        "page": page_of(seen.people, Paging.of(request.GET).page),
        "programmes": programme_names(),
        "names": code_names(),
        "query": _query(asked),
        "counts_needs": leaf.measure is Measure.NEEDS,
        "counts_money": leaf.measure is Measure.MONEY,
    }
    return render(request, "reports/returns/people.html", context)


@rule(Action.READ_UNIT)
def form_file(request: HttpRequest, report_code: str, ending: str) -> HttpResponse | FileResponse:
    """Hand out a filled form as a file."""
    if ending not in WRITERS:
        raise Http404
    who = acting(request)
    form, asked = asked_or_404(request, report_code, who)
    filled = fill(form, asked, today=timezone.localdate(), acting_user=who)
    try:
        content = export(filled, ending, acting_user=who)
    except NoPdfError:
        messages.error(request, _("No PDF can be made on this machine; take the Word file."))
        return redirect(f"{reverse('reports:return', args=[form.pk])}?{_query(asked)}")
    name = f"{slugify(form.pk)}-{asked.year}-{slugify(asked.unit.pk)}.{ending}"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)


def asked_or_404(
    request: HttpRequest, report_code: str, who: ActingUser
) -> tuple[ReportForm, Asked]:
    """Return the form and for what it is asked to be filled; else it is not found."""
    form = selectors.form_by_code(report_code)
    unit = selectors.unit_offered(request.GET.get("unit", ""), acting_user=who)
    if form is None or unit is None:
        raise Http404
    year = request.GET.get("year", "")
    known = year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR
    shown = int(year) if known else selectors.year_shown_first(timezone.localdate())
    return form, Asked(shown, unit, names_now=request.GET.get("names") == NAMES_NOW)


def _leaf_or_404(form: ReportForm, column: str) -> Leaf:
    for leaf in shape_of(list(form.columns.all())).leaves:
        if str(leaf.column_id) == column and not leaf.is_sensitive:
            return leaf
    raise Http404


def _parameters(asked: Asked) -> dict[str, str]:
    return {
        "year": str(asked.year),
        "unit": asked.unit.pk,
        "names": NAMES_NOW if asked.names_now else "",
    }


def _query(asked: Asked) -> str:
    return urlencode(_parameters(asked))
