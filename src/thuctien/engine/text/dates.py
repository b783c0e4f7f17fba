"""Dates as offices write them: a day, a month or only a year, in several styles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years in which anything of an office can lie; all else is a slip of the keyboard."""

EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL = (date(1920, 1, 1) - EXCEL_EPOCH).days
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - EXCEL_EPOCH).days

_DAY = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_YEAR = re.compile(r"\d{4}")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}")


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PartialDate(NamedTuple):
    """The earliest day that a date can mean, and how much of it is known."""

    day: date
    precision: Precision


class DateFault(StrEnum):
    """Why a cell is not a date."""

    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    """Written like a date, but not in the calendar (31/02, month 13)."""
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    SHORT_YEAR = "short_year"
    """Two digits for the year: the century would be a guess."""


class UnreadableDateError(ValueError):
    """A value that is no date; ``fault`` says why."""

    def __init__(self, fault: DateFault, value: object) -> None:
        super().__init__(f"{fault}: {value!r}")
        self.fault = fault


def parse_date(value: str | int | float | date) -> PartialDate:
    """Return the date that ``value`` means and how much of it is known.

    Reads d/m/yyyy, d-m-yyyy and d.m.yyyy (day first, as in Vietnam), m/yyyy, yyyy, ISO 8601 days
    and months, dates, and numbers: 1900 to 2100 as a year, larger ones as the serial day of a
    spreadsheet (from 1 January 1920). Raises :class:`UnreadableDateError` for everything else;
    nothing is guessed.
    """
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day, Precision.DAY, value)
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value.strip())


def show_date(day: date, precision: Precision | str = Precision.DAY) -> str:
    """Return a date as it is printed: dd/mm/yyyy, mm/yyyy or yyyy, by its precision."""
    if precision == Precision.YEAR:
        return f"{day.year:04d}"
    if precision == Precision.MONTH:
        return f"{day.month:02d}/{day.year:04d}"
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _from_number(value: int | float) -> PartialDate:
    if FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return PartialDate(date(int(value), 1, 1), Precision.YEAR)
    if _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        return PartialDate(EXCEL_EPOCH + timedelta(days=int(value)), Precision.DAY)
    raise UnreadableDateError(DateFault.NOT_A_DATE, value)


def _from_text(text: str) -> PartialDate:
    if found := _DAY.fullmatch(text):
        day, _, month, year = found.groups()
        return _checked(int(year), int(month), int(day), Precision.DAY, text)
    if found := _ISO_DAY.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), int(found[3]), Precision.DAY, text)
    if found := _MONTH.fullmatch(text):
        return _checked(int(found[2]), int(found[1]), 1, Precision.MONTH, text)
    if found := _ISO_MONTH.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), 1, Precision.MONTH, text)
    if _YEAR.fullmatch(text):
        return _checked(int(text), 1, 1, Precision.YEAR, text)
    short = _SHORT_YEAR.fullmatch(text)
    raise UnreadableDateError(DateFault.SHORT_YEAR if short else DateFault.NOT_A_DATE, text)


def _checked(year: int, month: int, day: int, precision: Precision, value: object) -> PartialDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDateError(DateFault.YEAR_OUT_OF_RANGE, value)
    try:
        return PartialDate(date(year, month, day), precision)
    except ValueError:
        raise UnreadableDateError(DateFault.NO_SUCH_DAY, value) from None
