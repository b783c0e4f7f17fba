"""Every list as a workbook, as it is filtered and in the order in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.text import slugify

from thuctien.base.files import whole_file
from thuctien.base.lists import Asked
from thuctien.engine.text.folding import fold
from thuctien.engine.workbook.tables import LONGEST_TEXT, write_tables

WHOLE = 1_000_000
"""As good as all rows that a sheet can hold."""


def is_file_wanted(request: HttpRequest) -> bool:
    """Say whether a list was asked for as a workbook instead of as a page."""
    return request.GET.get("format") == "xlsx"


def asked_of(request: HttpRequest) -> Asked:
    """Return what is asked of a list: one page of it, or all of it where a workbook is wanted."""
    asked = Asked.of(request.GET)
    return replace(asked, page=1, size=WHOLE) if is_file_wanted(request) else asked


def as_workbook(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]
) -> FileResponse:
    """Return rows as a workbook of one sheet, to be saved.

    Cells are texts, whole or other numbers, days, or lists of texts; what begins with «=» stays a
    text, so that no spreadsheet runs it. Raises ``OSError`` where it cannot be written.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(headers)
    frame = pl.DataFrame(
        [
            pl.Series(str(number), [_cell(value) for value in column], strict=False)
            for number, column in enumerate(columns)
        ]
    )
    names = {str(number): str(header) for number, header in enumerate(headers)}
    with whole_file(Path(settings.RESULTS)) as (handle, _finish):
        write_tables(handle.name, {title[:31]: (names, frame)})
        return handed_out(Path(handle.name), title)


def handed_out(path: Path, title: str) -> FileResponse:
    """Return a workbook to be saved under its title and the day; its file may go meanwhile."""
    name = f"{slugify(fold(title))}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(BytesIO(path.read_bytes()), as_attachment=True, filename=name)


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%H:%M %d/%m/%Y")
    if value is None or isinstance(value, int | float | date):
        return value
    return str(value)[:LONGEST_TEXT]
