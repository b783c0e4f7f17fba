"""Times: ends after starts, no post held twice at once, nothing outside what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_PERIODS = (("valid_from", "valid_to"), ("first_day", "last_day"), ("awarded_on", "expires_on"))
_NEVER = date(9999, 12, 31)
_ROWS_APART = 10_000_000
"""More than a sheet has rows (1,048,576): packs an end and its row into one number."""


def ends_before_start(tables: Tables) -> Iterator[Finding]:
    """Find rows that end before they start."""
    for typed in tables.typed():
        for start, end in _PERIODS:
            if {start, end} <= set(typed.frame.columns):
                late = typed.frame.filter(pl.col(end) < pl.col(start))
                rows = late.select(ROW, pl.col(start).alias("start"), pl.col(end).alias("end"))
                yield Finding(FaultCode.ENDS_BEFORE_START, typed.table.name, end, rows)


def overlapping_appointments(tables: Tables) -> Iterator[Finding]:
    """Find appointments of one person to one post that start before an earlier one ended.

    Two rows with the same start are a duplicate key and told as such.
    """
    if not tables.has("appointments"):
        return
    held = ["person_id", "post_id"]
    packed = pl.col("__end").to_physical().cast(pl.Int64) * _ROWS_APART + pl.col(ROW)
    ordered = (
        tables.frame("appointments")
        .drop_nulls([*held, "valid_from"])
        .with_columns(pl.col("valid_to").fill_null(_NEVER).alias("__end"))
        .sort(*held, "valid_from", ROW)
        .with_columns(
            packed.cum_max().shift(1).over(held).alias("__latest"),
            pl.col("valid_from").shift(1).over(held).alias("__previous_start"),
        )
        .with_columns((pl.col("__latest") // _ROWS_APART).alias("__latest_end"))
    )
    rows = ordered.filter(
        pl.col("valid_from").to_physical() <= pl.col("__latest_end"),
        pl.col("valid_from") != pl.col("__previous_start"),
    ).select(
        ROW,
        (pl.col("__latest") % _ROWS_APART).alias("other"),
        pl.col("person_id").alias("person"),
        pl.col("post_id").alias("post"),
        pl.col("valid_from").alias("start"),
    )
    yield Finding(FaultCode.OVERLAPPING_APPOINTMENTS, "appointments", "valid_from", rows)


def posts_not_in_force(tables: Tables) -> Iterator[Finding]:
    """Find appointments that begin before, or last beyond, the time of their post."""
    if not tables.has("appointments", "posts"):
        return
    posts = _times_of(tables.frame("posts"), "post_id")
    rows = _outside(tables.frame("appointments"), posts, "post_id").select(
        ROW, pl.col("post_id").alias("post"), "start", "end"
    )
    yield Finding(FaultCode.POST_NOT_IN_FORCE, "appointments", "post_id", rows)


def units_not_in_force(tables: Tables) -> Iterator[Finding]:
    """Find posts that begin before, or last beyond, the time of their unit.

    A post without a first day begins with its unit; one without a last day lasts for ever.
    """
    if not tables.has("posts", "units"):
        return
    units = _times_of(tables.frame("units"), "unit_id")
    rows = _outside(tables.frame("posts"), units, "unit_id").select(
        ROW, pl.col("unit_id").alias("unit"), "start", "end"
    )
    yield Finding(FaultCode.UNIT_NOT_IN_FORCE, "posts", "unit_id", rows)


def _times_of(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    return frame.unique(key, keep="first", maintain_order=True).select(
        key, pl.col("valid_from").alias("start"), pl.col("valid_to").alias("end")
    )


def _outside(frame: pl.DataFrame, times: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the rows whose validity is not inside that of what they hang on."""
    too_early = (pl.col("valid_from") < pl.col("start")).fill_null(value=False)
    too_long = (pl.col("valid_to").fill_null(_NEVER) > pl.col("end")).fill_null(value=False)
    return frame.join(times, on=key, how="inner", maintain_order="left").filter(
        too_early | too_long
    )
