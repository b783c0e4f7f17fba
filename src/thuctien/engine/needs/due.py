"""The due date and the kind of gap of each subject of a requirement."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model.choices import Binding, Timing
from thuctien.engine.needs.result import Force, Gap

NEVER = date(9999, 12, 31)


def _months_after(day: pl.Expr, months: pl.Expr) -> pl.Expr:
    return day.dt.offset_by(pl.format("{}mo", months.fill_null(0)))


def first_due() -> pl.Expr:
    """Return when a requirement is first due for a person.

    The clock starts with the appointment, or with the rule where the rule is younger: nobody is
    late against a rule that did not exist. A stated need brings its own date.
    """
    start = pl.max_horizontal("appointed_on", "rule_from")
    later = pl.col("timing").is_in([Timing.WITHIN_MONTHS, Timing.EVERY_MONTHS])
    return (
        pl.when(pl.col("stated_due").is_not_null())
        .then("stated_due")
        .when(later)
        .then(_months_after(start, pl.col("months")))
        .otherwise(start)
    )


def credential_gaps(rows: pl.LazyFrame, on: date, horizon: date) -> pl.LazyFrame:
    """Add ``due_on``, ``gap`` and ``met`` to subjects of requirements for a credential.

    ``rows`` has ``appointed_on``, ``rule_from``, ``stated_due``, ``timing``, ``months``,
    ``held_until`` and ``held_on`` (both empty where nothing is held), and ``lower_id``. A
    credential that expires, or whose renewal falls due, after ``horizon`` counts as met.
    """
    recurring = pl.col("timing") == Timing.EVERY_MONTHS
    renewal = (
        pl.when(recurring)
        .then(_months_after(pl.col("held_on"), pl.col("months")))
        .otherwise(pl.lit(NEVER))
    )
    held = pl.col("held_until").is_not_null()
    ends = pl.min_horizontal(pl.col("held_until"), renewal)
    gap = (
        pl.when(~held & pl.col("lower_id").is_not_null())
        .then(pl.lit(Gap.LEVEL_BELOW))
        .when(~held)
        .then(pl.lit(Gap.NEVER_HELD))
        .when(ends > horizon)
        .then(None)
        .when(renewal < pl.col("held_until"))
        .then(pl.lit(Gap.RENEWAL_DUE))
        .when(pl.col("held_until") < on)
        .then(pl.lit(Gap.EXPIRED))
        .otherwise(pl.lit(Gap.EXPIRING))
    )
    first = first_due()
    due = pl.when(held).then(pl.max_horizontal(first, ends)).otherwise(first)
    return rows.with_columns(gap.alias("gap"), due.alias("due_on")).with_columns(
        pl.col("gap").is_null().alias("met")
    )


def hours_due(horizon: date) -> pl.Expr:
    """Return when hours are due: as stated, or with the last day of the year of ``horizon``."""
    return pl.col("stated_due").fill_null(date(horizon.year, 12, 31))


def hours_gaps(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Fill ``hours_held`` and add ``gap`` and ``met`` to subjects of sources that ask for hours.

    ``rows`` has ``hours_needed`` (empty asks for none) and ``hours_held`` (since the start of
    the calendar year in which they are due; empty where there are none).
    """
    counted = rows.with_columns(pl.col("hours_held").fill_null(0.0))
    met = pl.col("hours_held") >= pl.col("hours_needed").fill_null(0.0)
    return counted.with_columns(
        pl.when(~met).then(pl.lit(Gap.HOURS_SHORT)).alias("gap"), met.alias("met")
    )


def force(on: date, horizon: date) -> pl.Expr:
    """Return the :class:`Force` of a gap from ``binding`` and ``due_on``."""
    return (
        pl.when(pl.col("due_on") > horizon)
        .then(pl.lit(Force.LATER))
        .when(pl.col("binding") == Binding.RECOMMENDED)
        .then(pl.lit(Force.RECOMMENDED))
        .when(pl.col("due_on") < on)
        .then(pl.lit(Force.OVERDUE))
        .otherwise(pl.lit(Force.DUE))
    )
