"""Sheets of results: the columns, and their headers in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.tables import Headers

Written = dict[str, tuple[Headers, pl.DataFrame]]
"""Sheets by title, as ``workbook.write_tables`` takes them."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet of results."""

    name: str
    header: Wording
    dtype: pl.DataType


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of results."""

    title: Wording
    columns: tuple[SheetColumn, ...]

    def headers(self, language: Language) -> dict[str, str]:
        """Return the headers in ``language`` by name of column, in order."""
        return {column.name: column.header.render(language, {}) for column in self.columns}

    def schema(self) -> dict[str, pl.DataType]:
        """Return the types by name of column, in order."""
        return {column.name: column.dtype for column in self.columns}

    def put(self, written: Written, frame: pl.DataFrame, language: Language) -> None:
        """Add ``frame``, which must have all columns, to the sheets to be written."""
        columns = [pl.col(name).cast(dtype) for name, dtype in self.schema().items()]
        written[self.title.render(language, {})] = (self.headers(language), frame.select(columns))


def text(name: str, vi: str, en: str) -> SheetColumn:
    """Return a column of words or codes."""
    return SheetColumn(name, Wording(vi, en), pl.String())


def count(name: str, vi: str, en: str) -> SheetColumn:
    """Return a column of whole numbers."""
    return SheetColumn(name, Wording(vi, en), pl.Int64())


def number(name: str, vi: str, en: str) -> SheetColumn:
    """Return a column of numbers."""
    return SheetColumn(name, Wording(vi, en), pl.Float64())


def day(name: str, vi: str, en: str) -> SheetColumn:
    """Return a column of days."""
    return SheetColumn(name, Wording(vi, en), pl.Date())


SUMMARY = Sheet(
    Wording("Tóm tắt", "Summary"),
    (
        text("label", "Nội dung", "Figure"),
        text("value", "Giá trị", "Value"),
        text("key", "Mã", "Key"),
    ),
)


def summary_frame(figures: Sequence[tuple[str, str, str]]) -> pl.DataFrame:
    """Return the rows of :data:`SUMMARY`: key, label and value, both in words."""
    return pl.DataFrame(list(figures), schema=["key", "label", "value"], orient="row")
