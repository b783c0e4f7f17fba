"""How many sessions lecturers can hold: who can teach what, and whether a demand can be met."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from thuctien.engine.model.choices import SiteKind
from thuctien.engine.planning.problem import PlanningProblem


@dataclass(frozen=True, slots=True)
class LecturerClass:
    """Lecturers who can teach the same topics at the same kinds of site."""

    topics: frozenset[str]
    kinds: frozenset[str]
    members: tuple[tuple[str, int, date | None, date | None], ...]
    """Each lecturer's code, most sessions a month, and first and last day in force."""

    def can(self, topic: str, kind: SiteKind) -> bool:
        """Tell whether they teach this topic at this kind of site; no topics means every topic."""
        return (not self.topics or topic in self.topics) and kind in self.kinds


def lecturer_classes(problem: PlanningProblem) -> tuple[LecturerClass, ...]:
    """Return the lecturers put together by what they can teach and where."""
    found: dict[
        tuple[frozenset[str], frozenset[str]],
        list[tuple[str, int, date | None, date | None]],
    ] = {}
    for row in problem.lecturers.iter_rows(named=True):
        key = (frozenset(row["topics"] or ()), frozenset(row["site_kinds"]))
        member = (
            row["lecturer_id"],
            row["max_sessions_month"],
            row["valid_from"],
            row["valid_to"],
        )
        found.setdefault(key, []).append(member)
    return tuple(
        LecturerClass(topics, kinds, tuple(members)) for (topics, kinds), members in found.items()
    )


def months_capacity(
    problem: PlanningProblem, alike: tuple[LecturerClass, ...], month: date
) -> Iterator[tuple[LecturerClass, int]]:
    """Yield each class of lecturers with the sessions it can hold in a month.

    A lecturer holds at most the sessions of the record, and no more than two on each day of the
    month on which the lecturer is in force and not absent.
    """
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    absent = _days_absent(problem.absences, month, last)
    for lecturers in alike:
        capacity = 0
        for lecturer_id, most, valid_from, valid_to in lecturers.members:
            first_day, last_day = max(month, valid_from or month), min(last, valid_to or last)
            days = max(0, (last_day - first_day).days + 1) - absent.get(lecturer_id, 0)
            capacity += min(most, 2 * max(0, days))
        yield lecturers, capacity


def _days_absent(absences: pl.DataFrame, first: date, last: date) -> dict[str, int]:
    """Return the number of different days in a period on which each lecturer is absent."""
    days: dict[str, set[date]] = {}
    rows = absences.filter((pl.col("first_day") <= last) & (pl.col("last_day") >= first))
    for lecturer_id, start, end in rows.select("lecturer_id", "first_day", "last_day").iter_rows():
        from_day, to_day = max(start, first), min(end, last)
        days.setdefault(lecturer_id, set()).update(
            from_day + timedelta(days=n) for n in range((to_day - from_day).days + 1)
        )
    return {lecturer_id: len(found) for lecturer_id, found in days.items()}
