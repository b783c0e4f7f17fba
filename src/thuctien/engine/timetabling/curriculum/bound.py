"""A cost below which no timetable of an instance can be."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.optimize import linear_sum_assignment

from thuctien.engine.timetabling.curriculum.encode import (
    A_DAY_MISSING,
    AN_ISOLATED_LECTURE,
)
from thuctien.engine.timetabling.curriculum.instance import Instance


def bound_of(instance: Instance) -> int:
    """Return a proven lower bound on the cost of every timetable.

    The sum of three bounds on different kinds of cost: students standing when lectures choose
    rooms without regard to each other's periods (an assignment to all room periods), days that a
    course cannot reach because too few are open to it, and curricula of a single lecture.
    """
    return _standing(instance) + _days_missing(instance) + _alone(instance)


def _standing(instance: Instance) -> int:
    students = np.repeat(
        [course.students for course in instance.courses],
        [course.lectures for course in instance.courses],
    )
    capacities = np.repeat([hall.capacity for hall in instance.halls], instance.slots)
    if not len(students) or len(capacities) < len(students):
        return 0
    standing = np.maximum(0, students[:, None] - capacities[None, :])
    return int(standing[linear_sum_assignment(standing)].sum())


def _days_missing(instance: Instance) -> int:
    closed = Counter((at, slot // instance.periods) for at, slot in instance.closed)
    missing = 0
    for at, course in enumerate(instance.courses):
        days = sum(closed[at, day] < instance.periods for day in range(instance.days))
        missing += max(0, course.least_days - min(days, course.lectures))
    return A_DAY_MISSING * missing


def _alone(instance: Instance) -> int:
    lectures = (
        sum(instance.courses[at].lectures for at in set(curriculum.courses))
        for curriculum in instance.curricula
    )
    return AN_ISOLATED_LECTURE * sum(count == 1 for count in lectures)
