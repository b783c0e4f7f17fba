"""Tables of facts kept as small CSV files beside this package: names, rules, programmes."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

from thuctien.engine.model import Kind, Table

LIST_SEPARATOR = ";"
YES = "x"


def raw_facts(name: str) -> pl.DataFrame:
    """Return the file ``data/<name>.csv`` as text columns; an empty cell is null.

    Raises ``FileNotFoundError`` where there is no such file.
    """
    content = (files("thuctien.engine.sample") / "data" / f"{name}.csv").read_bytes()
    return pl.read_csv(content, infer_schema=False)


def table_facts(table: Table) -> pl.DataFrame:
    """Return the file that has the rows of ``table``, with the columns and types of its frame.

    Columns that the file leaves out are null. Only kinds that occur in such files are read: texts,
    numbers, codes, booleans («x») and ISO dates.
    """
    raw = raw_facts(table.name)
    schema = table.frame_schema
    columns = [
        _typed(pl.col(c.name) if c.name in raw.columns else pl.lit(None, pl.String), c.kind)
        .cast(schema[c.name])
        .alias(c.name)
        for c in table.columns
    ]
    return raw.select(columns)


def split_codes(cell: pl.Expr) -> pl.Expr:
    """Return the sorted list of codes in a cell; an empty cell is an empty list."""
    parts = cell.fill_null("").str.split(LIST_SEPARATOR)
    return parts.list.eval(pl.element().filter(pl.element() != "")).list.sort()


def _typed(cell: pl.Expr, kind: Kind) -> pl.Expr:
    if kind is Kind.CODES:
        return split_codes(cell)
    if kind is Kind.BOOLEAN:
        return cell.fill_null("") == YES
    if kind is Kind.DATE:
        return cell.str.to_date("%Y-%m-%d")
    return cell
