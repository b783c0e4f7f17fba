"""Recounts a solution of the public problem from its two files alone.

Shares no code with the reader, the costs or the search: it is what these are checked against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = list[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a solution breaks and costs.

    ``lectures`` counts lectures missing or too many and two of a course in one period,
    ``conflicts`` pairs that share a curriculum or a teacher, ``availability`` lectures in closed
    periods, ``room_occupancy`` lectures beyond the first in a room and period; the others are soft.
    ``unreadable`` are lines that name nothing known.
    """

    lectures: int
    conflicts: int
    availability: int
    room_occupancy: int
    room_capacity: int
    minimum_working_days: int
    curriculum_compactness: int
    room_stability: int
    unreadable: tuple[int, ...]

    @property
    def hard(self) -> int:
        """Return how often a hard rule is broken."""
        broken = self.lectures + self.conflicts + self.availability + self.room_occupancy
        return broken + len(self.unreadable)

    @property
    def cost(self) -> int:
        """Return the sum of the soft costs (UD2)."""
        return (
            self.room_capacity
            + self.minimum_working_days
            + self.curriculum_compactness
            + self.room_stability
        )


def validate(instance: str, solution: str) -> Verdict:
    """Return the verdict on the text of a solution for the text of a ``.ctt`` file."""
    blocks = dict(_blocks(instance))
    head = {row[0]: row[1] for row in blocks[""]}
    days, periods = int(head["Days:"]), int(head["Periods_per_day:"])
    courses = {row[0]: row for row in blocks["COURSES:"]}
    rooms = {row[0]: int(row[1]) for row in blocks["ROOMS:"]}
    placed: dict[str, list[tuple[str, int, int]]] = {code: [] for code in courses}
    unreadable = []
    for number, line in enumerate(solution.splitlines(), 1):
        row = line.split()
        if not row:
            continue
        if not _is_known(row, courses, rooms, days, periods):
            unreadable.append(number)
            continue
        placed[row[0]].append((row[1], int(row[2]), int(row[3])))
    members = {row[0]: set(row[2 : 2 + int(row[1])]) for row in blocks["CURRICULA:"]}
    closed = [(row[0], int(row[1]), int(row[2])) for row in blocks["UNAVAILABILITY_CONSTRAINTS:"]]
    return Verdict(
        lectures=_lectures(courses, placed),
        conflicts=_conflicts(courses, members, placed),
        availability=sum(
            (day, period) == (at[1], at[2])
            for course, day, period in set(closed)
            for at in placed[course]
        ),
        room_occupancy=_occupancy(placed),
        room_capacity=sum(
            max(0, int(courses[course][4]) - rooms[room])
            for course, where in placed.items()
            for room, _day, _period in where
        ),
        minimum_working_days=5
        * sum(
            max(0, int(row[3]) - len({day for _room, day, _period in placed[course]}))
            for course, row in courses.items()
        ),
        curriculum_compactness=2 * _isolated(members, placed),
        room_stability=sum(
            max(0, len({room for room, _day, _period in where}) - 1) for where in placed.values()
        ),
        unreadable=tuple(unreadable),
    )


def _blocks(text: str) -> Iterator[tuple[str, list[Row]]]:
    name, rows = "", list[Row]()
    for line in text.splitlines():
        row = line.split()
        if len(row) == 1 and row[0].endswith(":") and row[0].isupper():
            yield name, rows
            name, rows = row[0], []
        elif row and row[0] != "END.":
            rows.append(row)
    yield name, rows


def _is_known(
    row: Row, courses: Mapping[str, Row], rooms: Mapping[str, int], days: int, periods: int
) -> bool:
    return (
        len(row) == 4
        and row[0] in courses
        and row[1] in rooms
        and row[2] in map(str, range(days))
        and row[3] in map(str, range(periods))
    )


Placed = Mapping[str, list[tuple[str, int, int]]]


def _lectures(courses: Mapping[str, Row], placed: Placed) -> int:
    wrong = 0
    for course, row in courses.items():
        times = [(day, period) for _room, day, period in placed[course]]
        wrong += abs(int(row[2]) - len(times)) + len(times) - len(set(times))
    return wrong


def _conflicts(courses: Mapping[str, Row], members: Mapping[str, set[str]], placed: Placed) -> int:
    found = 0
    names = sorted(courses)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            related = courses[one][1] == courses[other][1] or any(
                one in group and other in group for group in members.values()
            )
            if related:
                times = [(day, period) for _room, day, period in placed[other]]
                found += sum(times.count((day, period)) for _room, day, period in placed[one])
    return found


def _occupancy(placed: Placed) -> int:
    taken = [where for lectures in placed.values() for where in lectures]
    return len(taken) - len(set(taken))


def _isolated(members: Mapping[str, set[str]], placed: Placed) -> int:
    found = 0
    for group in members.values():
        times = {(day, period) for course in group for _room, day, period in placed[course]}
        for day, period in times:
            found += (day, period - 1) not in times and (day, period + 1) not in times
    return found
