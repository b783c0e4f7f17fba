"""A senseless problem is refused when it is built, with the place and the reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.engine.timetabling.provinces import MONDAY, Small, lecturer, module, study_class
from thuctien.engine.calendar import Half, Slot
from thuctien.engine.timetabling import Problem, ProblemError, build_problem
from thuctien.engine.timetabling.problem import (
    FAULT_WORDINGS,
    Fault,
    Lecturer,
    Module,
    Room,
    StudyClass,
    Validity,
)
from thuctien.engine.wording import Language

MORNING, AFTERNOON = Slot(MONDAY, Half.MORNING), Slot(MONDAY, Half.AFTERNOON)


def one_class(*modules: Module, slots: tuple[Slot, ...] = (MORNING, AFTERNOON)) -> StudyClass:
    """Return a class with these modules."""
    return StudyClass("a", "truong", "school", 30, modules, slots)


def test_modules_in_a_circle_are_named() -> None:
    """The two that wait for each other, not the third."""
    with pytest.raises(ProblemError) as caught:
        Small(modules=(module(1, 1, "luat", 2), module(2, 1, "luat", 1), module(3))).problem  # noqa: B018
    assert caught.value.fault is Fault.ORDER_CIRCULAR
    assert caught.value.figures == {"class_id": "a", "modules": "1, 2"}
    assert "1, 2" in caught.value.text(Language.VI)


def test_a_module_after_one_that_does_not_exist_is_refused() -> None:
    """The number that is missing is said."""
    with pytest.raises(ProblemError, match="module 1 must follow module 7"):
        one_class(Module(1, "luat", 2, "theory", (7,)))


def test_modules_must_fill_the_half_days() -> None:
    """Three sessions do not fit two half days."""
    with pytest.raises(ProblemError) as caught:
        one_class(Module(1, "luat", 3, "theory"))
    assert caught.value.figures == {"class_id": "a", "slots": 2, "sessions": 3}


def test_half_days_must_be_in_order() -> None:
    """An afternoon before its morning is refused, and so is a half day twice."""
    for slots in ((AFTERNOON, MORNING), (MORNING, MORNING)):
        with pytest.raises(ProblemError) as caught:
            one_class(Module(1, "luat", 2, "theory"), slots=slots)
        assert caught.value.fault is Fault.SLOTS_UNSORTED


def test_a_calendar_that_is_closed_for_ever_is_refused() -> None:
    """The plan's class cannot be held anywhere in four years."""
    small = Small()
    closed = Small(
        closures=(
            {"site_id": None, "first_day": MONDAY, "last_day": MONDAY + timedelta(days=2000)},
        )
    )
    with pytest.raises(ProblemError) as caught:
        build_problem(closed.province, small.plan_classes, small.plan_turns)
    assert caught.value.fault is Fault.CALENDAR_TOO_SHORT
    assert "01/03/2027" in caught.value.text(Language.VI)


def test_a_code_twice_is_refused() -> None:
    """Two classes of one code cannot be told apart."""
    with pytest.raises(ProblemError) as caught:
        Small(classes=(study_class("a"), study_class("a"))).problem  # noqa: B018
    assert caught.value.fault is Fault.TWICE


def test_a_learner_of_an_unknown_class_is_refused() -> None:
    """Learners refer to classes of the problem."""
    with pytest.raises(ProblemError, match="n1 is in class b"):
        Problem((one_class(Module(1, "luat", 2, "theory")),), (), (), {"n1": ("a", "b")})


def test_every_fault_is_worded_in_both_languages() -> None:
    """No fault without a sentence."""
    assert set(FAULT_WORDINGS) == set(Fault)


def test_only_learners_of_several_classes_are_kept() -> None:
    """Somebody in one class cannot clash, even where the turn stands twice."""
    small = Small(
        classes=(study_class("a"), study_class("b")),
        turns={"n1": ["b", "a"], "n2": ["a"], "n3": ["b", "b"]},
    )
    assert small.problem.learners == {"n1": ("a", "b")}


def test_empty_topics_and_kinds_mean_all() -> None:
    """As everywhere in a province's tables."""
    anybody = Lecturer("g1", frozenset(), frozenset(), "truong", 20)
    assert anybody.teaches("luat", "centre")
    assert not Small(lecturers=(lecturer(),)).problem.lecturers[0].teaches("luat", "centre")


def test_first_and_last_day_are_included() -> None:
    """A validity, and an absence, count both their ends."""
    valid = Validity(date(2027, 1, 1), date(2027, 1, 31))
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1))
    assert [day in valid for day in days] == [False, True, True, False]
    absent = Lecturer("g1", frozenset(), frozenset(), "truong", 20, absences=((days[1], days[2]),))
    assert [absent.works_on(day) for day in days] == [True, False, False, True]
    assert date.max in Room("p1", "truong", 40).valid
