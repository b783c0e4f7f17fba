"""Small instances of the public problem, drawn and written without the code under test."""

from __future__ import annotations

from hypothesis import strategies as st

from thuctien.engine.timetabling.curriculum.instance import Course, Curriculum, Hall, Instance


@st.composite
def instances(draw: st.DrawFn, most_courses: int = 6) -> Instance:
    """Draw an instance with a cell for every lecture, though not always without conflicts."""
    days, periods = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    slots = days * periods
    lectures = draw(st.lists(st.integers(1, min(4, slots)), min_size=1, max_size=most_courses))
    courses = tuple(
        Course(
            code=f"c{at}",
            teacher=f"t{draw(st.integers(0, 3))}",
            lectures=count,
            least_days=draw(st.integers(1, days)),
            students=draw(st.integers(0, 40)),
        )
        for at, count in enumerate(lectures)
    )
    rooms = -(-sum(lectures) // slots) + draw(st.integers(0, 2))
    halls = tuple(Hall(f"r{at}", draw(st.integers(0, 40))) for at in range(rooms))
    groups = draw(
        st.lists(st.sets(st.integers(0, len(courses) - 1), min_size=1), min_size=1, max_size=4)
    )
    curricula = tuple(Curriculum(f"q{at}", tuple(sorted(one))) for at, one in enumerate(groups))
    closed = draw(
        st.sets(st.tuples(st.integers(0, len(courses) - 1), st.integers(0, slots - 1)), max_size=3)
    )
    return Instance(
        "drawn", days, periods, courses, halls, curricula, _bearable(closed, lectures, slots)
    )


def _bearable(
    closed: set[tuple[int, int]], lectures: list[int], slots: int
) -> frozenset[tuple[int, int]]:
    """Leave out what would take a period away that a lecture of any course may need."""
    full = sum(lectures) > slots or max(lectures) + len(closed) > slots
    return frozenset() if full else frozenset(closed)


def ctt_of(instance: Instance) -> str:
    """Return an instance as a ``.ctt`` file."""
    head = [
        f"Name: {instance.name}",
        f"Courses: {len(instance.courses)}",
        f"Rooms: {len(instance.halls)}",
        f"Days: {instance.days}",
        f"Periods_per_day: {instance.periods}",
        f"Curricula: {len(instance.curricula)}",
        f"Constraints: {len(instance.closed)}",
    ]
    courses = [
        f"{c.code} {c.teacher} {c.lectures} {c.least_days} {c.students}" for c in instance.courses
    ]
    halls = [f"{hall.code}\t{hall.capacity}" for hall in instance.halls]
    curricula = [
        " ".join([q.code, str(len(q.courses)), *(instance.courses[at].code for at in q.courses)])
        for q in instance.curricula
    ]
    closed = [
        f"{instance.courses[at].code} {slot // instance.periods} {slot % instance.periods}"
        for at, slot in sorted(instance.closed)
    ]
    sections = [
        *("", "COURSES:", *courses, "", "ROOMS:", *halls),
        *("", "CURRICULA:", *curricula, "", "UNAVAILABILITY_CONSTRAINTS:", *closed, "", "END."),
    ]
    return "\n".join([*head, *sections]) + "\n"
