"""The raw cells of a file, kept so that single rows can be read again without opening the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, overload

import polars as pl
from typing_extensions import override

from thuctien.engine.sheets import Book, BookKind, Sheet
from thuctien.engine.sheets.book import Span
from thuctien.engine.text.legacy import Encoding
from thuctien.engine.workbook.cells import Cell

_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.Int32(),
    "kinds": pl.String(),
    "texts": pl.List(pl.String()),
}
"""One row of a sheet: the kind of each cell as one letter, and its text."""

_TEXT, _NUMBER, _WHOLE, _FLAG, _MOMENT, _DAY, _TIME = "snibmdt"


def write_cells(book: Book, folder: Path) -> list[dict[str, Any]]:
    """Write the cells of every sheet and return what else there is to know of it, for JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    described = []
    for index, sheet in enumerate(book.sheets):
        rows = [_packed(number, row) for number, row in enumerate(sheet.rows, start=1) if row]
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        frame.write_parquet(folder / f"{index}.parquet", compression="lz4")
        described.append(
            {
                "name": sheet.name,
                "rows": len(sheet.rows),
                "width": sheet.width,
                "merged": [list(span) for span in sheet.merged],
                "hidden": sheet.hidden,
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
                "broken": [[*place, text] for place, text in sheet.broken.items()],
                "fonts": {str(column): font for column, font in sheet.fonts.items()},
            }
        )
    return described


def read_rows(
    folder: Path, described: Sequence[Mapping[str, Any]], wanted: Mapping[str, Iterable[int]]
) -> Book:
    """Return the file with only the ``wanted`` rows of each sheet filled; all else is empty."""
    sheets = []
    for index, about in enumerate(described):
        rows = sorted(set(wanted.get(about["name"], ())))
        kept = pl.scan_parquet(folder / f"{index}.parquet").filter(pl.col("row").is_in(rows))
        found = {number: _unpacked(kinds, texts) for number, kinds, texts in kept.collect().rows()}
        sheets.append(
            Sheet(
                name=about["name"],
                rows=_SomeRows(about["rows"], found),
                merged=tuple(Span(*span) for span in about["merged"]),
                hidden=about["hidden"],
                hidden_rows=frozenset(about["hidden_rows"]),
                hidden_columns=frozenset(about["hidden_columns"]),
                broken={(row, column): text for row, column, text in about["broken"]},
                fonts={int(column): Encoding(font) for column, font in about["fonts"].items()},
            )
        )
    return Book(BookKind.XLSX, tuple(sheets))


class _SomeRows(Sequence[Sequence[Cell]]):
    """The rows of a sheet of which only some are known; the others are empty."""

    def __init__(self, length: int, known: Mapping[int, Sequence[Cell]]) -> None:
        self._length, self._known = length, known

    @override
    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[Cell]]: ...
    @override
    def __getitem__(self, index: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length))]
        if not 0 <= index < self._length:
            raise IndexError(index)
        return self._known.get(index + 1, ())


def _packed(number: int, row: Sequence[Cell]) -> tuple[int, str, list[str]]:
    kinds = "".join([_TEXT if isinstance(cell, str) else _kind(cell) for cell in row])
    return number, kinds, [cell if isinstance(cell, str) else _text(cell) for cell in row]


def _kind(cell: Cell) -> str:
    for kind, type_ in (
        (_FLAG, bool),
        (_WHOLE, int),
        (_NUMBER, float),
        (_MOMENT, datetime),
        (_DAY, date),
    ):
        if isinstance(cell, type_):
            return kind
    return _TIME if isinstance(cell, time) else _TEXT


def _text(cell: Cell) -> str:
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else repr(cell)


def _unpacked(kinds: str, texts: Sequence[str]) -> list[Cell]:
    return [_READ[kind](text) for kind, text in zip(kinds, texts, strict=True)]


_READ: Mapping[str, Any] = {
    _TEXT: str,
    _NUMBER: float,
    _WHOLE: int,
    _FLAG: lambda text: text == "True",
    _MOMENT: datetime.fromisoformat,
    _DAY: date.fromisoformat,
    _TIME: time.fromisoformat,
}
