"""Exactly which rows adopting a scenario would write, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.base.language import own_name
from thuctien.engine.model import TABLES, Table
from thuctien.engine.model.columns import PRECISION_SUFFIX
from thuctien.engine.workbook.choice_names import choice_name
from thuctien.scenarios.services.adopting import Writing
from thuctien.sending.bridge.differences import STORED, Difference
from thuctien.ui import formats

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row: what is done with it, its key, and what is written into which column."""

    act: str
    key: str
    values: Sequence[tuple[str, str, str]]
    """Column, before, after; before is empty for a new row."""


@dataclass(frozen=True, slots=True)
class TableShown:
    """The rows of one table: how many are new, ended or altered, gone; and the first of them."""

    name: str
    new: int
    changed: int
    gone: int
    rows: Sequence[RowShown]

    @property
    def more(self) -> int:
        """Return how many rows are not shown."""
        return self.new + self.changed + self.gone - len(self.rows)


def preview(writing: Writing) -> list[TableShown]:
    """Return what would be written, table by table; of long tables the first rows."""
    return [_table(TABLES[name], part) for name, part in writing.tables.items()]


def _table(table: Table, part: Difference) -> TableShown:
    rows = [*_changed(table, part), *_whole(table, part.new, "new"),
            *_whole(table, part.gone, "gone")]  # fmt: skip
    return TableShown(
        own_name(table.sheet, table.sheet_en),
        part.new.height,
        part.changed.height,
        part.gone.height,
        rows[:MOST_SHOWN],
    )


def _changed(table: Table, part: Difference) -> Iterator[RowShown]:
    columns = [name for name in part.new.columns if f"{name}{STORED}" in part.changed.columns]
    for row in part.changed.head(MOST_SHOWN).iter_rows(named=True):
        values = [
            (_title(table, name), _shown(row[f"{name}{STORED}"]), _shown(row[name]))
            for name in columns
            if row[name] != row[f"{name}{STORED}"]
        ]
        yield RowShown("changed", _key(table, row), values)


def _whole(table: Table, frame: pl.DataFrame, act: str) -> Iterator[RowShown]:
    for row in frame.head(MOST_SHOWN).iter_rows(named=True):
        values = [
            (_title(table, name), "", _shown(value))
            for name, value in row.items()
            if name not in table.key and value not in (None, "", []) and name in _columns(table)
        ]
        yield RowShown(act, _key(table, row), values)


def _columns(table: Table) -> set[str]:
    return {column.name for column in table.columns}


def _title(table: Table, name: str) -> str:
    column = table.column(name.removesuffix(PRECISION_SUFFIX))
    return own_name(column.header, column.header_en)


def _key(table: Table, row: dict[str, object]) -> str:
    return " · ".join(_shown(row[name]) for name in table.key if row[name] is not None)


def _shown(value: object) -> str:
    if value is None or value in ("", []):
        return formats.NOTHING
    if isinstance(value, bool):
        return "✓" if value else formats.NOTHING
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return choice_name(value, formats.language()) if isinstance(value, str) else str(value)
