"""Solving: what the rules allow is placed, the rest is reported with its reason."""

from __future__ import annotations

import json
from datetime import date, timedelta

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
from thuctien.engine.model import Province
from thuctien.engine.timetabling import SESSIONS_SCHEMA, UNPLACED_SCHEMA, Timetable
from thuctien.engine.timetabling.costs import WEIGHTS
from thuctien.engine.timetabling.explain import WORDINGS, Reason, names_of, text
from thuctien.engine.wording import Language


def reasons(timetable: Timetable) -> list[Reason]:
    """Return the reasons of the unplaced sessions, and see that each makes a sentence."""
    for reason, figures in timetable.unplaced.select("reason", "figures").iter_rows():
        for language in Language:
            assert "{" not in text(reason, figures, language)
    return [Reason(reason) for reason in timetable.unplaced["reason"]]


def figures(timetable: Timetable) -> dict[str, object]:
    """Return the figures of the first unplaced session."""
    found: dict[str, object] = json.loads(timetable.unplaced["figures"][0])
    return found


def test_a_small_plan_is_placed_and_right() -> None:
    """One class, one room, one lecturer: complete, without cost, in the tables' schema."""
    small = Small()
    timetable = small.solve()
    assert timetable.complete
    assert timetable.sessions.schema == SESSIONS_SCHEMA
    assert timetable.unplaced.schema == UNPLACED_SCHEMA
    assert timetable.cost == 0
    assert small.check(timetable.sessions) == []


def test_a_plan_without_classes_has_an_empty_timetable() -> None:
    """Nothing to place is no fault."""
    timetable = Small(classes=()).solve()
    assert timetable.complete
    assert timetable.sessions.is_empty()


def test_modules_are_put_in_another_order_where_lecturers_are_short() -> None:
    """Two classes of the same two topics, one lecturer each: one class begins with the second."""
    small = Small(
        modules=(module(1, 2, "luat"), module(2, 2, "tin")),
        classes=(study_class("a"), study_class("b")),
        rooms=(room("p1"), room("p2")),
        lecturers=(lecturer("g1", ["luat"]), lecturer("g2", ["tin"])),
    )
    timetable = small.solve()
    assert timetable.complete
    assert small.check(timetable.sessions) == []
    assert timetable.costs["extra_lecturers"] == 0


def test_a_module_is_shared_where_nobody_can_hold_it_alone() -> None:
    """The lecturer leaves after two of four days; a second one takes over."""
    small = Small(
        modules=(module(1, 8),),
        lecturers=(lecturer("g1", valid_to=MONDAY + timedelta(days=1)),
                   lecturer("g2", valid_from=MONDAY + timedelta(days=2))),
    )  # fmt: skip
    timetable = small.solve()
    assert small.check(timetable.sessions) == []
    assert timetable.costs["extra_lecturers"] == 1


def test_modules_alternate_where_nothing_else_staffs_them() -> None:
    """One lecturer comes on mornings' topics only as long as the months allow: order gives way."""
    tuesday = MONDAY + timedelta(days=1)
    small = Small(
        modules=(module(1, 4, "luat"), module(2, 2, "tin")),
        lecturers=(lecturer("g1", ["luat"]), lecturer("g2", ["tin"])),
        absences=(absence("g1", tuesday, tuesday),),
    )
    timetable = small.solve()
    assert timetable.complete
    assert small.check(timetable.sessions) == []
    assert timetable.sessions["module_no"].to_list() == [1, 1, 2, 2, 1, 1]


def test_lecturers_swap_where_the_first_choice_blocks_another() -> None:
    """The one who can do both leaves «luat» to the other so that «tin» is taught, too."""
    small = Small(
        modules=({**module(1, 2, "luat"), "programme_id": "x"},
                 {**module(1, 2, "tin"), "programme_id": "y"}),
        classes=(study_class("a", programme_id="x"), study_class("b", programme_id="y")),
        rooms=(room("p1"), room("p2")),
        lecturers=(lecturer("g1", ["luat", "tin"]), lecturer("g2", ["luat"], site_id="xa")),
        sites=(site(), site("xa", "centre")),
    )  # fmt: skip
    for seed in range(3):
        timetable = small.solve(seed=seed)
        assert timetable.complete
        assert small.check(timetable.sessions) == []


def test_no_room_large_enough_is_said() -> None:
    """A class of 30 in a site whose only room holds 20."""
    timetable = Small(rooms=(room(capacity=20),)).solve()
    assert reasons(timetable) == [Reason.NO_SUCH_ROOM] * 4
    assert figures(timetable) == {"site_id": "truong", "size": 30}


