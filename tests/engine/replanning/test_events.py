"""What cannot have happened is refused in words; what happened changes the province."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.engine.planning.provinces import YEAR, Case, budget
from thuctien.engine.replanning import (
    Events,
    FaultCode,
    MovedClass,
    ReplanError,
    cause_text,
    province_after,
    replan,
)
from thuctien.engine.replanning.causes import CAUSE_WORDINGS, Cause
from thuctien.engine.replanning.faults import FAULT_WORDINGS
from thuctien.engine.wording import Language

BEFORE, AFTER = date(2026, 12, 31), date(2027, 3, 1)


def codes(events: Events, case: Case | None = None) -> set[FaultCode]:
    """Return what is wrong with events that happened to the plan of a case."""
    case = case or Case()
    with pytest.raises(ReplanError) as raised:
        replan(
            case.province,
            case.needs,
            case.plan_classes,
            case.plan_turns,
            case.plan_turns.select("person_id", "class_id"),
            events,
            year=YEAR,
        )
    return {fault.code for fault in raised.value.faults}


def test_an_unknown_class_is_refused() -> None:
    """A class that the plan does not have cannot be cancelled."""
    assert codes(Events(BEFORE, cancelled=("z",))) == {FaultCode.UNKNOWN_CLASS}


def test_a_class_that_has_begun_stays() -> None:
    """It can be neither moved nor cancelled on its first day."""
    assert codes(Events(AFTER, cancelled=("a",))) == {FaultCode.ALREADY_BEGUN}


def test_no_class_moves_into_the_past() -> None:
    """The new first week must be to come."""
    moved = (MovedClass("a", date(2026, 12, 28), "truong"),)
    assert codes(Events(BEFORE, moved=moved)) == {FaultCode.MOVED_INTO_THE_PAST}


def test_money_that_is_spent_cannot_be_cut() -> None:
    """What has begun costs 1.4 million."""
    assert codes(Events(AFTER, budgets={"ns": 1_000_000})) == {FaultCode.SPENT_ALREADY}


def test_a_budget_is_changed_in_its_year_only() -> None:
    """Other years and other sources keep their amounts."""
    rows = (budget(5), budget(7, year=2028), budget(9, budget_id="khac"))
    after = province_after(Case({"budgets": rows}).province, Events(AFTER, budgets={"ns": 1}), YEAR)
    assert sorted(after.budgets["amount"]) == [1, 7, 9]


def test_a_new_source_of_money_gets_a_row() -> None:
    """A source that had no row is there afterwards."""
    after = province_after(Case().province, Events(AFTER, budgets={"moi": 3}), YEAR)
    assert after.budgets.filter(pl.col("budget_id") == "moi")["amount"].to_list() == [3]


def test_a_class_that_is_cancelled_touches_all_its_people() -> None:
    """Both are dropped, for that reason, in both languages."""
    case = Case()
    frontier = replan(
        case.province,
        case.needs,
        case.plan_classes,
        case.plan_turns,
        case.plan_turns.select("person_id", "class_id"),
        Events(BEFORE, cancelled=("a",)),
        year=YEAR,
    )
    first = frontier.points[0]
    assert first.touched["person_id"].to_list() == ["p1", "p2"]
    assert set(first.touched["cause"]) == {Cause.CANCELLED}
    cause, figures = first.touched.select("cause", "figures").row(0)
    assert cause_text(cause, figures, Language.EN) == "Class a is cancelled."
    assert cause_text(cause, figures, Language.VI) == "Lớp a bị hủy."


def test_everything_has_words() -> None:
    """No cause and no fault lacks its sentence."""
    assert set(CAUSE_WORDINGS) == set(Cause)
    assert set(FAULT_WORDINGS) == set(FaultCode)
