"""The checker finds every kind of fault that is planted, and nothing in a right timetable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from tests.engine.timetabling.provinces import (
    MONDAY,
    Small,
    absence,
    lecturer,
    module,
    room,
    site,
    study_class,
)
from thuctien.engine.timetabling import SESSIONS_SCHEMA
from thuctien.engine.timetabling.violations import WORDINGS, Rule
from thuctien.engine.wording import Language


def hold(
    class_id: str = "a",
    lecturer_id: str = "g1",
    room_id: str = "p1",
    modules: tuple[int, ...] = (1, 1, 2, 2),
    first_day: date = MONDAY,
) -> pl.DataFrame:
    """Return sessions on half days one behind the other."""
    rows = [
        (
            class_id,
            i + 1,
            module_no,
            first_day + timedelta(days=i // 2),
            i % 2,
            room_id,
            lecturer_id,
        )
        for i, module_no in enumerate(modules)
    ]
    return pl.DataFrame(rows, schema=SESSIONS_SCHEMA, orient="row")


def with_values(sessions: pl.DataFrame, number: int, **values: Any) -> pl.DataFrame:
    """Return the sessions with other values in one of them."""
    there = pl.col("session_no") == number
    return sessions.with_columns(
        pl.when(there).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )


def two_classes(**facts: Any) -> Small:
    """Return two classes at the same time with a room and a lecturer each."""
    defaults: dict[str, Any] = {
        "classes": (study_class("a"), study_class("b")),
        "rooms": (room("p1"), room("p2")),
        "lecturers": (lecturer("g1"), lecturer("g2")),
    }
    return Small(**{**defaults, **facts})


def test_a_right_timetable_has_no_violation() -> None:
    """Two modules on two days, with their room and lecturer."""
    assert Small().check(hold()) == []


def test_two_classes_side_by_side_have_no_violation() -> None:
    """Rooms and lecturers apart."""
    sessions = pl.concat([hold("a"), hold("b", "g2", "p2")])
    assert two_classes().check(sessions) == []


def test_an_empty_timetable_misses_every_module() -> None:
    """Nothing placed is as wrong as something placed badly."""
    found = Small().check(hold().clear())
    assert [v.rule for v in found] == [Rule.SESSIONS_MISCOUNTED] * 2
    assert found[0].figures == {"class_id": "a", "module_no": 1, "needed": 2, "found": 0}


PLANTED: dict[str, tuple[Rule, Small, Callable[[], pl.DataFrame]]] = {
    "a class that is not planned": (Rule.UNKNOWN, Small(), lambda: hold("z")),
    "a room that does not exist": (Rule.UNKNOWN, Small(), lambda: hold(room_id="p9")),
    "a lecturer who does not exist": (Rule.UNKNOWN, Small(), lambda: hold(lecturer_id="g9")),
    "a module that does not exist": (Rule.UNKNOWN, Small(), lambda: hold(modules=(1, 1, 2, 3))),
    "a session too many": (
        Rule.SESSIONS_MISCOUNTED, Small(), lambda: hold(modules=(1, 1, 2, 2, 2)),
    ),
    "a number twice": (
        Rule.SESSION_TWICE, Small(), lambda: with_values(hold(), 4, session_no=3),
    ),
    "a day outside the pattern": (
        Rule.OFF_PATTERN, Small(), lambda: with_values(hold(), 4, day=MONDAY + timedelta(days=5)),
    ),
    "a day of the pattern passed over": (
        Rule.OFF_PATTERN, Small(), lambda: with_values(hold(), 4, day=MONDAY + timedelta(days=2)),
    ),
    "a public holiday": (
        Rule.CLOSED_DAY,
        Small(classes=(study_class(starts_on=date(2027, 4, 26)),)),
        lambda: hold(first_day=date(2027, 4, 29)),
    ),
    "another last day than planned": (
        Rule.ENDS_ELSEWHEN, Small(classes=(study_class(ends_on=date(2027, 3, 5)),)), hold,
    ),
    "a class in two sessions": (
        Rule.CLASS_CLASH, Small(), lambda: with_values(hold(), 4, half=0),
    ),
    "a module before what it follows": (
        Rule.MODULE_ORDER, Small(), lambda: hold(modules=(2, 2, 1, 1)),
    ),
    "a module begun before what it follows is over": (
        Rule.MODULE_ORDER, Small(), lambda: hold(modules=(1, 2, 1, 2)),
    ),
    "a room elsewhere": (
        Rule.ROOM_ELSEWHERE,
        Small(sites=(site(), site("xa")), rooms=(room("p1", "xa"),)),
        hold,
    ),
    "a room too small": (Rule.ROOM_TOO_SMALL, Small(rooms=(room(capacity=29),)), hold),
    "a room too small for those sent": (
        Rule.ROOM_TOO_SMALL, Small(turns={f"n{i}": ["a"] for i in range(41)}), hold,
    ),
    "a room not yet in use": (
        Rule.ROOM_NOT_IN_FORCE, Small(rooms=(room(valid_from=date(2027, 3, 2)),)), hold,
    ),
    "a room no longer in use": (
        Rule.ROOM_NOT_IN_FORCE, Small(rooms=(room(valid_to=MONDAY),)), hold,
    ),
    "a room with two classes": (
        Rule.ROOM_CLASH, two_classes(), lambda: pl.concat([hold("a"), hold("b", "g2", "p1")]),
    ),
    "a topic that is not the lecturer's": (
        Rule.LECTURER_TOPIC, Small(lecturers=(lecturer(topics=["tin"]),)), hold,
    ),
    "a kind of site where the lecturer does not teach": (
        Rule.LECTURER_SITE_KIND, Small(lecturers=(lecturer(site_kinds=["centre"]),)), hold,
    ),
    "a lecturer no longer in service": (
        Rule.LECTURER_NOT_IN_FORCE, Small(lecturers=(lecturer(valid_to=MONDAY),)), hold,
    ),
    "an absent lecturer": (
        Rule.LECTURER_ABSENT, Small(absences=(absence("g1", date(2027, 2, 1), MONDAY),)), hold,
    ),
    "a lecturer in two classes": (
        Rule.LECTURER_CLASH, two_classes(), lambda: pl.concat([hold("a"), hold("b", "g1", "p2")]),
    ),
    "a lecturer at two sites on one day": (
        Rule.LECTURER_TWO_SITES,
        two_classes(
            modules=(module(1, 1), module(2, 1)),
            sites=(site(), site("hai")),
            rooms=(room("p1"), room("p2", "hai")),
            classes=(study_class("a"), study_class("b", site_id="hai")),
        ),
        lambda: pl.concat([hold("a", modules=(1, 2)), hold("b", "g2", "p2", (1, 2))]).with_columns(
            lecturer_id=pl.when(pl.col("half") == pl.col("class_id").eq("b").cast(pl.Int64))
            .then(pl.lit("g1"))
            .otherwise(pl.lit("g2"))
        ),
    ),
    "a lecturer with too many sessions in a month": (
        Rule.LECTURER_MONTH, Small(lecturers=(lecturer(max_sessions_month=3),)), hold,
    ),
    "a learner in two classes at a time": (
        Rule.LEARNER_CLASH,
        two_classes(turns={"n1": ["a", "b"]}),
        lambda: pl.concat([hold("a"), hold("b", "g2", "p2")]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found(planted: str) -> None:
    """Each fault is named by its rule, and every figure of its sentence is there."""
    rule, small, sessions = PLANTED[planted]
    found = [v for v in small.check(sessions()) if v.rule is rule]
    assert found
    for language in Language:
        assert "{" not in found[0].text(language)


def test_every_rule_has_a_planted_fault() -> None:
    """No rule of the checker goes untested."""
    assert {rule for rule, _, _ in PLANTED.values()} == set(Rule) == set(WORDINGS)


def test_monthly_classes_study_one_week_in_four() -> None:
    """The eleventh half day of a monthly class is four weeks after the first."""
    small = Small(modules=(module(1, 11),), classes=(study_class(mode="monthly"),))
    right = hold(modules=(1,) * 11).with_columns(
        day=pl.when(pl.col("session_no") == 11)
        .then(pl.lit(MONDAY + timedelta(weeks=4)))
        .otherwise("day")
    )
    assert small.check(right) == []
    assert Rule.OFF_PATTERN in small.broken(hold(modules=(1,) * 11))


def test_weekend_classes_study_on_weekends() -> None:
    """Saturday and Sunday of the week of the start."""
    small = Small(classes=(study_class(mode="weekend"),))
    assert small.check(hold(first_day=MONDAY + timedelta(days=5))) == []
    assert Rule.OFF_PATTERN in small.broken(hold())
