"""Reads report forms, and for what they can be filled."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.people.models import Unit
from thuctien.reports.models import ReportColumn, ReportForm
from thuctien.sending.models import Plan, Round

MOST_UNITS = 300
"""Units that are offered to choose from; the others are reached from the lines of a report."""


def report_forms() -> QuerySet[ReportForm]:
    """Return every form in the order of authorities and codes."""
    return ReportForm.objects.order_by("authority", "code")


def form_by_code(code: str) -> ReportForm | None:
    """Return a form, or none."""
    return ReportForm.objects.filter(pk=code).first()


def column_of(form: ReportForm, column_id: int) -> ReportColumn | None:
    """Return a column of a form, or none where the form has no such."""
    return form.columns.filter(pk=column_id).first()


def years_known(today: date) -> list[int]:
    """Return the years that were planned for or had a round, and this one; the latest first."""
    years = {today.year, *Plan.objects.values_list("year", flat=True)}
    return sorted(years.union(Round.objects.values_list("year", flat=True)), reverse=True)


def year_shown_first(today: date) -> int:
    """Return the year of the current plan; this year where there is none."""
    current = Plan.objects.filter(is_current=True).values_list("year", flat=True).first()
    return current or today.year


def units_offered(*, acting_user: ActingUser) -> list[Unit]:
    """Return the units that can be chosen, from the top of what the reader may see downwards."""
    units = visible(Unit.objects.all(), acting_user=acting_user)
    return list(units.order_by("depth", "name_order", "pk")[:MOST_UNITS])


def unit_offered(code: str, *, acting_user: ActingUser) -> Unit | None:
    """Return the unit asked for, by default the topmost that the reader may see; else none."""
    units = visible(Unit.objects.all(), acting_user=acting_user)
    if code:
        return units.filter(pk=code).first()
    return units.order_by("depth", "path").first()
