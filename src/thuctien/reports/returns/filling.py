"""A report form, filled for a year and a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Q

from thuctien.base.access import Action, require, visible
from thuctien.base.acting import ActingUser
from thuctien.catalogue.selectors import code_names
from thuctien.people.models import Unit
from thuctien.reports.closed_sets import SENSITIVE, Dimension
from thuctien.reports.models import ReportForm
from thuctien.reports.returns.facts import Extent, read_facts
from thuctien.reports.returns.labels import Labels, labels_of
from thuctien.reports.returns.shape import Leaf, Shape, shape_of
from thuctien.reports.returns.tabulate import Key, Line, behind, tabulate


@dataclass(frozen=True, slots=True)
class Asked:
    """For which year and unit a form is filled, and whether units are named as they are now."""

    year: int
    unit: Unit
    names_now: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown: how deep it stands (0 is the total), its name, its figures."""

    depth: int
    label: str
    key: Key
    figures: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its figures. A figure that is None is hidden."""

    form: ReportForm
    asked: Asked
    rows: Sequence[Dimension]
    shape: Shape
    lines: Sequence[ShownLine]
    draft_years: Sequence[int]
    """Years without an approved plan: their current draft is counted as planned."""
    has_hidden: bool


def years_of(form: ReportForm, year: int) -> list[int]:
    """Return the years of a form that ends with ``year``."""
    return list(range(year - form.years + 1, year + 1))


def row_dimensions(form: ReportForm) -> list[Dimension]:
    """Return by what the rows of a form are told apart; a sensitive dimension never makes rows."""
    return [Dimension(name) for name in form.rows if name not in SENSITIVE]


def fill(form: ReportForm, asked: Asked, *, today: date, acting_user: ActingUser) -> Filled:
    """Return a form filled with figures, by a fixed number of queries.

    Raises ``PermissionDenied`` where the acting user may not read figures of the unit.
    """
    require(acting_user, Action.READ_UNIT, asked.unit)
    rows, shape = row_dimensions(form), shape_of(list(form.columns.all()))
    turns, drafts = _turns(form, asked, today, sensitive=shape.is_sensitive)
    lines = dict(tabulate(turns, rows, shape.leaves))
    if rows and rows[0] is Dimension.UNIT:
        for unit in _units_below(form, asked, today, acting_user):
            lines.setdefault((unit,), Line((unit,), [0] * len(shape.leaves)))
    elif rows:
        lines = {key: line for key, line in lines.items() if not key or _counts_anything(line)}
    shown = _in_order(lines, rows, form)
    return Filled(
        form=form,
        asked=asked,
        rows=rows,
        shape=shape,
        lines=shown,
        draft_years=drafts,
        has_hidden=any(None in line.figures for line in shown),
    )


def _counts_anything(line: Line) -> bool:
    """Say whether anything is counted in a line; of other kinds of training nothing may be."""
    return any(figure != 0 for figure in line.figures)


def turns_behind(
    form: ReportForm, asked: Asked, key: Key, leaf: Leaf, *, today: date, acting_user: ActingUser
) -> pl.DataFrame:
    """Return the turns that a cell of a filled form counts (columns as in :mod:`.facts`).

    Raises ``PermissionDenied`` where the acting user may not read figures of the unit,
    ``ValueError`` for a sensitive column: nobody may be named as counted there.
    """
    require(acting_user, Action.READ_UNIT, asked.unit)
    if leaf.is_sensitive:
        raise ValueError(leaf.title)
    rows = row_dimensions(form)
    turns, _drafts = _turns(form, asked, today, sensitive=False)
    return behind(turns, rows, key, leaf)


def names_of_key(form: ReportForm, key: Key) -> list[str]:
    """Return what the row of a key is called, from the outside in; nothing for the total."""
    return [
        labels_of(dimension, [code], form.age_bounds)[code]
        for dimension, code in zip(row_dimensions(form), key, strict=False)
    ]


def _turns(
    form: ReportForm, asked: Asked, today: date, *, sensitive: bool
) -> tuple[pl.DataFrame, Sequence[int]]:
    extent = Extent(
        years=years_of(form, asked.year), unit=asked.unit, names_now=asked.names_now, today=today
    )
    facts = read_facts(extent, sensitive=sensitive)
    return facts.turns.with_columns(
        _row_unit(asked.unit).alias(Dimension.UNIT),
        _age_group(form.age_bounds).alias(Dimension.AGE),
    ), facts.draft_years


def _row_unit(unit: Unit) -> pl.Expr:
    """Return the unit of a row: the one directly below ``unit``, or itself for its own people."""
    below = pl.col("path").str.split("/").list.get(unit.depth + 2, null_on_oob=True)
    return pl.when(below == "").then(pl.lit(unit.pk)).otherwise(below)


def _age_group(bounds: Sequence[int]) -> pl.Expr:
    """Return the number of the age group: how many bounds were reached."""
    reached = [(pl.col("years_old") >= bound).cast(pl.Int64) for bound in bounds]
    return pl.sum_horizontal(pl.lit(0), *reached).cast(pl.String)


def _units_below(form: ReportForm, asked: Asked, today: date, acting_user: ActingUser) -> list[str]:
    """Return the units directly below that stood in the years of the form, or stand today."""
    years = years_of(form, asked.year)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    if asked.names_now:
        first = last = today
    stood = (Q(valid_from=None) | Q(valid_from__lte=last)) & (
        Q(valid_to=None) | Q(valid_to__gte=first)
    )
    below = visible(Unit.objects.filter(stood, parent=asked.unit), acting_user=acting_user)
    return list(below.values_list("pk", flat=True))


def _in_order(
    lines: Mapping[Key, Line], rows: Sequence[Dimension], form: ReportForm
) -> list[ShownLine]:
    names = code_names()
    labels: list[Labels] = [
        labels_of(
            dimension, {key[depth] for key in lines if len(key) > depth}, form.age_bounds, names
        )
        for depth, dimension in enumerate(rows)
    ]
    places = [{code: place for place, code in enumerate(known)} for known in labels]

    def place(line: Line) -> list[int]:
        return [places[depth][code] for depth, code in enumerate(line.key)]

    return [
        ShownLine(
            len(line.key),
            labels[len(line.key) - 1][line.key[-1]] if line.key else "",
            line.key,
            line.figures,
        )
        for line in sorted(lines.values(), key=place)
    ]
