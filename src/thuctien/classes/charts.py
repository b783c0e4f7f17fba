"""Figures of a plan as charts."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.sending.selectors.plans import MonthRow
from thuctien.ui.charts import Chart, Series

COLOURS = tuple(f"series-{place}" for place in range(1, 7))


def turns_by_month(rows: Sequence[MonthRow], names: CodeNames) -> Chart:
    """Return the turns by month of start and kind of programme."""
    months = sorted({row.month for row in rows})
    turns = {(row.month, row.programme_kind): row.turns for row in rows}
    kinds = [
        code for code in _known_kinds(names) if any(row.programme_kind == code for row in rows)
    ]
    return Chart(
        id="turns-by-month",
        title=_("Turns by month of start and kind of programme"),
        label_heading=_("Month"),
        labels=[f"{month:%m/%Y}" for month in months],
        links=[f"{reverse('classes:classes')}?month={month:%Y-%m}" for month in months],
        stacked=True,
        series=[
            Series(
                names.name(CodeList.PROGRAMME_KIND, kind),
                COLOURS[place % len(COLOURS)],
                [turns.get((month, kind), 0) for month in months],
            )
            for place, kind in enumerate(kinds)
        ],
    )


def _known_kinds(names: CodeNames) -> list[str]:
    return [code for code, _name in names.choices(CodeList.PROGRAMME_KIND)]
