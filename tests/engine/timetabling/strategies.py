"""Random small provinces with a plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.engine.timetabling.provinces import (
    MONDAY,
    Row,
    Small,
    absence,
    lecturer,
    module,
    room,
    site,
    study_class,
)

TOPICS = ("luat", "tin", "dang")
SITES = (site("truong", "school"), site("xa", "centre"), site("phuong", "centre"))
SITE_IDS = tuple(row["site_id"] for row in SITES)
days = st.integers(0, 40).map(lambda n: MONDAY + timedelta(days=n))
some_topics = st.lists(st.sampled_from(TOPICS), min_size=1, unique=True)
some_kinds = st.lists(st.sampled_from(("school", "centre")), min_size=1, unique=True)


@st.composite
def programmes(draw: st.DrawFn) -> list[Row]:
    """Return the modules of a few programmes; a module may follow any before it."""
    found: list[Row] = []
    for programme_id in ("ct", "kh")[: draw(st.integers(1, 2))]:
        for number in range(1, draw(st.integers(1, 4)) + 1):
            after = draw(st.sets(st.integers(1, number - 1))) if number > 1 else set()
            part = module(
                number, draw(st.integers(1, 5)), draw(st.sampled_from(TOPICS)), *sorted(after)
            )
            found.append({**part, "programme_id": programme_id})
    return found


@st.composite
def lecturers(draw: st.DrawFn) -> list[Row]:
    """Return one to six lecturers with topics, kinds of site and few or many sessions."""
    return [
        lecturer(
            f"g{number}",
            draw(some_topics),
            site_id=draw(st.sampled_from(SITE_IDS)),
            site_kinds=draw(some_kinds),
            max_sessions_month=draw(st.sampled_from((3, 8, 20))),
            valid_to=draw(st.none() | days),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@st.composite
def plans(draw: st.DrawFn) -> Small:
    """Return a small province with one to six classes that may not all have a place."""
    modules = draw(programmes())
    programme_ids = sorted({row["programme_id"] for row in modules})
    classes = [
        study_class(
            f"l{number}",
            MONDAY + timedelta(weeks=draw(st.integers(0, 2))),
            programme_id=draw(st.sampled_from(programme_ids)),
            mode=draw(st.sampled_from(("full_time", "weekend", "monthly"))),
            site_id=draw(st.sampled_from(SITE_IDS)),
            size=draw(st.sampled_from((20, 30, 45))),
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    class_ids = [row["class_id"] for row in classes]
    teachers = draw(lecturers())
    rooms = [
        room(
            f"p{number}",
            where,
            draw(st.sampled_from((25, 35, 50))),
            valid_from=draw(st.none() | days),
        )
        for number, where in enumerate(
            draw(st.lists(st.sampled_from(SITE_IDS), min_size=1, max_size=6))
        )
    ]
    away: dict[str, Any] = {row["lecturer_id"]: draw(st.none() | days) for row in teachers}
    return Small(
        modules=modules,
        sites=SITES,
        rooms=rooms,
        lecturers=teachers,
        absences=[absence(who, day, day + timedelta(days=2)) for who, day in away.items() if day],
        closures=[
            {
                "site_id": draw(st.none() | st.sampled_from(SITE_IDS)),
                "first_day": day,
                "last_day": day,
            }
            for day in draw(st.sets(days, max_size=1))
        ],
        classes=classes,
        turns=draw(
            st.dictionaries(
                st.sampled_from(("n1", "n2", "n3")),
                st.lists(st.sampled_from(class_ids), min_size=1, max_size=2, unique=True),
            )
        ),
    )
