"""An instance of the public problem, as it is written in a ``.ctt`` file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """A course: who teaches it, how many lectures it has, on how many days at the least."""

    code: str
    teacher: str
    lectures: int
    least_days: int
    students: int


@dataclass(frozen=True, slots=True)
class Hall:
    """A room of the instance; ``capacity`` in students."""

    code: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Courses that have students in common: positions in ``Instance.courses``."""

    code: str
    courses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """Courses, rooms and curricula in a week of ``days`` with ``periods`` a day.

    ``closed`` has the position of a course and a slot (day × ``periods`` + period) in which it
    cannot be held.
    """

    name: str
    days: int
    periods: int
    courses: tuple[Course, ...]
    halls: tuple[Hall, ...]
    curricula: tuple[Curriculum, ...]
    closed: frozenset[tuple[int, int]]

    @property
    def slots(self) -> int:
        """Return the number of periods of the week."""
        return self.days * self.periods


@dataclass(frozen=True, slots=True, order=True)
class Lecture:
    """A lecture where it was put: positions of course and hall, and a slot."""

    course: int
    hall: int
    slot: int
