"""Dates in every form that offices write, and what to propose where one cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed, failed
from thuctien.engine.text.dates import (
    EXCEL_EPOCH,
    FIRST_YEAR,
    LAST_YEAR,
    DateFault,
    PartialDate,
    Precision,
    UnreadableDateError,
    parse_date,
    show_date,
)
from thuctien.engine.text.folding import fold
from thuctien.engine.text.normal import clean_text
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell, text_of

_IN_WORDS = re.compile(
    r"(?:sinh )?(?:ngay\s*(?P<day>\d{1,2})[\s,]*)?(?:thang\s*(?P<month>\d{1,2})[\s,/-]*)?"
    r"(?:nam\s*)?(?P<year>\d{4})"
)
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})")
_SERIAL = re.compile(r"[1-7]\d{4}(?:[.,]\d+)?")
_UNKNOWN_PARTS = re.compile(r"^(?:[0?\-._…\s]*[-/.]\s*){1,2}(?=\d)")
_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2})")
_STYLES = str.maketrans({"\\": "/", "–": "-", "−": "-", "’": "", "'": "", "`": ""})
_LONGEST = 60
"""Longer texts are no dates; some of the patterns would take long over them."""

_YOUNGEST, _OLDEST = 16, 75
"""Ages between which the century of a birth year of two digits is no guess."""


def parse_written_date(cell: Cell, *, as_of: date, of_birth: bool = False) -> Parsed:
    """Return a cell's :class:`PartialDate`, or a note that proposes what may be meant.

    Besides what :func:`parse_date` reads: «ngày 5 tháng 3 năm 1978», «05031978», serial days as
    text, a stray quote, and «00/00/1978» or «../3/1978» for a date known in part.
    """
    if isinstance(cell, datetime) and cell.time() != time():
        cell = cell.date()
    if isinstance(cell, bool | time | timedelta):
        return failed(FaultCode.NOT_A_DATE, value=str(cell))
    if isinstance(cell, date):
        return _of_date_cell(cell)
    value = _rewritten(cell) if isinstance(cell, str) else cell
    if value == "":
        return NOTHING
    try:
        return Parsed(parse_date(value))
    except UnreadableDateError as error:
        proposal = _proposal(str(value), error.fault, as_of if of_birth else None)
        return failed(FaultCode(error.fault), value=text_of(cell), proposal=proposal)


def full_days_only(parsed: Parsed, cell: Cell) -> Parsed:
    """Return the day of a date known to the day; a note for one known in part."""
    if isinstance(parsed.value, PartialDate) and parsed.value.precision is not Precision.DAY:
        return failed(FaultCode.DAY_NEEDED, value=text_of(cell))
    return parsed


def joined_parts(day: Cell, month: Cell, year: Cell) -> str:
    """Return day, month and year of three columns as one text; empty where there is no year."""
    parts = [text_of(part) for part in (day, month, year)]
    while parts and parts[0] in {"", "0", "00"}:
        parts.pop(0)
    return "/".join(parts) if parts and parts[-1] else ""


def swapped_days(cells: Sequence[Cell]) -> dict[int, Note]:
    """Return the date cells of a column that a spreadsheet has probably read month first.

    With an American locale, «05/12/1980» typed by a clerk becomes 12 May, while «25/12/1980», which
    has no such reading, stays text. So where a column has days above 12 only as text and never as
    dates, its dates are in doubt. A note proposes the day with the parts exchanged.
    """
    days = {i: cell for i, cell in enumerate(cells) if isinstance(cell, date)}
    texts = [found for c in cells if isinstance(c, str) and (found := _MONTH_FIRST.fullmatch(c))]
    late_texts = sum(int(found[1]) > 12 >= int(found[3]) for found in texts)
    if len(days) < _FEWEST_DATES or not late_texts or any(d.day > 12 for d in days.values()):
        return {}
    return {i: _swap(day) for i, day in days.items() if day.day != day.month}


_FEWEST_DATES = 3
"""Three days up to the 12th are chance once in 17 columns; more, hardly ever."""


def _swap(day: date) -> Note:
    other = show_date(date(day.year, day.day, day.month))
    return Note(SheetFault.SWAPPED_DATE, {"value": show_date(day), "other": other}, other)


def _of_date_cell(day: date) -> Parsed:
    """A year typed into a cell formatted as a date becomes that serial day, in the year 1905."""
    plain = date(day.year, day.month, day.day)
    year = (plain - EXCEL_EPOCH).days
    if FIRST_YEAR <= year <= LAST_YEAR:
        return failed(
            FaultCode.YEAR_IN_DATE_CELL,
            value=show_date(plain),
            year=str(year),
            proposal=str(year),
        )
    try:
        return Parsed(parse_date(plain))
    except UnreadableDateError as error:
        return failed(FaultCode(error.fault), value=show_date(plain))


def _rewritten(text: str) -> str | float:
    """Return a text in one of the forms that :func:`parse_date` knows, where it can be one."""
    plain = clean_text(text.translate(_STYLES)).strip(" .,;")
    if len(plain) > _LONGEST:
        return plain
    if found := _IN_WORDS.fullmatch(fold(plain)):
        parts = (found["day"], found["month"], found["year"])
        return "/".join(part for part in parts if part)
    if found := _EIGHT_DIGITS.fullmatch(plain):
        return "/".join(found.groups())
    if _SERIAL.fullmatch(plain):
        return float(plain.replace(",", "."))
    return _UNKNOWN_PARTS.sub("", plain, count=1)


def _proposal(text: str, fault: DateFault, birth_as_of: date | None) -> str | None:
    if fault is DateFault.NO_SUCH_DAY and (found := _MONTH_FIRST.fullmatch(text)):
        month, day = int(found[1]), int(found[3])
        if 1 <= month <= 12 < day <= 31:
            return f"{day:02d}/{month:02d}/{found[4]}"
    if fault is DateFault.SHORT_YEAR and birth_as_of and (found := _SHORT.fullmatch(text)):
        years = [
            year
            for year in (1900 + int(found[3]), 2000 + int(found[3]))
            if _YOUNGEST <= birth_as_of.year - year <= _OLDEST
        ]
        if len(years) == 1:
            return f"{int(found[1]):02d}/{int(found[2]):02d}/{years[0]}"
    return None
