"""Months between days, as the rules on service and compensation count them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from thuctien.engine.costs.rules import MonthRounding

DAYS_A_MONTH = 30
"""Days beyond whole months make a month of their own when they come to so many."""
HALF_A_MONTH = 15
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Whole months and the days beyond them."""

    months: int
    days: int


class Period(NamedTuple):
    """A time from a day to a day, both included."""

    first: date
    last: date


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last of that month where it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def span(period: Period) -> Span:
    """Return how long a period lasts; one that ends before it begins lasts no time."""
    first, end = period.first, period.last + _DAY
    if end <= first:
        return Span(0, 0)
    months = (end.year - first.year) * 12 + end.month - first.month
    if add_months(first, months) > end:
        months -= 1
    return Span(months, (end - add_months(first, months)).days)


def together(periods: Iterable[Period]) -> Span:
    """Return how long several periods last; a day in two of them counts once."""
    months = days = 0
    for merged in _merged(periods):
        part = span(merged)
        months, days = months + part.months, days + part.days
    return Span(months + days // DAYS_A_MONTH, days % DAYS_A_MONTH)


def rounded(length: Span, rounding: MonthRounding) -> int:
    """Return a length in whole months."""
    more = {
        MonthRounding.HALF_UP: length.days >= HALF_A_MONTH,
        MonthRounding.UP: length.days > 0,
        MonthRounding.DOWN: False,
    }[rounding]
    return length.months + more


def within(periods: Iterable[Period], window: Period) -> list[Period]:
    """Return the parts of the periods that lie in a window."""
    cut = (Period(max(p.first, window.first), min(p.last, window.last)) for p in periods)
    return [period for period in cut if period.first <= period.last]


def _merged(periods: Iterable[Period]) -> list[Period]:
    merged: list[Period] = []
    for period in sorted(p for p in periods if p.first <= p.last):
        if merged and period.first <= merged[-1].last + _DAY:
            merged[-1] = Period(merged[-1].first, max(merged[-1].last, period.last))
        else:
            merged.append(period)
    return merged
