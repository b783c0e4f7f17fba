"""The days that a year is planned on."""

from __future__ import annotations

from datetime import date


def planning_dates(year: int) -> tuple[date, date]:
    """Return the day on which needs are looked at, the last before the year, and its last day."""
    return date(year - 1, 12, 31), date(year, 12, 31)
