"""Figures of a form: each level of its rows is one aggregation over all columns at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

import polars as pl

from thuctien.reports.closed_sets import Dimension, Measure
from thuctien.reports.returns.hiding import hide_small
from thuctien.reports.returns.shape import Leaf

Key = tuple[str, ...]
"""The values of the row dimensions from the outside in; empty for the total."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures; a figure that is None is hidden (:mod:`.hiding`)."""

    key: Key
    figures: Sequence[int | None]


def tabulate(
    turns: pl.DataFrame, rows: Sequence[Dimension], leaves: Sequence[Leaf]
) -> Mapping[Key, Line]:
    """Return the lines by key: the total, each value of the first dimension, each of both.

    Persons and classes are counted once within each line, so lines do not add up to the total.
    ``turns`` are as in :func:`.facts.read_facts`, with a code for each dimension of the rows.
    """
    counted = [_counted(leaf).alias(str(place)) for place, leaf in enumerate(leaves)]
    lines: dict[Key, Sequence[int | None]] = {(): turns.select(counted).row(0) if leaves else ()}
    for depth in range(1, len(rows) + 1):
        names = [str(dimension) for dimension in rows[:depth]]
        for found in turns.group_by(names).agg(counted).iter_rows():
            lines[found[:depth]] = found[depth:]
    return {key: Line(key, figures) for key, figures in hide_small(lines, leaves).items()}


def behind(turns: pl.DataFrame, rows: Sequence[Dimension], key: Key, leaf: Leaf) -> pl.DataFrame:
    """Return the turns that a cell counts."""
    same = [pl.col(str(dimension)) == value for dimension, value in zip(rows, key, strict=False)]
    return turns.filter(reduce(and_, same, _fits(leaf)))


def _counted(leaf: Leaf) -> pl.Expr:
    fits = _fits(leaf)
    match leaf.measure:
        case Measure.TURNS:
            found = fits.sum()
        case Measure.PERSONS:
            found = pl.col("person_id").filter(fits).n_unique()
        case Measure.CLASSES:
            found = pl.col("class_key").filter(fits).n_unique()
        case Measure.NEEDS | Measure.MONEY:
            found = pl.col(leaf.measure).filter(fits).sum()
    return found.cast(pl.Int64)


def _fits(leaf: Leaf) -> pl.Expr:
    """Return the condition that a turn is of a column and of all headings above it."""
    conditions = [pl.col(leaf.progress)]
    conditions += [pl.col(dimension).is_in(sorted(codes)) for dimension, codes in leaf.filters]
    for least, most in leaf.ages:
        if least is not None:
            conditions.append(pl.col("years_old") >= least)
        if most is not None:
            conditions.append(pl.col("years_old") <= most)
    return reduce(and_, conditions)
