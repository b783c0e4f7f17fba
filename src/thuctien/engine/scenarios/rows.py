"""Rows of a table added, ended or altered: the only ways in which a change touches a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.scenarios.clashes import (
    Clash,
    ClashCode,
    ScenarioError,
    known_already,
    unknown,
)

ONE_DAY = timedelta(days=1)


def added(frame: pl.DataFrame, table: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the frame with new rows at its end; columns that are not named are empty."""
    new = pl.DataFrame(
        [{name: row.get(name) for name in TABLES[table].frame_schema} for row in rows],
        schema=TABLES[table].frame_schema,
    )
    return pl.concat([frame, new])


def altered(frame: pl.DataFrame, which: pl.Expr, **values: object) -> pl.DataFrame:
    """Return the frame with some columns of the rows that ``which`` names set to a value."""
    return frame.with_columns(
        pl.when(which)
        .then(value if isinstance(value, pl.Expr) else pl.lit(value, dtype=frame.schema[name]))
        .otherwise(pl.col(name))
        .cast(frame.schema[name])
        .alias(name)
        for name, value in values.items()
    )


def row_of(frame: pl.DataFrame, table: str, code: str) -> dict[str, Any]:
    """Return the row of a code; raises :class:`ScenarioError` where there is none."""
    found = frame.filter(pl.col(TABLES[table].key[0]) == code)
    if found.is_empty():
        raise unknown(table, code)
    return found.row(0, named=True)


def refuse_known(frame: pl.DataFrame, table: str, code: str) -> None:
    """Raise :class:`ScenarioError` where a code is taken."""
    if code in frame[TABLES[table].key[0]]:
        raise known_already(table, code)


def ended(frame: pl.DataFrame, table: str, code: str, from_day: date) -> pl.DataFrame:
    """Return the frame with the row of a code ending on the day before ``from_day``.

    Raises :class:`ScenarioError` where there is no such row, where it has ended by then, or where
    it has not begun: it would have no day left.
    """
    row = row_of(frame, table, code)
    if row["valid_to"] is not None and row["valid_to"] < from_day:
        raise ScenarioError([Clash(ClashCode.NOT_IN_FORCE, {"code": code, "day": from_day})])
    if row["valid_from"] is not None and row["valid_from"] >= from_day:
        values = {"code": code, "day": from_day, "begins": row["valid_from"]}
        raise ScenarioError([Clash(ClashCode.NOT_BEGUN, values)])
    return altered(frame, pl.col(TABLES[table].key[0]) == code, valid_to=from_day - ONE_DAY)
