"""Scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.engine.scenarios import Figure
from thuctien.scenarios.models import Scenario
from thuctien.scenarios.selectors.scenarios import FigureRow, figure_rows, result_of

MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One scenario with its figures; none where it is not computed."""

    scenario: Scenario
    rows: Sequence[FigureRow]

    def row(self, figure: str) -> FigureRow | None:
        """Return one figure; None where the scenario has it not."""
        return next((row for row in self.rows if row.figure == figure), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in all columns, beside the year as it is in the first that has it."""

    label: str
    base_label: str
    first: FigureRow
    cells: Sequence[FigureRow | None]


def compared(keys: Sequence[int], *, acting_user: ActingUser) -> list[Column]:
    """Return up to four scenarios that may be seen, in the order asked for: one query."""
    wanted = list(dict.fromkeys(keys))[:MOST_COMPARED]
    rows = visible(Scenario.objects.all(), acting_user=acting_user)
    found = rows.select_related("result").in_bulk(wanted)
    return [_column(found[key]) for key in wanted if key in found]


def lines(columns: Sequence[Column]) -> list[Line]:
    """Return the figures line by line; those that no scenario has are left out."""
    found = []
    for figure in Figure:
        cells = [column.row(figure) for column in columns]
        first = next((cell for cell in cells if cell is not None), None)
        if first is not None:
            found.append(Line(first.label, first.base_label, first, cells))
    return found


def _column(scenario: Scenario) -> Column:
    result = result_of(scenario)
    return Column(scenario, figure_rows(result) if result else ())
