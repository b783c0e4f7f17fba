"""A province as a workbook that :func:`read_province` reads back equal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from thuctien.engine.model import TABLES, Column, Kind, Province, Table
from thuctien.engine.model.columns import PRECISION_SUFFIX
from thuctien.engine.text.dates import Precision, show_date
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.choice_names import CHOICE_NAMES
from thuctien.engine.workbook.layout import OPENING_SHEET
from thuctien.engine.workbook.tables import Headers, write_tables

TITLE = Wording("Dữ liệu của một tỉnh cho Thực Tiễn", "A province for Thực Tiễn")
_GUIDE = (
    Wording(
        "Mỗi trang là một bảng, mỗi dòng là một mục; dòng đầu là tên cột, không đổi tên cột.",
        "Each sheet is a table, each row an entry; the first row names the columns and stays.",
    ),
    Wording(
        "Ngày ghi dd/mm/yyyy; nếu chỉ biết năm sinh thì ghi năm. Nhiều mã trong một ô cách nhau "
        "bằng dấu chấm phẩy. Ô để trống nghĩa là không giới hạn.",
        "Dates are dd/mm/yyyy; where only the year of birth is known, write the year. Several "
        "codes in one cell are separated by semicolons. An empty cell means without limit.",
    ),
)


def write_province(
    province: Province,
    path: Path | str,
    *,
    language: Language = Language.VI,
    notice: Sequence[Wording] = (),
) -> None:
    """Write ``province`` to ``path`` with the sheets and headers of ``language``.

    The first sheet says what the file is, followed by the sentences of ``notice`` (a sample says
    there that nobody in it exists). Closed choices are written by their names, partial dates as
    «1975» or «05/1975». Equal provinces give an equal file, byte for byte. Raises ``ValueError``
    for a text too long for a cell, ``OSError`` where the file cannot be written.
    """
    lines = [wording.render(language, {}) for wording in (TITLE, *notice, *_GUIDE)]
    frames = province.frames()
    sheets = dict(_sheet(table, frames[name], language) for name, table in TABLES.items())
    write_tables(path, sheets, opening=(OPENING_SHEET.render(language, {}), lines))


def _sheet(
    table: Table, frame: pl.DataFrame, language: Language
) -> tuple[str, tuple[Headers, pl.DataFrame]]:
    vietnamese = language is Language.VI
    headers = {c.name: c.header if vietnamese else c.header_en for c in table.columns}
    shown = pl.DataFrame([_shown(column, frame, language) for column in table.columns])
    return (table.sheet if vietnamese else table.sheet_en), (headers, shown)


def _shown(column: Column, frame: pl.DataFrame, language: Language) -> pl.Series:
    """Return a column as a reader of the workbook sees it."""
    values = frame[column.name]
    if column.kind is Kind.PARTIAL_DATE:
        return _partial_dates(values, frame[column.name + PRECISION_SUFFIX])
    if not column.choices:
        return values
    names = {choice: CHOICE_NAMES[choice].render(language, {}) for choice in column.choices}
    names = {str(choice): name for choice, name in names.items()}
    if column.kind is Kind.CODES:
        return values.list.eval(pl.element().replace(names))
    return values.replace(names)


def _partial_dates(days: pl.Series, precisions: pl.Series) -> pl.Series:
    """Return real dates where the day is known, text where only the month or the year is."""
    cells = [
        day if day is None or precision == Precision.DAY else show_date(day, precision)
        for day, precision in zip(days, precisions, strict=True)
    ]
    return pl.Series(days.name, cells, dtype=pl.Object)
