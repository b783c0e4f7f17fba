"""The half days of a class, from its form of study and the week in which it starts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from thuctien.engine.model.choices import Mode

LONGEST_WEEKS = 208
"""No class runs longer than four years; a calendar that is closed for ever ends the search."""


class Half(IntEnum):
    """Half of a day."""

    MORNING = 0
    AFTERNOON = 1


class Part(StrEnum):
    """Part of a week. Weekdays keep people away from their unit, weekends do not."""

    WEEKDAYS = "weekdays"
    WEEKEND = "weekend"


class Slot(NamedTuple):
    """A half day in which a session can be."""

    day: date
    half: Half


_STEP_WEEKS = {Mode.FULL_TIME: 1, Mode.WEEKEND: 1, Mode.MONTHLY: 4}


def part_of(mode: Mode) -> Part:
    """Return the part of the week in which a form of study has its sessions."""
    return Part.WEEKEND if mode is Mode.WEEKEND else Part.WEEKDAYS


def week_of(day: date) -> date:
    """Return the Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def weeks_of(mode: Mode, starts_on: date, ends_on: date) -> list[date]:
    """Return the Mondays of the weeks in which a class can have sessions, closed weeks included."""
    step = timedelta(weeks=_STEP_WEEKS[mode])
    monday = week_of(starts_on)
    return [monday + step * i for i in range((week_of(ends_on) - monday) // step + 1)]


def slots(mode: Mode, starts_on: date, sessions: int, closed: Collection[date]) -> list[Slot]:
    """Return the first ``sessions`` half days of a class that starts in the week of ``starts_on``.

    A full-time or monthly class uses Monday to Friday, a weekend class Saturday and Sunday; closed
    days are passed over and the class ends later. Raises ``ValueError`` where the calendar does not
    have that many open half days in :data:`LONGEST_WEEKS` weeks.
    """
    monday = week_of(starts_on)
    days = (5, 6) if mode is Mode.WEEKEND else (0, 1, 2, 3, 4)
    found: list[Slot] = []
    for week in range(0, LONGEST_WEEKS, _STEP_WEEKS[mode]):
        for weekday in days:
            day = monday + timedelta(weeks=week, days=weekday)
            if day not in closed:
                found += [Slot(day, Half.MORNING), Slot(day, Half.AFTERNOON)]
        if len(found) >= sessions:
            return found[:sessions]
    raise ValueError(f"no {sessions} open half days after {starts_on}")