def test_a_taken_room_is_said() -> None:
    """Two classes, one room: one class is placed, the other reported."""
    timetable = Small(
        classes=(study_class("a"), study_class("b")), lecturers=(lecturer("g1"), lecturer("g2"))
    ).solve()
    assert reasons(timetable) == [Reason.ROOMS_TAKEN] * 4
    assert timetable.sessions["class_id"].n_unique() == 1


def test_a_topic_that_nobody_teaches_is_said() -> None:
    """The rest of the class is placed all the same."""
    small = Small(modules=(module(1), module(2, 2, "tin", 1)))
    timetable = small.solve()
    assert reasons(timetable) == [Reason.TOPIC_UNTAUGHT] * 2
    assert timetable.sessions["module_no"].to_list() == [1, 1]


def test_taken_lecturers_are_counted_by_what_hinders_them() -> None:
    """Absent, and full for the month."""
    timetable = Small(
        lecturers=(lecturer("g1", max_sessions_month=3), lecturer("g2")),
        absences=(absence("g2", MONDAY, MONDAY + timedelta(days=9)),),
    ).solve()
    assert reasons(timetable) == [Reason.LECTURERS_TAKEN]
    assert figures(timetable) == {
        "topic": "luat", "competent": 2, "absent": 1, "busy": 0, "elsewhere": 0, "full": 1,
    }  # fmt: skip


def test_learners_who_are_elsewhere_are_said() -> None:
    """The class that comes later in the list gives way in every half day they share."""
    timetable = Small(
        classes=(study_class("a"), study_class("b")),
        rooms=(room("p1"), room("p2")),
        lecturers=(lecturer("g1"), lecturer("g2")),
        turns={"n1": ["a", "b"], "n2": ["a", "b"], "n3": ["a"]},
    ).solve()
    assert reasons(timetable) == [Reason.LEARNERS_ELSEWHERE] * 4
    assert figures(timetable) == {"other_class_id": "a", "learners": 2}


def test_every_reason_is_worded() -> None:
    """No reason without a sentence."""
    assert set(WORDINGS) == set(Reason)


def test_codes_are_shown_by_their_names() -> None:
    """A clerk reads the topic, not its code; without a name the code has to do."""
    small = Small(modules=(module(1, 1, "tin"),))
    reason, told = small.solve().unplaced.select("reason", "figures").row(0)
    codes = pl.DataFrame(
        {"list": ["topic"], "code": ["tin"], "name": ["Kỹ năng số"], "name_en": ["Digital skills"],
         "position": [1]},
    )  # fmt: skip
    province = Province.from_frames({"codes": codes})
    in_vietnamese = text(reason, told, Language.VI, names_of(province, Language.VI))
    in_english = text(reason, told, Language.EN, names_of(province, Language.EN))
    assert "chuyên đề Kỹ năng số" in in_vietnamese
    assert "topic Digital skills" in in_english
    assert "topic tin" in text(reason, told, Language.EN)


def test_costs_are_weighed_into_one_figure() -> None:
    """The sum by the weights, every kind counted."""
    timetable = Small(lecturers=(lecturer(max_sessions_month=3),)).solve()
    assert set(timetable.costs) == set(WEIGHTS)
    assert timetable.cost == sum(WEIGHTS[kind] * n for kind, n in timetable.costs.items())
    assert timetable.costs["unplaced"] == timetable.unplaced.height == 1


def test_progress_names_the_stages_and_can_end_the_work() -> None:
    """Fractions run from 0 to 1; what the callback raises is passed on."""
    seen: list[tuple[str, float]] = []
    Small().solve(progress=lambda stage, fraction: seen.append((stage, fraction)))
    assert list(dict(seen)) == ["rooms", "order", "repair", "improve"]
    assert all(0 <= fraction <= 1 for _, fraction in seen)

    def stop(stage: str, fraction: float) -> None:
        raise InterruptedError(stage)

    with pytest.raises(InterruptedError):
        Small().solve(progress=stop)


def test_when_time_runs_out_the_timetable_is_still_right() -> None:
    """Without time no improvement is made, and the result says so."""
    small = Small(
        classes=(study_class("a"), study_class("b", date(2027, 3, 8))),
        lecturers=(lecturer(max_sessions_month=7),),
    )
    timetable = small.solve(time_limit_seconds=0)
    assert timetable.stopped_by == "time"
    assert timetable.sessions.height + timetable.unplaced.height == 8
