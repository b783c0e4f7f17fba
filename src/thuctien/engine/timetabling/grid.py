"""Half days as bits: sets of half days are integers, so that overlap is one «and».

Bit ``2 * days since the first day + half`` stands for a half day; the two halves of a day are
neighbours. A year is 730 bits, and Python's integers do the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thuctien.engine.calendar import Half, Slot
from thuctien.engine.timetabling.problem import Problem


@dataclass(frozen=True, slots=True)
class Grid:
    """A problem in numbers: indexes for classes, modules and lecturers; bits for half days.

    ``bits[class][position]`` is the bit of that session, or 0 where the session is not held (no
    room, or its learners are elsewhere) and so needs no lecturer. ``duty[lecturer]`` are the half
    days on which a lecturer is in service and not absent. ``qualified[class][module]`` are the
    lecturers who may hold the module there. ``months`` are the half days of each calendar month.
    """

    problem: Problem
    origin: date
    mornings: int
    months: tuple[int, ...]
    bits: tuple[tuple[int, ...], ...]
    duty: tuple[int, ...]
    qualified: tuple[tuple[tuple[int, ...], ...], ...]
    sites: tuple[int, ...]
    bases: tuple[int, ...]

    def mask(self, class_index: int, positions: Iterable[int]) -> int:
        """Return the half days of those sessions of the class that are held."""
        bits = self.bits[class_index]
        found = 0
        for position in positions:
            found |= bits[position]
        return found

    def whole_days(self, mask: int) -> int:
        """Return ``mask`` with both halves of every day of which it has one."""
        days = (mask | mask >> 1) & self.mornings
        return days | days << 1

    def months_of(self, mask: int) -> list[int]:
        """Return the indexes of the months in which ``mask`` has half days."""
        return [index for index, month in enumerate(self.months) if mask & month]


def ones(mask: int) -> Iterator[int]:
    """Yield the indexes of the bits of ``mask``, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def build_grid(problem: Problem, held: Sequence[Sequence[bool]]) -> Grid:
    """Return the problem in numbers; ``held[class][position]`` says which sessions are held."""
    days = [slot.day for study_class in problem.classes for slot in study_class.slots]
    origin = min(days, default=date.min)
    length = (max(days) - origin).days + 1 if days else 0
    calendar = [origin + timedelta(days=i) for i in range(length)]
    site_ids = sorted(
        {study_class.site_id for study_class in problem.classes}
        | {lecturer.base_site_id for lecturer in problem.lecturers}
    )
    site_index = {site_id: index for index, site_id in enumerate(site_ids)}
    return Grid(
        problem=problem,
        origin=origin,
        mornings=sum(1 << 2 * i for i in range(length)),
        months=_months(calendar),
        bits=tuple(
            tuple(
                1 << _bit(origin, slot) if is_held else 0
                for slot, is_held in zip(study_class.slots, class_held, strict=True)
            )
            for study_class, class_held in zip(problem.classes, held, strict=True)
        ),
        duty=tuple(
            sum(3 << 2 * i for i, day in enumerate(calendar) if lecturer.works_on(day))
            for lecturer in problem.lecturers
        ),
        qualified=_qualified(problem),
        sites=tuple(site_index[study_class.site_id] for study_class in problem.classes),
        bases=tuple(site_index[lecturer.base_site_id] for lecturer in problem.lecturers),
    )


def _bit(origin: date, slot: Slot) -> int:
    return 2 * (slot.day - origin).days + (slot.half is Half.AFTERNOON)


def _months(calendar: Sequence[date]) -> tuple[int, ...]:
    masks: dict[tuple[int, int], int] = {}
    for i, day in enumerate(calendar):
        key = day.year, day.month
        masks[key] = masks.get(key, 0) | 3 << 2 * i
    return tuple(masks.values())


def _qualified(problem: Problem) -> tuple[tuple[tuple[int, ...], ...], ...]:
    found: dict[tuple[str, str], tuple[int, ...]] = {}

    def who(topic: str, site_kind: str) -> tuple[int, ...]:
        if (topic, site_kind) not in found:
            found[topic, site_kind] = tuple(
                index
                for index, lecturer in enumerate(problem.lecturers)
                if lecturer.teaches(topic, site_kind)
            )
        return found[topic, site_kind]

    return tuple(
        tuple(who(module.topic, study_class.site_kind) for module in study_class.modules)
        for study_class in problem.classes
    )
