"""The public problem as numbers for the kernel, with its costs (UD2)."""

from __future__ import annotations

import numpy as np

from thuctien.engine.timetabling.curriculum.instance import Course, Instance
from thuctien.engine.timetabling.kernel.model import Kind, Model, make_model

A_STUDENT_STANDING = 1
A_DAY_MISSING = 5
AN_ISOLATED_LECTURE = 2
ANOTHER_ROOM = 1


def encode(instance: Instance) -> Model:
    """Return an instance as numbers: kinds are courses, lines curricula, places rooms."""
    courses = len(instance.courses)
    apart = np.zeros((courses, courses), dtype=np.bool_)
    teachers = np.array([course.teacher for course in instance.courses])
    apart |= teachers[:, None] == teachers[None, :]
    for curriculum in instance.curricula:
        apart[np.ix_(curriculum.courses, curriculum.courses)] = True
    lines: list[list[int]] = [[] for _ in instance.courses]
    for line, curriculum in enumerate(instance.curricula):
        for at in curriculum.courses:
            lines[at].append(line)
    return make_model(
        [_kind(instance, at, course, lines[at]) for at, course in enumerate(instance.courses)],
        apart,
        days=instance.days,
        slots_a_day=instance.periods,
        day_cost=[_isolated(instance.periods)] * len(instance.curricula),
    )


def _kind(instance: Instance, at: int, course: Course, lines: list[int]) -> Kind:
    return Kind(
        events=course.lectures,
        slots=[slot for slot in range(instance.slots) if (at, slot) not in instance.closed],
        places=range(len(instance.halls)),
        lines=lines,
        place_cost=[
            A_STUDENT_STANDING * max(0, course.students - hall.capacity) for hall in instance.halls
        ],
        days_cost=[
            A_DAY_MISSING * max(0, course.least_days - days) for days in range(instance.days + 1)
        ],
        places_cost=ANOTHER_ROOM,
    )


def _isolated(periods: int) -> list[int]:
    """Return, for each set of periods of a day, what its lectures without a neighbour cost."""
    sets = range(1 << periods)
    return [
        AN_ISOLATED_LECTURE * (taken & ~(taken << 1) & ~(taken >> 1)).bit_count() for taken in sets
    ]
