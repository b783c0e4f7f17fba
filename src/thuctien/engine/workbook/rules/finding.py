"""What a rule sees and what it answers: frames in, frames of offending rows out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.faults import MOST_OF_A_KIND, Fault, FaultLog
from thuctien.engine.workbook.typed import ROW, TypedTable

_OPEN = Wording("không hạn", "open")


@dataclass(frozen=True, slots=True)
class Finding:
    """Rows that break a rule.

    ``rows`` has :data:`ROW` and one column for each value of the fault's sentence; ``column`` is
    the column at fault, ``None`` for the row as a whole. ``wordings`` are values that are the same
    in every row and differ by language.
    """

    code: FaultCode
    table: str
    column: str | None
    rows: pl.DataFrame
    wordings: Mapping[str, Wording] | None = None


class Tables:
    """The tables that a workbook has, as the rules see them."""

    def __init__(self, tables: Mapping[str, TypedTable]) -> None:
        self._tables = tables

    def has(self, *names: str) -> bool:
        """Return whether all these tables were found; a rule on a missing one finds nothing."""
        return all(name in self._tables for name in names)

    def frame(self, name: str) -> pl.DataFrame:
        """Return the rows of a table, with :data:`ROW`."""
        return self._tables[name].frame

    def typed(self) -> Iterator[TypedTable]:
        """Yield the tables found, in the order of the model."""
        yield from self._tables.values()

    def place(self, table: str, column: str | None) -> tuple[str, str | None]:
        """Return the sheet and the header, as the file calls them."""
        typed = self._tables[table]
        if column is None:
            return typed.sheet, None
        return typed.sheet, typed.titles.get(column, typed.table.column(column).header)


Rule: TypeAlias = Callable[[Tables], Iterator[Finding]]


def report(finding: Finding, tables: Tables, log: FaultLog) -> None:
    """Turn the rows of a finding into faults; of a flood the first are kept, the rest counted."""
    sheet, column = tables.place(finding.table, finding.column)
    rows = finding.rows.sort(ROW)
    for values in rows.head(MOST_OF_A_KIND).iter_rows(named=True):
        row = values.pop(ROW)
        shown = {name: _shown(value) for name, value in values.items()}
        log.add(Fault(finding.code, sheet, row, column, {**shown, **(finding.wordings or {})}))
    if rows.height > MOST_OF_A_KIND:
        log.add_count(finding.code, sheet, column, rows.height - MOST_OF_A_KIND)


def _shown(value: object) -> object:
    """Years, sizes and numbers of rows are no amounts: they take no thousands mark."""
    if value is None:
        return _OPEN
    return str(value) if isinstance(value, int) else value
