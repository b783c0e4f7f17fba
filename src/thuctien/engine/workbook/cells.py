"""Cells as a spreadsheet stores them, turned into the values of a column."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from thuctien.engine.model import Column, Kind
from thuctien.engine.text.dates import (
    EXCEL_EPOCH,
    FIRST_YEAR,
    LAST_YEAR,
    PartialDate,
    Precision,
    UnreadableDateError,
    parse_date,
    show_date,
)
from thuctien.engine.text.normal import clean_text
from thuctien.engine.text.numbers import UnreadableNumberError, parse_number
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.choice_names import CHOICE_NAMES, choice_readings, reading_key

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""What the reader of .xlsx gives; an empty cell is the empty string."""

MOST_EXACT = 2**53
"""Beyond, a spreadsheet no longer holds every whole number."""

SEPARATOR = "; "

_YES = frozenset({"x", "co", "yes", "true", "dung", "1"})
_NO = frozenset({"khong", "no", "false", "sai", "0"})


class UnreadableCellError(ValueError):
    """A cell that does not hold what its column asks for."""

    def __init__(self, code: FaultCode, values: Mapping[str, object]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(slots=True)
class ReadColumn:
    """The values of one column, and by index the cells that could not be read."""

    values: list[object]
    failed: dict[int, UnreadableCellError] = field(default_factory=dict)


def read_cells(cells: Sequence[Cell], parse: Callable[[Cell], object]) -> ReadColumn:
    """Return the values of ``cells``; an empty or unreadable cell is ``None``.

    Equal cells are parsed once, since most columns repeat themselves.
    """
    read = ReadColumn([])
    seen: dict[tuple[type, Cell], object] = {}
    for index, cell in enumerate(cells):
        if cell == "":
            read.values.append(None)
            continue
        key = (type(cell), cell)
        if key not in seen:
            try:
                seen[key] = parse(cell)
            except UnreadableCellError as error:
                seen[key] = error
        value = seen[key]
        if isinstance(value, UnreadableCellError):
            read.failed[index] = value
            value = None
        read.values.append(value)
    return read


def parser_for(column: Column) -> Callable[[Cell], object]:
    """Return what turns one cell of ``column`` into its value or raises.

    Texts and codes give ``str``, lists of codes sorted lists of ``str``, whole numbers and money
    ``int``, decimals ``float``, yes-or-no ``bool``, dates ``date`` and partial dates
    :class:`PartialDate`. Raises :class:`UnreadableCellError`.
    """
    readings = choice_readings(column.choices)

    def choice(cell: Cell) -> str | None:
        text = text_of(cell)
        return chosen(text, column, readings) if text else None

    def choices(cell: Cell) -> list[str]:
        parts = codes_of(cell)
        return sorted({chosen(part, column, readings) for part in parts}) if readings else parts

    parsers: dict[Kind, Callable[[Cell], object]] = {
        Kind.TEXT: lambda cell: text_of(cell) or None,
        Kind.CODE: lambda cell: text_of(cell) or None,
        Kind.CODES: choices,
        Kind.INTEGER: lambda cell: whole_of(cell, column),
        Kind.MONEY: lambda cell: whole_of(cell, column),
        Kind.DECIMAL: lambda cell: float_of(cell, column),
        Kind.BOOLEAN: yes_of,
        Kind.DATE: day_of,
        Kind.PARTIAL_DATE: partial_of,
        Kind.CHOICE: choice,
    }
    return parsers[column.kind]


def text_of(cell: Cell) -> str:
    """Return a cell as the clean text that Excel shows for it, without number formats."""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
    if isinstance(cell, date):
        return show_date(cell)
    return str(cell)


def codes_of(cell: Cell) -> list[str]:
    """Return the codes of a cell, sorted, each once."""
    return sorted({part for p in text_of(cell).split(";") if (part := p.strip())})


def chosen(text: str, column: Column, readings: Mapping[str, str]) -> str:
    """Return the choice that ``text`` names; raises :class:`UnreadableCellError`."""
    choice = readings.get(reading_key(text))
    if choice is None:
        names = [CHOICE_NAMES[c] for c in column.choices]
        allowed = Wording(SEPARATOR.join(n.vi for n in names), SEPARATOR.join(n.en for n in names))
        raise UnreadableCellError(FaultCode.NOT_A_CHOICE, {"value": text, "choices": allowed})
    return choice


def number_of(cell: Cell) -> Decimal:
    """Return the number in a cell; raises :class:`UnreadableCellError`."""
    if isinstance(cell, str):
        try:
            return parse_number(clean_text(cell))
        except UnreadableNumberError as error:
            code = FaultCode(error.fault)
            raise UnreadableCellError(code, {"value": clean_text(cell)}) from None
    if isinstance(cell, bool | date | time | timedelta) or not math.isfinite(cell):
        raise UnreadableCellError(FaultCode.NOT_A_NUMBER, {"value": text_of(cell)})
    return Decimal(cell)


def whole_of(cell: Cell, column: Column) -> int | None:
    """Return the whole number in a cell, inside the bounds of its column."""
    if _blank(cell):
        return None
    number = number_of(cell)
    if number != int(number):
        raise UnreadableCellError(FaultCode.NOT_WHOLE, {"value": figure(float(number))})
    if abs(number) > MOST_EXACT:
        raise UnreadableCellError(FaultCode.NUMBER_TOO_LARGE, {"value": text_of(cell)})
    _refuse_out_of_bounds(float(number), column)
    return int(number)


def float_of(cell: Cell, column: Column) -> float | None:
    """Return the number in a cell, inside the bounds of its column."""
    if _blank(cell):
        return None
    number = float(number_of(cell))
    _refuse_out_of_bounds(number, column)
    return number


def yes_of(cell: Cell) -> bool:
    """Return whether a cell says yes; empty says no."""
    if isinstance(cell, bool):
        return cell
    key = reading_key(text_of(cell))
    if key not in _YES and key not in _NO and key:
        raise UnreadableCellError(FaultCode.NOT_YES_OR_NO, {"value": text_of(cell)})
    return key in _YES


def partial_of(cell: Cell) -> PartialDate | None:
    """Return the date in a cell with its precision."""
    if _blank(cell):
        return None
    if isinstance(cell, bool | time | timedelta):
        raise UnreadableCellError(FaultCode.NOT_A_DATE, {"value": str(cell)})
    if isinstance(cell, date):
        _refuse_typed_year(cell)
    try:
        return parse_date(clean_text(cell) if isinstance(cell, str) else cell)
    except UnreadableDateError as error:
        raise UnreadableCellError(FaultCode(error.fault), {"value": text_of(cell)}) from None


def day_of(cell: Cell) -> date | None:
    """Return the full date in a cell."""
    found = partial_of(cell)
    if found is None:
        return None
    if found.precision is not Precision.DAY:
        raise UnreadableCellError(FaultCode.DAY_NEEDED, {"value": text_of(cell)})
    return found.day


def figure(number: float) -> Wording:
    """Return a number with no more digits than it needs, in both languages."""
    whole = float(number).is_integer()
    english = f"{int(number):,}" if whole else f"{number:,.15g}"
    return Wording(english.translate(str.maketrans(",.", ".,")), english)


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not clean_text(cell)


def _refuse_typed_year(day: date) -> None:
    """A year typed into a cell formatted as a date becomes that serial day, in the year 1905."""
    year = (date(day.year, day.month, day.day) - EXCEL_EPOCH).days
    if FIRST_YEAR <= year <= LAST_YEAR:
        values = {"value": show_date(day), "year": str(year)}
        raise UnreadableCellError(FaultCode.YEAR_IN_DATE_CELL, values)


def _refuse_out_of_bounds(number: float, column: Column) -> None:
    if column.least is not None and number < column.least:
        values = {"value": figure(number), "limit": figure(column.least)}
        raise UnreadableCellError(FaultCode.BELOW_LEAST, values)
    if column.most is not None and number > column.most:
        values = {"value": figure(number), "limit": figure(column.most)}
        raise UnreadableCellError(FaultCode.ABOVE_MOST, values)
