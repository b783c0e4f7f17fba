"""No row twice, no person twice."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from thuctien.engine.model import Table
from thuctien.engine.text.dates import Precision
from thuctien.engine.text.folding import folded, match_key
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_KEY_SEPARATOR = " · "


def duplicate_keys(tables: Tables) -> Iterator[Finding]:
    """Find rows with the key of an earlier row; a person twice has a sentence of its own."""
    for typed in tables.typed():
        table = typed.table
        rows = _with_first(typed.frame, table).filter(pl.col(ROW) != pl.col("other"))
        if table.name == "people":
            rows = rows.select(ROW, "other", pl.col("person_id").alias("person"))
            yield Finding(FaultCode.PERSON_TWICE, table.name, "person_id", rows)
        else:
            rows = rows.select(ROW, "other", _key_text(rows, table).alias("key"))
            yield Finding(FaultCode.DUPLICATE_KEY, table.name, table.key[0], rows)


def same_people(tables: Tables) -> Iterator[Finding]:
    """Find people with the name and birth day of an earlier one, under another identity.

    Names are compared by :func:`match_key`; only births known to the day count, since namesakes of
    one year are common.
    """
    if not tables.has("people"):
        return
    alike = ["birth_date", "__folded"]
    people = (
        tables.frame("people")
        .filter(pl.col("birth_date_precision") == Precision.DAY, pl.col("full_name").is_not_null())
        .with_columns(folded(pl.col("full_name")).alias("__folded"))
        .filter(pl.len().over(alike) > 1)
    )
    keys = pl.Series("__match", [match_key(n) for n in people["full_name"]], dtype=pl.String)
    first = (pl.col(c).first().over("birth_date", "__match") for c in ("person_id", ROW))
    twins = people.with_columns(keys).with_columns(
        column.alias(name) for column, name in zip(first, ("person", "other"), strict=True)
    )
    rows = twins.filter(pl.col("person") != pl.col("person_id")).select(
        ROW, "other", "person", pl.col("full_name").alias("name")
    )
    yield Finding(FaultCode.SAME_PERSON, "people", "full_name", rows)


def _with_first(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the rows whose key is complete, each with the first row of the same key."""
    required = [name for name in table.key if table.column(name).required]
    return frame.drop_nulls(required).with_columns(
        pl.col(ROW).first().over(table.key).alias("other")
    )


def _key_text(rows: pl.DataFrame, table: Table) -> pl.Expr:
    parts = [
        pl.col(name).dt.strftime("%d/%m/%Y") if rows.schema[name] == pl.Date else pl.col(name)
        for name in table.key
    ]
    return pl.concat_str(parts, separator=_KEY_SEPARATOR, ignore_nulls=True)
