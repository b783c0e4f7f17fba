"""Columns that follow from a row's name and are kept for search and sort."""

from __future__ import annotations

import polars as pl

from thuctien.engine.text.ordering import sort_keys
from thuctien.people.derived import with_name_columns


def with_derived(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table with their derived columns.

    The tree of units is filled in once all units are stored (:mod:`thuctien.people.services.tree`).
    """
    if name in {"people", "lecturers"}:
        return with_name_columns(frame)
    if name == "units":
        return with_name_columns(frame, "name", sort_keys).with_columns(
            pl.lit("").alias("path"), pl.lit(0).alias("depth")
        )
    return frame
