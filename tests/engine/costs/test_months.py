"""Months between days: whole ones, days beyond them, gaps, posts at the same time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.costs.months import (
    Period,
    Span,
    add_months,
    rounded,
    span,
    together,
    within,
)
from thuctien.engine.costs.rules import MonthRounding

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), Span(6, 0)),
        (date(2026, 1, 15), date(2026, 2, 14), Span(1, 0)),
        (date(2026, 1, 15), date(2026, 2, 13), Span(0, 30)),
        (date(2026, 1, 31), date(2026, 2, 28), Span(1, 1)),
        (date(2024, 2, 29), date(2025, 2, 27), Span(12, 0)),
        (date(2026, 5, 1), date(2026, 4, 30), Span(0, 0)),
        (date(2026, 5, 1), date(2026, 5, 1), Span(0, 1)),
    ],
)
def test_both_days_of_a_period_count(first: date, last: date, expected: Span) -> None:
    assert span(Period(first, last)) == expected


@pytest.mark.parametrize(
    ("days", "half_up", "up", "down"),
    [(0, 4, 4, 4), (1, 4, 5, 4), (14, 4, 5, 4), (15, 5, 5, 4), (29, 5, 5, 4)],
)
def test_days_beyond_whole_months_are_rounded_by_the_rule(
    days: int, half_up: int, up: int, down: int
) -> None:
    found = [rounded(Span(4, days), rounding) for rounding in MonthRounding]
    assert found == [half_up, up, down]


def test_two_posts_at_once_count_once_and_a_gap_not_at_all() -> None:
    both = [
        Period(date(2026, 1, 1), date(2026, 3, 31)),
        Period(date(2026, 2, 1), date(2026, 4, 30)),
        Period(date(2026, 7, 1), date(2026, 8, 31)),
    ]
    assert together(both) == Span(6, 0)


def test_days_of_several_periods_add_up_to_months() -> None:
    parts = [
        Period(date(2026, 1, 1), date(2026, 1, 20)),
        Period(date(2026, 3, 1), date(2026, 3, 15)),
    ]
    assert together(parts) == Span(1, 5)


def test_only_what_lies_in_the_window_is_left() -> None:
    window = Period(date(2026, 2, 1), date(2026, 2, 28))
    found = within([Period(date(2025, 1, 1), date(2026, 2, 10)), window], window)
    assert found == [Period(date(2026, 2, 1), date(2026, 2, 10)), window]
    assert within([Period(date(2026, 3, 1), date(2026, 3, 2))], window) == []


@given(DAYS, st.integers(0, 240))
def test_a_period_of_whole_months_has_no_days_beyond(first: date, months: int) -> None:
    # From a day that every month has; the last days of long months are rounded down (see above).
    first = first.replace(day=min(first.day, 28))
    last = add_months(first, months) - timedelta(days=1)
    assert span(Period(first, last)) == Span(months, 0)


@given(DAYS, st.integers(0, 4000), st.integers(0, 4000))
def test_a_longer_service_never_counts_less(first: date, one: int, more: int) -> None:
    short = span(Period(first, first + timedelta(days=one)))
    long = span(Period(first, first + timedelta(days=one + more)))
    assert all(rounded(short, how) <= rounded(long, how) for how in MonthRounding)
