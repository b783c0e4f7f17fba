"""By what nominations are compared: a closed set, put in an order by each province."""

from __future__ import annotations

from enum import StrEnum

import polars as pl


class Criterion(StrEnum):
    """One thing by which two nominations of a class are compared."""

    VERDICT = "verdict"
    """Who meets the conditions comes before who needs a special decision."""
    HAD_A_SEAT = "had_a_seat"
    """Who gave up a place of an earlier class for a good reason keeps it here."""
    FORCE = "force"
    """Overdue before due, due before recommended, any need before none on record."""
    DUE_ON = "due_on"
    """The need that is due earlier."""
    PLANNED = "planned"
    """Who is planned for an office."""
    YEARS_LEFT = "years_left"
    """Who has more whole years of service left."""
    TIMES_REFUSED = "times_refused"
    """Who was refused more often before."""


class Tie(StrEnum):
    """What decides between two who are equal in every criterion; their rank is the same."""

    SUBMITTED = "submitted"
    """The nomination that was submitted earlier."""
    CODE = "code"
    """The code of the person, as the last resort: without it the order would be by chance."""


DEFAULT_ORDER: tuple[Criterion, ...] = tuple(Criterion)

VERDICTS = ("met", "special_decision", "not_met")
FORCES = ("overdue", "due", "recommended", "later")

_LAST = 99


def read_order(text: str) -> tuple[Criterion, ...]:
    """Return the criteria that a parameter names, in its order: «force; due_on; verdict».

    Raises ``ValueError`` for a name that is no criterion and for one that stands there twice.
    """
    names = [name.strip() for name in text.replace(",", ";").split(";") if name.strip()]
    order = tuple(Criterion(name) for name in names)
    if len(set(order)) != len(order):
        raise ValueError(f"a criterion stands twice in «{text}»")
    return order


def key_of(criterion: Criterion) -> pl.Expr:
    """Return what nominations are sorted by, ascending: a whole number, never null."""
    column = pl.col(criterion)
    match criterion:
        case Criterion.VERDICT:
            return _place(column, VERDICTS)
        case Criterion.FORCE:
            return _place(column, FORCES)
        case Criterion.DUE_ON:
            return column.dt.epoch("d").cast(pl.Int64).fill_null(2**40)
        case Criterion.YEARS_LEFT:
            return -column.cast(pl.Int64).fill_null(0)
        case Criterion.TIMES_REFUSED | Criterion.HAD_A_SEAT | Criterion.PLANNED:
            return -column.cast(pl.Int64)


def _place(column: pl.Expr, values: tuple[str, ...]) -> pl.Expr:
    places = {value: place for place, value in enumerate(values)}
    return column.replace_strict(places, default=_LAST, return_dtype=pl.Int64)
