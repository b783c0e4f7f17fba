"""Numbers with dots between thousands and a comma before decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.numbers import (
    NumberFault,
    UnreadableNumberError,
    parse_integer,
    parse_number,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("14.000", "14000"),
        ("14 000", "14000"),
        ("14\u00a0000", "14000"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("15%", "0.15"),
        ("007", "7"),
    ],
)
def test_numbers_in_use(written: str, number: str) -> None:
    """Each style in which an office writes a number."""
    assert parse_number(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("14,000", NumberFault.AMBIGUOUS),
        ("", NumberFault.NOT_A_NUMBER),
        ("12a", NumberFault.NOT_A_NUMBER),
        ("1.23.4", NumberFault.NOT_A_NUMBER),
        ("00.123", NumberFault.NOT_A_NUMBER),
        ("7.", NumberFault.NOT_A_NUMBER),
        ("1.23,456", NumberFault.NOT_A_NUMBER),
        ("mười", NumberFault.NOT_A_NUMBER),
    ],
)
def test_refusals_say_why(written: str, fault: NumberFault) -> None:
    """What could mean two things is refused, not guessed."""
    with pytest.raises(UnreadableNumberError) as refused:
        parse_number(written)
    assert refused.value.fault is fault


def test_whole_numbers_only() -> None:
    """A half is no count."""
    assert parse_integer("1.200") == 1200
    with pytest.raises(UnreadableNumberError) as refused:
        parse_integer("8,5")
    assert refused.value.fault is NumberFault.NOT_WHOLE


@given(st.integers(-(10**15), 10**15))
def test_vietnamese_thousands_are_read_back(number: int) -> None:
    """Any whole number, written with dots."""
    assert parse_integer(f"{number:,}".replace(",", ".")) == number


@given(st.decimals(-(10**9), 10**9, places=2))
def test_vietnamese_decimals_are_read_back(number: Decimal) -> None:
    """Any amount with two decimals, written with dots and a comma."""
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert parse_number(written) == number
