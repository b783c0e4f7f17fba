"""Dates in the styles of offices."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.dates import (
    DateFault,
    PartialDate,
    Precision,
    UnreadableDateError,
    parse_date,
    show_date,
)


@pytest.mark.parametrize(
    "written",
    ["5/12/2019", "05/12/2019", "5-12-2019", "5.12.2019", "2019-12-05", " 5 / 12 / 2019 ", 43804],
)
def test_a_day_in_every_style(written: str | int) -> None:
    """Day first; ISO and serial numbers of a spreadsheet too."""
    assert parse_date(written) == PartialDate(date(2019, 12, 5), Precision.DAY)


@pytest.mark.parametrize("written", ["12/2019", "12-2019", "2019-12"])
def test_a_month(written: str) -> None:
    """Only the month is known."""
    assert parse_date(written) == PartialDate(date(2019, 12, 1), Precision.MONTH)


@pytest.mark.parametrize("written", ["1975", 1975, 1975.0])
def test_a_bare_year_keeps_its_precision(written: str | float) -> None:
    """A year is never the first of January without saying so."""
    assert parse_date(written) == PartialDate(date(1975, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("31/02/1990", DateFault.NO_SUCH_DAY),
        ("29/02/2023", DateFault.NO_SUCH_DAY),
        ("05/13/2019", DateFault.NO_SUCH_DAY),
        ("13/2019", DateFault.NO_SUCH_DAY),
        ("5/12/19", DateFault.SHORT_YEAR),
        ("5/12/0219", DateFault.YEAR_OUT_OF_RANGE),
        ("1/1/1899", DateFault.YEAR_OUT_OF_RANGE),
        ("hôm qua", DateFault.NOT_A_DATE),
        ("5/12-2019", DateFault.NOT_A_DATE),
        ("", DateFault.NOT_A_DATE),
        (12, DateFault.NOT_A_DATE),
        (float("nan"), DateFault.NOT_A_DATE),
    ],
)
def test_refusals_say_why(written: str | float, fault: DateFault) -> None:
    """Nothing is guessed."""
    with pytest.raises(UnreadableDateError) as refused:
        parse_date(written)
    assert refused.value.fault is fault


def test_times_are_dropped() -> None:
    """A cell with a time of day is its day."""
    assert parse_date(datetime(2020, 1, 2, 3, 4)).day == date(2020, 1, 2)  # noqa: DTZ001


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(Precision))
def test_what_is_shown_is_read_back(day: date, precision: Precision) -> None:
    """Showing and parsing are inverse, as far as the precision goes."""
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(day=1, month=1),
    }[precision]
    assert parse_date(show_date(day, precision)) == PartialDate(first, precision)
