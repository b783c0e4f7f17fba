"""Which sheet is which table, and which column is which: by Vietnamese, English or code name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thuctien.engine.model import Column, Table
from thuctien.engine.text.legacy import to_unicode
from thuctien.engine.text.normal import clean_text
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.choice_names import reading_key
from thuctien.engine.workbook.faults import Fault

HEADER_ROWS = 20
"""A header is looked for in the first rows only; some offices put a title above it."""

OPENING_SHEET = Wording("Đọc trước", "Read first")
"""A sheet of plain words that our own workbooks begin with; it is no table."""

_IGNORED_COLUMNS = frozenset({"stt", "tt", "no"})
_CLOSE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand: by name of column, position and words in the file."""

    row: int
    """Counted from 0."""
    positions: dict[str, int]
    titles: dict[str, str]


def match_sheets(
    names: Sequence[str], tables: Iterable[Table]
) -> tuple[dict[str, str], list[Fault]]:
    """Return the sheet of each table found, by name of table, and the faults of doing so."""
    wanted = list(tables)
    by_key = {reading_key(n): t for t in wanted for n in (t.name, t.sheet, t.sheet_en)}
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for name in names:
        key = reading_key(to_unicode(name))
        table = by_key.get(key)
        if table is None:
            if key not in _opening_keys():
                faults.append(Fault(FaultCode.UNKNOWN_SHEET, name))
        elif table.name in found:
            values = {"other": found[table.name], "table": sheet_title(table)}
            faults.append(Fault(FaultCode.DUPLICATE_SHEET, name, values=values))
        else:
            found[table.name] = name
    faults += [
        Fault(FaultCode.MISSING_SHEET, values={"sheet": sheet_title(table)})
        for table in wanted
        if table.name not in found and not table.optional
    ]
    return found, faults


def match_header(
    table: Table, sheet: str, rows: Sequence[Sequence[object]]
) -> tuple[Header, list[Fault]]:
    """Return where the columns of ``table`` are in ``rows``, and the faults of finding them.

    The header is the row, among the first :data:`HEADER_ROWS`, with most names that the table
    knows.
    """
    by_key = {reading_key(n): c for c in table.columns for n in (c.name, c.header, c.header_en)}
    head = rows[:HEADER_ROWS]
    known = [sum(reading_key(_title(cell)) in by_key for cell in row) for row in head]
    row = known.index(max(known)) if known else 0
    titles = [_title(cell) for cell in head[row]] if head else []
    positions: dict[str, int] = {}
    unknown: list[str] = []
    faults: list[Fault] = []
    for position, title in enumerate(titles):
        column = by_key.get(reading_key(title))
        if column is None:
            unknown.append(title)
        elif column.name in positions:
            values = {"other": titles[positions[column.name]], "column": column_title(column)}
            faults.append(Fault(FaultCode.DUPLICATE_COLUMN, sheet, row + 1, title, values))
        else:
            positions[column.name] = position
    missing = [column for column in table.columns if column.name not in positions]
    faults += _unknown_columns(sheet, row + 1, unknown, missing)
    faults += [
        Fault(FaultCode.MISSING_COLUMN, sheet, row + 1, values={"column": column_title(column)})
        for column in missing
        if column.required
    ]
    return Header(row, positions, {n: titles[p] for n, p in positions.items()}), faults


def sheet_title(table: Table) -> Wording:
    """Return the name of a table's sheet in both languages."""
    return Wording(table.sheet, table.sheet_en)


def column_title(column: Column) -> Wording:
    """Return the name of a column in both languages."""
    return Wording(column.header, column.header_en)


def _title(cell: object) -> str:
    return clean_text(to_unicode(str(cell)))


def _unknown_columns(
    sheet: str, row: int, titles: Iterable[str], missing: Sequence[Column]
) -> Iterator[Fault]:
    """A title close to a missing column is an error: its values would be lost without a word."""
    keys = {reading_key(n): c for c in missing for n in (c.name, c.header, c.header_en)}
    for title in titles:
        key = reading_key(title)
        if not key or key in _IGNORED_COLUMNS:
            continue
        if close := difflib.get_close_matches(key, keys, n=1, cutoff=_CLOSE_ENOUGH):
            values = {"column": column_title(keys[close[0]])}
            yield Fault(FaultCode.MISSPELT_COLUMN, sheet, row, title, values)
        else:
            yield Fault(FaultCode.UNKNOWN_COLUMN, sheet, row, title)


def _opening_keys() -> frozenset[str]:
    return frozenset({reading_key(OPENING_SHEET.vi), reading_key(OPENING_SHEET.en)})
