"""What no search can mend, found by counting before one begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from thuctien.engine.timetabling.curriculum.faults import CttError, Fault
from thuctien.engine.timetabling.curriculum.instance import Instance

Said = tuple[Fault, Mapping[str, object]]


def refuse_impossible(instance: Instance) -> None:
    """Raise :class:`CttError` with everything for which there are too few periods."""
    faults = [*_courses(instance), *_teachers(instance), *_curricula(instance), *_halls(instance)]
    if faults:
        raise CttError(*faults)


def _courses(instance: Instance) -> Iterator[Said]:
    closed = Counter(at for at, _slot in instance.closed)
    for at, course in enumerate(instance.courses):
        found = instance.slots - closed[at]
        if course.lectures > found:
            yield _fault(Fault.NO_PERIOD_LEFT, course.code, course.lectures, found)


def _teachers(instance: Instance) -> Iterator[Said]:
    lectures: Counter[str] = Counter()
    for course in instance.courses:
        lectures[course.teacher] += course.lectures
    for teacher, needed in lectures.items():
        if needed > instance.slots:
            yield _fault(Fault.TEACHER_FULL, teacher, needed, instance.slots)


def _curricula(instance: Instance) -> Iterator[Said]:
    for curriculum in instance.curricula:
        needed = sum(instance.courses[at].lectures for at in set(curriculum.courses))
        if needed > instance.slots:
            yield _fault(Fault.CURRICULUM_FULL, curriculum.code, needed, instance.slots)


def _halls(instance: Instance) -> Iterator[Said]:
    needed = sum(course.lectures for course in instance.courses)
    found = len(instance.halls) * instance.slots
    if needed > found:
        yield Fault.HALLS_FULL, {"needed": needed, "found": found}


def _fault(fault: Fault, key: str, needed: int, found: int) -> Said:
    return fault, {"key": key, "needed": needed, "found": found}
