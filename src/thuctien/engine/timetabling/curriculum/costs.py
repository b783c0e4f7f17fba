"""What a timetable of the public problem costs, counted anew from where its lectures are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from thuctien.engine.timetabling.curriculum.encode import (
    A_DAY_MISSING,
    A_STUDENT_STANDING,
    AN_ISOLATED_LECTURE,
    ANOTHER_ROOM,
)
from thuctien.engine.timetabling.curriculum.instance import Instance, Lecture


class Cost(StrEnum):
    """The kinds of cost (UD2)."""

    ROOM_CAPACITY = "room_capacity"
    MINIMUM_WORKING_DAYS = "minimum_working_days"
    CURRICULUM_COMPACTNESS = "curriculum_compactness"
    ROOM_STABILITY = "room_stability"


def costs_of(instance: Instance, lectures: Iterable[Lecture]) -> Mapping[Cost, int]:
    """Return what a timetable costs, by kind."""
    placed = list(lectures)
    days: defaultdict[int, set[int]] = defaultdict(set)
    halls: defaultdict[int, set[int]] = defaultdict(set)
    for lecture in placed:
        days[lecture.course].add(lecture.slot // instance.periods)
        halls[lecture.course].add(lecture.hall)
    return {
        Cost.ROOM_CAPACITY: A_STUDENT_STANDING * sum(_standing(instance, one) for one in placed),
        Cost.MINIMUM_WORKING_DAYS: A_DAY_MISSING
        * sum(
            max(0, course.least_days - len(days[at])) for at, course in enumerate(instance.courses)
        ),
        Cost.CURRICULUM_COMPACTNESS: AN_ISOLATED_LECTURE * _isolated(instance, placed),
        Cost.ROOM_STABILITY: ANOTHER_ROOM * sum(len(used) - 1 for used in halls.values()),
    }


def conflicts_of(instance: Instance, lectures: Iterable[Lecture]) -> int:
    """Return how many pairs of lectures in one period share a teacher, curriculum or course."""
    curricula: defaultdict[int, set[int]] = defaultdict(set)
    for number, curriculum in enumerate(instance.curricula):
        for at in curriculum.courses:
            curricula[at].add(number)
    together: defaultdict[int, list[int]] = defaultdict(list)
    for lecture in lectures:
        together[lecture.slot].append(lecture.course)
    return sum(
        one == other
        or instance.courses[one].teacher == instance.courses[other].teacher
        or bool(curricula[one] & curricula[other])
        for courses in together.values()
        for number, one in enumerate(courses)
        for other in courses[:number]
    )


def _standing(instance: Instance, lecture: Lecture) -> int:
    students = instance.courses[lecture.course].students
    return max(0, students - instance.halls[lecture.hall].capacity)


def _isolated(instance: Instance, lectures: list[Lecture]) -> int:
    """Return how many lectures of a curriculum have no other of it beside them on their day."""
    slots: defaultdict[int, list[int]] = defaultdict(list)
    for lecture in lectures:
        slots[lecture.course].append(lecture.slot)
    isolated = 0
    for curriculum in instance.curricula:
        taken = Counter(slot for at in set(curriculum.courses) for slot in slots[at])
        for slot in taken:
            period = slot % instance.periods
            before = period > 0 and slot - 1 in taken
            after = period < instance.periods - 1 and slot + 1 in taken
            isolated += not (before or after)
    return isolated
