"""Columns that follow from a row's name and are kept for search and sort."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from thuctien.engine.text.folding import folded
from thuctien.engine.text.ordering import name_keys, sort_keys

LONGEST_KEY = 500
"""Enough to tell any two names apart, and within what one row of an index can hold."""


def with_derived(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table with their derived columns.

    The tree of units is filled in once all units are stored (:mod:`thuctien.people.services.tree`).
    """
    if name in {"people", "lecturers"}:
        return frame.with_columns(_folded("full_name"), _ordered(frame, "full_name", name_keys))
    if name == "units":
        return frame.with_columns(
            _folded("name"),
            _ordered(frame, "name", sort_keys),
            pl.lit("").alias("path"),
            pl.lit(0).alias("depth"),
        )
    return frame


def _folded(column: str) -> pl.Expr:
    return folded(pl.col(column)).str.slice(0, LONGEST_KEY).alias("folded_name")


def _ordered(frame: pl.DataFrame, column: str, keys: Callable[[pl.Series], pl.Series]) -> pl.Series:
    return keys(frame[column]).str.slice(0, LONGEST_KEY).alias("name_order")
