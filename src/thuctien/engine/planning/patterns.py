"""What a class takes from the calendar: weeks, last day, sessions by topic and month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from thuctien.engine.calendar import Part, closed_days, part_of, slots, week_of
from thuctien.engine.calendar.pattern import LONGEST_WEEKS
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode


@dataclass(frozen=True, slots=True)
class Pattern:
    """A class of one form of study that starts in one week.

    ``weeks`` are the Mondays of the weeks with a session. ``topic_sessions`` counts half days by
    (first day of the month, topic) and ``topic_weeks`` by (Monday, topic), with the modules in
    their order.
    """

    starts_on: date
    ends_on: date
    part: Part
    weeks: tuple[date, ...]
    topic_sessions: dict[tuple[date, str], int]
    topic_weeks: dict[tuple[date, str], int]


class PatternBook:
    """Patterns of every form of study and start week, computed once when asked for.

    Sites without closures of their own share their patterns.
    """

    def __init__(self, province: Province, year: int) -> None:
        self.year = year
        self._topics = _topics_in_order(province)
        years = range(year, year + 2 + LONGEST_WEEKS // 52)
        closing = set(province.closures["site_id"].drop_nulls())
        self._closed = {
            site: closed_days(province.closures, site, years)
            for site in sorted(closing & set(province.sites["site_id"]))
        }
        self._commonly_closed = closed_days(province.closures, "", years)
        self._known: dict[tuple[str, Mode, str, date], Pattern | None] = {}

    def mondays(self) -> list[date]:
        """Return the Mondays of the year: the weeks in which a class may start."""
        first = week_of(date(self.year, 1, 7))
        days = (first + timedelta(weeks=w) for w in range(53))
        return [day for day in days if day.year == self.year]

    def closing_sites(self) -> list[str]:
        """Return the sites with closed days of their own."""
        return list(self._closed)

    def topics(self) -> list[str]:
        """Return every topic that some module teaches, sorted."""
        return sorted({topic for topics in self._topics.values() for topic in topics})

    def sessions(self, programme_id: str) -> int:
        """Return the number of half days of a programme."""
        return len(self._topics.get(programme_id, ()))

    def pattern(
        self, programme_id: str, mode: Mode, monday: date, site_id: str = ""
    ) -> Pattern | None:
        """Return the pattern of a class, or ``None`` where it cannot start in that week.

        A class cannot start in a week without an open day for it, nor at all without modules.
        """
        closing = site_id if site_id in self._closed else ""
        key = (programme_id, mode, closing, monday)
        if key not in self._known:
            self._known[key] = self._compute(programme_id, mode, monday, closing)
        return self._known[key]

    def _compute(self, programme_id: str, mode: Mode, monday: date, closing: str) -> Pattern | None:
        topics = self._topics.get(programme_id, ())
        if not topics:
            return None
        closed = self._closed.get(closing, self._commonly_closed)
        try:
            halves = slots(mode, monday, len(topics), closed)
        except ValueError:  # the calendar does not have that many open days
            return None
        if week_of(halves[0].day) != monday:
            return None
        dated = [(slot.day, topic) for slot, topic in zip(halves, topics, strict=True)]
        return Pattern(
            starts_on=monday,
            ends_on=halves[-1].day,
            part=part_of(mode),
            weeks=tuple(sorted({week_of(day) for day, _ in dated})),
            topic_sessions=dict(Counter((day.replace(day=1), topic) for day, topic in dated)),
            topic_weeks=dict(Counter((week_of(day), topic) for day, topic in dated)),
        )


def _topics_in_order(province: Province) -> dict[str, tuple[str, ...]]:
    """Return the topic of each half day of each programme, modules in their order."""
    rows = province.modules.sort("programme_id", "module_no")
    expanded = rows.select(
        "programme_id", pl.col("topic").repeat_by("sessions").alias("topic")
    ).explode("topic")
    return {
        str(key[0]): tuple(part["topic"])
        for key, part in expanded.partition_by("programme_id", as_dict=True).items()
    }
