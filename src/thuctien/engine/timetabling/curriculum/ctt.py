"""Reads ``.ctt`` files; what is wrong is said with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from thuctien.engine.timetabling.curriculum.faults import CttError, Fault
from thuctien.engine.timetabling.curriculum.instance import Course, Curriculum, Hall, Instance

HEADINGS = ("Name", "Courses", "Rooms", "Days", "Periods_per_day", "Curricula", "Constraints")
SECTIONS = {
    "COURSES": "Courses",
    "ROOMS": "Rooms",
    "CURRICULA": "Curricula",
    "UNAVAILABILITY_CONSTRAINTS": "Constraints",
}
Row = TypeVar("Row")


def read_ctt(text: str) -> Instance:
    """Return the instance that a ``.ctt`` file describes.

    Raises :class:`CttError` with the line and the reason.
    """
    lines = _Lines(text)
    name, *numbers = (lines.heading(heading) for heading in HEADINGS)
    counts = dict(zip(HEADINGS[1:], (_number(line, word) for line, word in numbers), strict=True))
    rows = {
        section: list(lines.section(section, counts[counted]))
        for section, counted in SECTIONS.items()
    }
    courses = tuple(_each(rows["COURSES"], _course))
    positions = {course.code: at for at, course in enumerate(courses)}
    return Instance(
        name=name[1],
        days=counts["Days"],
        periods=counts["Periods_per_day"],
        courses=courses,
        halls=tuple(_each(rows["ROOMS"], _hall)),
        curricula=tuple(
            _each(rows["CURRICULA"], lambda line, words: _curriculum(line, words, positions))
        ),
        closed=frozenset(
            _closed(line, words, positions, counts["Days"], counts["Periods_per_day"])
            for line, words in rows["UNAVAILABILITY_CONSTRAINTS"]
        ),
    )


class _Lines:
    """The lines of a file that say something, with their numbers."""

    def __init__(self, text: str) -> None:
        split = ((number, line.split()) for number, line in enumerate(text.splitlines(), 1))
        self._rows = [(number, words) for number, words in split if words and words != ["END."]]
        self._at = 0
        self._end = len(text.splitlines()) + 1

    def heading(self, what: str) -> tuple[int, str]:
        """Return the line and the word behind a heading of the head."""
        line, words = self._next()
        if len(words) < 2 or words[0] != f"{what}:":
            raise CttError((Fault.HEADER_MISSING, {"line": line, "what": what}))
        return line, words[1]

    def section(self, what: str, expected: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows of a section, which must be as many as the head says."""
        line, words = self._next()
        if words != [f"{what}:"]:
            raise CttError((Fault.HEADER_MISSING, {"line": line, "what": what}))
        for found in range(expected):
            line, words = self._next()
            if not words or _is_section(words):
                figures = {"line": line, "what": what, "found": found, "expected": expected}
                raise CttError((Fault.TOO_FEW, figures))
            yield line, words
        line, words = self._peek()
        if words and not _is_section(words):
            raise CttError((Fault.TOO_MANY, {"line": line, "what": what, "expected": expected}))

    def _peek(self) -> tuple[int, list[str]]:
        return self._rows[self._at] if self._at < len(self._rows) else (self._end, [])

    def _next(self) -> tuple[int, list[str]]:
        row = self._peek()
        self._at += 1
        return row


def _is_section(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].removesuffix(":") in SECTIONS


def _each(
    rows: Sequence[tuple[int, list[str]]], make: Callable[[int, list[str]], Row]
) -> Iterator[Row]:
    """Yield what each row says; a code that stands twice is a fault."""
    seen: set[str] = set()
    for line, words in rows:
        if words[0] in seen:
            raise CttError((Fault.TWICE, {"line": line, "key": words[0]}))
        seen.add(words[0])
        yield make(line, words)


def _course(line: int, words: list[str]) -> Course:
    code, teacher, *numbers = _words(line, words, 5)
    lectures, least_days, students = (_number(line, word) for word in numbers)
    return Course(code, teacher, lectures, least_days, students)


def _hall(line: int, words: list[str]) -> Hall:
    code, capacity = _words(line, words, 2)
    return Hall(code, _number(line, capacity))


def _curriculum(line: int, words: list[str], positions: dict[str, int]) -> Curriculum:
    code, size = _words(line, words, 2)
    codes = _words(line, words, 2 + _number(line, size))[2:]
    return Curriculum(code, tuple(_known(line, course, positions) for course in codes))


def _closed(
    line: int, words: list[str], positions: dict[str, int], days: int, periods: int
) -> tuple[int, int]:
    course, *when = _words(line, words, 3)
    day, period = (_number(line, word) for word in when)
    for what, value, end in (("day", day, days), ("period", period, periods)):
        if value >= end:
            figures = {"line": line, "what": what, "key": value, "most": end - 1}
            raise CttError((Fault.OUT_OF_RANGE, figures))
    return _known(line, course, positions), day * periods + period


def _words(line: int, words: list[str], expected: int) -> list[str]:
    if len(words) < expected:
        figures = {"line": line, "expected": expected, "found": len(words)}
        raise CttError((Fault.WORDS_MISSING, figures))
    return words[:expected]


def _number(line: int, word: str) -> int:
    if not (word.isascii() and word.isdecimal()):
        raise CttError((Fault.NOT_A_NUMBER, {"line": line, "what": word}))
    return int(word)


def _known(line: int, code: str, positions: dict[str, int]) -> int:
    if code not in positions:
        raise CttError((Fault.UNKNOWN, {"line": line, "what": "course", "key": code}))
    return positions[code]
