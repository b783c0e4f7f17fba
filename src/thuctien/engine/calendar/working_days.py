"""Days on which offices work: what a time to answer is counted in."""

from __future__ import annotations

from datetime import date, timedelta

from thuctien.engine.calendar.closed_days import public_holidays

_SATURDAY = 5


def after_working_days(start: date, days: int) -> date:
    """Return the day that is ``days`` working days after ``start``, which itself does not count.

    Saturdays, Sundays and public holidays (with their days in lieu) are no working days. Raises
    ``ValueError`` for a negative number.
    """
    if days < 0:
        raise ValueError(f"{days} working days")
    closed = public_holidays(range(start.year, start.year + 2 + days // 200))
    day = start
    while days:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in closed:
            days -= 1
    return day
