"""Changing report forms: what a form is, its columns, a copy of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuctien.base.access import Action
from thuctien.base.acting import acting
from thuctien.base.rules import rule
from thuctien.reports.models import ReportColumn, ReportForm
from thuctien.reports.returns import selectors, services
from thuctien.reports.returns.forms import ColumnForm, CopyForm, FormForm
from thuctien.reports.returns.presenting import column_lines
from thuctien.reports.returns.services import WrongFormError


@rule(Action.KEEP_REPORT_FORMS)
def edit(request: HttpRequest, report_code: str) -> HttpResponse:
    """Show what a form is and its columns, and change what it is."""
    report = _report_or_404(report_code)
    form = FormForm(request.POST or None, initial=FormForm.as_it_is(report))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_form(report, form.facts(), acting_user=acting(request))
        except WrongFormError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The form is changed."))
            return redirect("reports:return_edit", report.pk)
    return _edit_page(request, report, form, CopyForm())


@rule(Action.KEEP_REPORT_FORMS)
@require_POST
def copy(request: HttpRequest, report_code: str) -> HttpResponse:
    """Make a new form that begins as this one."""
    report, form = _report_or_404(report_code), CopyForm(request.POST)
    if form.is_valid():
        try:
            made = services.copy_form(
                report,
                code=form.cleaned_data["code"],
                title=form.cleaned_data["title"],
                acting_user=acting(request),
            )
        except WrongFormError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("The copy is made; change what differs."))
            return redirect("reports:return_edit", made.pk)
    return _edit_page(request, report, FormForm(initial=FormForm.as_it_is(report)), form)


@rule(Action.KEEP_REPORT_FORMS)
def new_column(request: HttpRequest, report_code: str) -> HttpResponse:
    """Add a column or a heading."""
    return _column_page(request, _report_or_404(report_code), None)


@rule(Action.KEEP_REPORT_FORMS)
def change_column(request: HttpRequest, report_code: str, column_id: int) -> HttpResponse:
    """Change a column or a heading."""
    report, column = _column_or_404(report_code, column_id)
    return _column_page(request, report, column)


@rule(Action.KEEP_REPORT_FORMS)
@require_POST
def move_column(request: HttpRequest, report_code: str, column_id: int) -> HttpResponse:
    """Move a column one place to the left or to the right."""
    report, column = _column_or_404(report_code, column_id)
    by = -1 if request.POST.get("to") == "left" else 1
    services.move_column(column, by=by, acting_user=acting(request))
    return redirect("reports:return_edit", report.pk)


@rule(Action.KEEP_REPORT_FORMS)
@require_POST
def remove_column(request: HttpRequest, report_code: str, column_id: int) -> HttpResponse:
    """Remove a column, with what stands under it."""
    report, column = _column_or_404(report_code, column_id)
    services.remove_column(column, acting_user=acting(request))
    messages.success(request, _("The column is removed."))
    return redirect("reports:return_edit", report.pk)


def _edit_page(
    request: HttpRequest, report: ReportForm, form: FormForm, copy_form: CopyForm
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "copy_form": copy_form,
        "columns": column_lines(report),
    }
    status = 400 if form.errors or copy_form.errors else 200
    return render(request, "reports/returns/edit.html", context, status=status)


def _column_page(
    request: HttpRequest, report: ReportForm, column: ReportColumn | None
) -> HttpResponse:
    form = ColumnForm(request.POST or None, report=report, column=column)
    if request.method == "POST" and form.is_valid():
        who, facts = acting(request), form.facts()
        try:
            if column is None:
                services.add_column(report, facts, acting_user=who)
            else:
                services.change_column(column, facts, acting_user=who)
        except WrongFormError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The column is saved."))
            return redirect("reports:return_edit", report.pk)
    context = {"report": report, "column": column, "form": form}
    status = 400 if form.errors else 200
    return render(request, "reports/returns/column.html", context, status=status)


def _report_or_404(report_code: str) -> ReportForm:
    report = selectors.form_by_code(report_code)
    if report is None:
        raise Http404
    return report


def _column_or_404(report_code: str, column_id: int) -> tuple[ReportForm, ReportColumn]:
    report = _report_or_404(report_code)
    column = selectors.column_of(report, column_id)
    if column is None:
        raise Http404
    return report, column
