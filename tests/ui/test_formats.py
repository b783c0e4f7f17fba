"""Figures, shares and dates in both languages."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from django.utils import translation

from thuctien.ui import formats


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1234, "1.234", "1,234"),
        (1234.0, "1.234", "1,234"),
        (8.5, "8,5", "8.5"),
        (0, "0", "0"),
        (None, "–", "–"),
        ("", "–", "–"),
    ],
)
def test_numbers_carry_the_marks_of_the_language(
    value: float | Literal[""] | None, vi: str, en: str
) -> None:
    """Dot and comma change places between the languages; none is a dash."""
    with translation.override("vi"):
        assert formats.number(value) == vi
    with translation.override("en"):
        assert formats.number(value) == en


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 10, "0%"),
        (10, 10, "100%"),
        (1, 3, "33%"),
        (1, 100_000, "0.1%"),
        (99_999, 100_000, "99.9%"),
        (0, 0, "–"),
    ],
)
def test_rounding_never_turns_a_few_into_none(part: int, whole: int, shown: str) -> None:
    """One in a hundred thousand is not nought per cent, nor are all but one all."""
    with translation.override("en"):
        assert formats.percent(part, whole) == shown


def test_a_tiny_gap_is_not_called_none() -> None:
    """Only a gap of exactly nought is nought."""
    with translation.override("en"):
        assert formats.gap(0.0) == "0%"
        assert formats.gap(0.000001) == "under 0.01%"
        assert formats.gap(0.01234) == "1.23%"


def test_dates_show_no_more_than_is_known() -> None:
    """A birth date known by its year is that year."""
    born = date(1983, 4, 1)
    assert formats.day(born) == "01/04/1983"
    assert formats.day(born, "month") == "04/1983"
    assert formats.day(born, "year") == "1983"


def test_a_count_stands_with_what_it_was_counted_in() -> None:
    """Coverage in words, in Vietnamese."""
    with translation.override("vi"):
        assert formats.out_of(1234, 1500) == "1.234 trên 1.500 (82\u00a0%)"
