"""Scenarios side by side as charts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thuctien.engine.scenarios import Figure
from thuctien.scenarios.selectors.comparing import Column
from thuctien.ui.charts import Chart, Series

MILLION = 1_000_000
CHARTED = (Figure.NEEDS, Figure.NEEDS_MET, Figure.PERSONS_SENT, Figure.COST)


def figure_charts(columns: Sequence[Column]) -> list[Chart]:
    """Return a chart a figure: the year as it is, then each scenario."""
    charts = []
    for figure in CHARTED:
        rows = [column.row(figure) for column in columns]
        first = next((row for row in rows if row is not None), None)
        if first is None:
            continue
        is_money = figure is Figure.COST
        title = _("Cost (million đồng)") if is_money else first.label
        values = [first.before, *(row.after if row else 0 for row in rows)]
        charts.append(
            Chart(
                id=f"compare-{figure}",
                title=title,
                label_heading=_("Scenario"),
                labels=[_("As it is"), *(column.scenario.name for column in columns)],
                series=[
                    Series(
                        title,
                        "series-1",
                        [round(value / MILLION, 1) for value in values] if is_money else values,
                    )
                ],
                kind="bars",
            )
        )
    return charts
