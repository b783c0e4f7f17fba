"""The estimate as a workbook: items, classes, agencies, and every line with its norm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.files import whole_file
from thuctien.base.language import own_name
from thuctien.base.list_export import WHOLE, handed_out
from thuctien.base.lists import Asked
from thuctien.costs.models import Estimate, EstimateLine
from thuctien.costs.presenting import count_words, line_words
from thuctien.costs.selectors.estimates import Part, agencies_of, classes_of, items_of
from thuctien.engine.workbook.tables import write_tables

Sheet = tuple[dict[str, str], pl.DataFrame]


def estimate_workbook(estimate: Estimate, *, acting_user: ActingUser) -> FileResponse:
    """Return an estimate as a workbook in the language of the page.

    Raises ``PermissionDenied``, or ``OSError`` where it cannot be written.
    """
    require(acting_user, Action.READ_MONEY)
    record(
        "costs.estimate.export",
        acting_user=acting_user,
        object_type="costs.estimate",
        object_key=str(estimate.pk),
    )
    sheets = {
        _("By item"): _parts(_("Item"), items_of(estimate)),
        _("By class"): _classes(estimate),
        _("By agency"): _parts(_("Agency"), agencies_of(estimate, acting_user=acting_user)),
        _("Lines"): _lines(estimate),
    }
    with whole_file(Path(settings.RESULTS)) as (handle, _finish):
        write_tables(handle.name, sheets)
        return handed_out(Path(handle.name), _("Estimate %(year)s") % {"year": estimate.plan.year})


def _parts(heading: str, parts: Iterable[Part]) -> Sheet:
    headers = (heading, _("Amount (đ)"), _("Budget (đ)"), _("Agency (đ)"))
    rows = [
        (own_name(p.name, p.name_en), p.amount, p.budget_amount, p.agency_amount) for p in parts
    ]
    return _sheet(headers, rows)


def _classes(estimate: Estimate) -> Sheet:
    headers = (
        _("Class"),
        _("Programme"),
        _("From"),
        _("Learners"),
        _("Amount (đ)"),
        _("Budget (đ)"),
        _("Agency (đ)"),
        _("As the plan counts (đ)"),
        _("Difference (đ)"),
    )
    rows = [
        (
            row.planned_class.class_id,
            own_name(row.planned_class.programme.name, row.planned_class.programme.name_en),
            row.planned_class.starts_on,
            row.learners,
            row.amount,
            row.budget_amount,
            row.agency_amount,
            row.flat_cost,
            row.budget_amount - row.flat_cost,
        )
        for row in classes_of(estimate, Asked(sort="class", size=WHOLE)).object_list
    ]
    return _sheet(headers, rows)


def _lines(estimate: Estimate) -> Sheet:
    headers = (
        _("Class"),
        _("Item"),
        _("Counted by"),
        _("Quantity"),
        _("Price (đ)"),
        _("Amount (đ)"),
        _("Budget line"),
        _("Budget (đ)"),
        _("Agency (đ)"),
        _("Rests on"),
    )
    lines = EstimateLine.objects.filter(estimate=estimate).select_related(
        "item", "norm", "planned_class"
    )
    rows = [
        (
            line.planned_class.class_id,
            line_words(line),
            count_words(line.count),
            line.quantity,
            line.unit_price,
            line.amount,
            line.budget_id,
            line.budget_amount,
            line.agency_amount,
            line.norm.source,
        )
        for line in lines.order_by("planned_class__class_id", "item__position", "taught_by")
    ]
    return _sheet(headers, rows)


def _sheet(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> Sheet:
    columns = list(zip(*rows, strict=True)) or [()] * len(headers)
    frame = pl.DataFrame(
        [pl.Series(str(place), list(column)) for place, column in enumerate(columns)]
    )
    return {str(place): header for place, header in enumerate(headers)}, frame
