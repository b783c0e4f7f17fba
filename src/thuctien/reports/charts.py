"""Figures of the province as charts."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.engine.needs.result import Force
from thuctien.needs.models import CoverageSummary
from thuctien.ui.charts import Chart, Series
from thuctien.ui.words import FORCE_WORDS

SHOWN_FORCES = (Force.OVERDUE, Force.DUE, Force.RECOMMENDED)


def needs_by_kind(rows: Sequence[CoverageSummary], names: CodeNames) -> Chart:
    """Return the needs by kind of qualification and force."""
    return Chart(
        id="needs-by-kind",
        title=_("Needs by kind and force"),
        label_heading=_("Kind"),
        kind="bars",
        stacked=True,
        labels=[names.name(CodeList.QUALIFICATION_KIND, row.value) for row in rows],
        links=[reverse("reports:needs") + "?" + urlencode({"kind": row.value}) for row in rows],
        series=_by_force(rows),
    )


def needs_by_unit_kind(rows: Sequence[CoverageSummary], names: CodeNames) -> Chart:
    """Return the needs by kind of unit and force."""
    return Chart(
        id="needs-by-unit-kind",
        title=_("Needs by kind of unit and force"),
        label_heading=_("Kind of unit"),
        kind="bars",
        stacked=True,
        labels=[names.name(CodeList.UNIT_KIND, row.value) for row in rows],
        links=[
            reverse("reports:units") + "?" + urlencode({"kind": row.value, "sort": "-overdue"})
            for row in rows
        ],
        series=_by_force(rows),
    )


def _by_force(rows: Sequence[CoverageSummary]) -> list[Series]:
    return [
        Series(str(FORCE_WORDS[force]), f"{force}-fill", [getattr(row, force) for row in rows])
        for force in SHOWN_FORCES
    ]
