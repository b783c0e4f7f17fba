"""Where the order of modules is given, as many sessions are staffed as trying everything finds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.timetabling.provinces import (
    MONDAY,
    Row,
    Small,
    absence,
    lecturer,
    module,
    room,
    study_class,
)
from thuctien.engine.timetabling.problem import Lecturer

Session = tuple[date, int, str]
"""Day, half and topic."""


@st.composite
def crowded(draw: st.DrawFn) -> Small:
    """Return two classes of a fixed order at one site, with too few lecturers now and then."""
    modules: list[Row] = [
        module(number, 1, draw(st.sampled_from(("luat", "tin"))), *range(1, number))
        for number in range(1, draw(st.integers(2, 4)) + 1)
    ]
    lecturers = [
        lecturer(
            f"g{number}",
            draw(st.sampled_from((["luat"], ["tin"], ["luat", "tin"]))),
            max_sessions_month=draw(st.integers(1, 4)),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    away = [absence("g0", MONDAY, MONDAY + timedelta(days=0))] if draw(st.booleans()) else []
    return Small(
        modules=modules,
        lecturers=lecturers,
        absences=away,
        rooms=(room("p1"), room("p2")),
        classes=(study_class("a"), study_class("b")),
    )


def most_staffed(sessions: list[Session], lecturers: tuple[Lecturer, ...]) -> int:
    """Return the most sessions that can have a lecturer, by trying every choice."""
    loads = {who.lecturer_id: 0 for who in lecturers}
    taken: set[tuple[str, date, int]] = set()

    def best(index: int) -> int:
        if index == len(sessions):
            return 0
        day, half, topic = sessions[index]
        found = best(index + 1)
        for who in lecturers:
            key = who.lecturer_id, day, half
            free = key not in taken and loads[who.lecturer_id] < who.max_sessions_month
            if free and topic in who.topics and who.works_on(day):
                taken.add(key)
                loads[who.lecturer_id] += 1
                found = max(found, 1 + best(index + 1))
                loads[who.lecturer_id] -= 1
                taken.remove(key)
        return found

    return best(0)


@given(crowded())
@settings(deadline=None, max_examples=60)
def test_no_more_sessions_could_be_staffed(small: Small) -> None:
    """The flow leaves a session without lecturer only where it cannot be helped."""
    problem = small.problem
    sessions = [
        (slot.day, int(slot.half), part.topic)
        for study in problem.classes
        for slot, part in zip(study.slots, study.modules, strict=True)
    ]
    timetable = small.solve()
    assert timetable.sessions.height == most_staffed(sessions, problem.lecturers)
