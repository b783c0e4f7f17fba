"""Writes and reads solutions: a line for each lecture with course, room, day and period."""

from __future__ import annotations

from collections.abc import Iterable

from thuctien.engine.timetabling.curriculum.instance import Instance, Lecture


def write_solution(instance: Instance, lectures: Iterable[Lecture]) -> str:
    """Return a timetable as the competition asks for it, by course and time."""
    ordered = sorted(lectures, key=lambda lecture: (lecture.course, lecture.slot))
    return "".join(
        f"{instance.courses[one.course].code} {instance.halls[one.hall].code}"
        f" {one.slot // instance.periods} {one.slot % instance.periods}\n"
        for one in ordered
    )
