"""The lines of a filled form with what can be opened from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.catalogue.selectors import CodeNames, code_names
from thuctien.reports.closed_sets import Dimension
from thuctien.reports.models import ReportColumn, ReportForm
from thuctien.reports.returns import wording
from thuctien.reports.returns.filling import Filled, ShownLine
from thuctien.reports.returns.labels import labels_of
from thuctien.reports.returns.shape import Leaf, in_order
from thuctien.ui.formats import number


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is written; ``url`` leads to who is behind it, empty where nowhere."""

    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is written; ``url`` fills the same form for the unit of the line."""

    label: str
    depth: int
    is_sum: bool
    url: str
    cells: Sequence[Cell]


def lines_of(filled: Filled, query: str, *, may_open_people: bool) -> list[Line]:
    """Return the lines of a filled form; ``query`` says for what it is filled."""
    form_url = reverse("reports:return", args=[filled.form.pk])
    people_url = reverse("reports:return_cell", args=[filled.form.pk]) if may_open_people else ""
    return [
        Line(
            label=line.label if line.key else wording.total(),
            depth=line.depth,
            is_sum=line.depth < len(filled.rows) or not line.key,
            url=_unit_url(filled, line, form_url),
            cells=[
                _cell(leaf, figure, line, people_url, query)
                for leaf, figure in zip(filled.shape.leaves, line.figures, strict=True)
            ],
        )
        for line in filled.lines
    ]


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column in the list of columns: how deep it stands, and what limits it, in words."""

    depth: int
    column: ReportColumn
    limits: str


def column_lines(form: ReportForm) -> list[ColumnLine]:
    """Return the columns and headings of a form as they stand in it."""
    names = code_names()
    return [
        ColumnLine(depth, column, "; ".join(_limits(column, names)))
        for depth, column in in_order(list(form.columns.all()))
    ]


def _limits(column: ReportColumn, names: CodeNames) -> Iterator[str]:
    for dimension, codes in column.filters.items():
        labels = labels_of(Dimension(dimension), codes, (), names)
        yield f"{Dimension(dimension).label}: {', '.join(labels.values())}"
    if column.min_age is not None:
        yield _("from %(age)s years") % {"age": column.min_age}
    if column.max_age is not None:
        yield _("up to %(age)s years") % {"age": column.max_age}


def _cell(leaf: Leaf, figure: int | None, line: ShownLine, people_url: str, query: str) -> Cell:
    title = " – ".join(leaf.titles)
    if figure is None:
        return Cell(wording.HIDDEN, title, "")
    if not figure or not people_url or leaf.is_sensitive:
        return Cell(number(figure), title, "")
    place = urlencode([("column", leaf.column_id), *(("key", code) for code in line.key)])
    return Cell(number(figure), title, f"{people_url}?{query}&{place}")


def _unit_url(filled: Filled, line: ShownLine, form_url: str) -> str:
    """Return where a line of a unit below leads; other lines lead nowhere."""
    if filled.rows[:1] != [Dimension.UNIT] or len(line.key) != 1:
        return ""
    unit = line.key[0]
    if unit == filled.asked.unit.pk:
        return ""
    names = {"names": "now"} if filled.asked.names_now else {}
    return f"{form_url}?{urlencode({'year': filled.asked.year, 'unit': unit, **names})}"
