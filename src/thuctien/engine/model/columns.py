"""The words in which a table of the province is described: columns and their kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Kind(StrEnum):
    """What a cell of a column holds, in the workbook and in the frame."""

    TEXT = "text"
    CODE = "code"
    """A short identifier; compared exactly, never translated."""
    CODES = "codes"
    """Several codes, separated by «;» in a workbook; a sorted list in a frame; empty means all."""
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    """Whole đồng."""
    BOOLEAN = "boolean"
    """«x» or «có» in a workbook for true, empty or «không» for false."""
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    """A day, a month or only a year. The frame has the earliest possible day and, in a second
    column named ``<column>_precision``, one of ``day``, ``month``, ``year``."""
    CHOICE = "choice"


FRAME_TYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.CODES: pl.List(pl.String()),
    Kind.INTEGER: pl.Int64(),
    Kind.DECIMAL: pl.Float64(),
    Kind.MONEY: pl.Int64(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.PARTIAL_DATE: pl.Date(),
    Kind.CHOICE: pl.String(),
}

PRECISION_SUFFIX = "_precision"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``name`` is the name in frames and in code; ``header`` and ``header_en`` stand in the
    workbook's first row, and a reader accepts all three. ``refers_to`` names the table (or, with
    ``codes:``, the list in the table of codes) whose key every non-empty value must be.
    ``choices`` are the values allowed for :attr:`Kind.CHOICE`, or inside :attr:`Kind.CODES`.
    ``identity`` values name one person to any authority: they are shown masked, and read only where
    the work needs them.
    """

    name: str
    header: str
    header_en: str
    kind: Kind
    required: bool = False
    refers_to: str | None = None
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    identity: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the workbook, one frame of the province.

    ``key`` names the columns that together tell a row from every other. ``optional`` tables may
    be missing from a workbook; they are then empty. ``sensitive`` tables take the stricter path of
    the law on personal data: kept apart, and read for a stated purpose only.
    """

    name: str
    sheet: str
    sheet_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    optional: bool = False
    sensitive: bool = False

    def column(self, name: str) -> Column:
        """Return the column called ``name``; raises ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def frame_schema(self) -> dict[str, pl.DataType]:
        """Return the names and types of the frame's columns, in order."""
        schema: dict[str, pl.DataType] = {}
        for column in self.columns:
            schema[column.name] = FRAME_TYPES[column.kind]
            if column.kind is Kind.PARTIAL_DATE:
                schema[column.name + PRECISION_SUFFIX] = pl.String()
        return schema

    def empty_frame(self) -> pl.DataFrame:
        """Return a frame of this table's columns without rows."""
        return pl.DataFrame(schema=self.frame_schema)
