"""Time to answer is counted in days on which offices work."""

from __future__ import annotations

from datetime import date

import pytest

from thuctien.engine.calendar import after_working_days, weeks_of
from thuctien.engine.model.choices import Mode

FRIDAY = date(2027, 3, 5)


def test_weekends_do_not_count() -> None:
    assert after_working_days(FRIDAY, 1) == date(2027, 3, 8)
    assert after_working_days(FRIDAY, 5) == date(2027, 3, 12)


def test_holidays_do_not_count() -> None:
    """30 April and 1 May 2027 are a Friday and a Saturday; Monday is the day in lieu."""
    assert after_working_days(date(2027, 4, 29), 1) == date(2027, 5, 4)


def test_no_days_are_the_same_day_and_fewer_are_none() -> None:
    assert after_working_days(FRIDAY, 0) == FRIDAY
    with pytest.raises(ValueError, match="-1"):
        after_working_days(FRIDAY, -1)


@pytest.mark.parametrize(
    ("mode", "weeks"), [(Mode.FULL_TIME, 9), (Mode.WEEKEND, 9), (Mode.MONTHLY, 3)]
)
def test_a_monthly_class_takes_every_fourth_week(mode: Mode, weeks: int) -> None:
    mondays = weeks_of(mode, date(2027, 3, 3), date(2027, 4, 30))
    assert len(mondays) == weeks
    assert mondays[0] == date(2027, 3, 1)
