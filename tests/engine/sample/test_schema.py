"""Every table of the sample keeps what the description of the tables promises."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest

from thuctien.engine.model import TABLES, Column, Province, Table

COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.columns
]


REFERENCES = [
    pytest.param(table, column, column.refers_to, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.columns
    if column.refers_to is not None
]


def values(frame: pl.DataFrame, column: Column) -> pl.Series:
    """Return the non-empty values of a column, lists taken apart."""
    series = frame[column.name]
    if isinstance(series.dtype, pl.List):
        series = series.explode()
    return series.drop_nulls()


@pytest.mark.parametrize("name", TABLES)
def test_frames_have_the_columns_and_types_of_their_table(full: Province, name: str) -> None:
    assert dict(full.frames()[name].schema) == dict(TABLES[name].frame_schema)


EMPTY = frozenset({"need_refusals"})
"""Tables that only the work of a year fills: agencies refuse needs in a survey."""


@pytest.mark.parametrize("name", sorted(set(TABLES) - EMPTY))
def test_no_table_is_empty(full: Province, name: str) -> None:
    assert full.frames()[name].height > 0


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique(full: Province, name: str) -> None:
    frame = full.frames()[name]
    assert frame.select(TABLES[name].key).is_unique().all()


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_cells_are_as_the_column_allows(full: Province, table: Table, column: Column) -> None:
    series = full.frames()[table.name][column.name]
    present = values(full.frames()[table.name], column)
    if column.required:
        assert series.null_count() == 0
    if column.choices:
        assert set(present.to_list()) <= set(column.choices)
    if column.least is not None:
        assert present.filter(present < column.least).is_empty()
    if column.most is not None:
        assert present.filter(present > column.most).is_empty()


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_references_resolve(full: Province, table: Table, column: Column, target: str) -> None:
    if target.startswith("codes:"):
        keys = full.codes.filter(pl.col("list") == target.removeprefix("codes:"))["code"]
    else:
        keys = full.frames()[target][TABLES[target].key[0]]
    found = values(full.frames()[table.name], column)
    assert found.filter(~found.is_in(keys.to_list())).unique().to_list() == []


@pytest.mark.parametrize("name", TABLES)
def test_texts_are_composed_unicode(full: Province, name: str) -> None:
    for series in full.frames()[name].iter_columns():
        if series.dtype == pl.String:
            texts = series.drop_nulls().unique().to_list()
            assert all(unicodedata.is_normalized("NFC", text) for text in texts)


@pytest.mark.parametrize("name", TABLES)
def test_nothing_ends_before_it_begins(full: Province, name: str) -> None:
    frame = full.frames()[name]
    if "valid_from" in frame.columns:
        assert frame.filter(pl.col("valid_to") < pl.col("valid_from")).is_empty()
