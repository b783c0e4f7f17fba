"""Columns that follow from a name and are kept for search and sort."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from thuctien.engine.text.folding import folded
from thuctien.engine.text.ordering import name_keys

LONGEST_KEY = 500
"""Enough to tell any two names apart, and within what one row of an index can hold."""


def with_name_columns(
    frame: pl.DataFrame,
    column: str = "full_name",
    keys: Callable[[pl.Series], pl.Series] = name_keys,
) -> pl.DataFrame:
    """Return the rows with ``folded_name`` and ``name_order``, which follow from ``column``.

    ``keys`` gives the sort keys: of people by given name, of units by the whole name.
    """
    return frame.with_columns(
        folded(pl.col(column)).str.slice(0, LONGEST_KEY).alias("folded_name"),
        keys(frame[column]).str.slice(0, LONGEST_KEY).alias("name_order"),
    )


def name_columns_of(full_name: str) -> tuple[str, str]:
    """Return ``folded_name`` and ``name_order`` of one person."""
    frame = with_name_columns(pl.DataFrame({"full_name": [full_name]}))
    return frame["folded_name"][0], frame["name_order"][0]
