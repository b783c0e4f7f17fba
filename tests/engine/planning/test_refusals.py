"""What a unit refused stays out of the plan; what the law asks only where the province agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.planning.provinces import YEAR, Case, Row, need
from thuctien.engine.planning import check_plan
from thuctien.engine.planning.check import count_met
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.reasons import answer_texts
from thuctien.engine.wording import Language

RECOMMENDED = {"binding": "recommended", "force": "recommended"}


def refusal(person_id: str = "p1", **facts: Any) -> Row:
    """Return a refusal of «llct» by the unit of a person, for the year."""
    return {
        "refusal_id": f"tc-{person_id}",
        "person_id": person_id,
        "qualification_id": "llct",
        "reason": "nghỉ thai sản",
        "source": "Đợt 1",
        "valid_from": date(YEAR, 1, 1),
        "valid_to": date(YEAR, 12, 31),
        **facts,
    }


def sent(refusals: Sequence[Row], **facts: Any) -> list[str]:
    """Return who is sent where p1 and p2 need the same and some units refuse."""
    case = Case({"need_refusals": refusals}, needs_rows=(need("p1", **facts), need("p2", **facts)))
    plan = make_plan(case.province, case.needs, year=YEAR)
    assert not check_plan(case.province, case.needs, plan.classes, plan.turns, YEAR)
    return sorted(plan.turns["person_id"])


def test_whose_unit_refuses_a_recommended_need_is_not_sent() -> None:
    assert sent([refusal()], **RECOMMENDED) == ["p2"]


def test_a_refusal_of_a_mandatory_need_counts_once_the_province_accepts_it() -> None:
    assert sent([refusal()]) == ["p1", "p2"]
    assert sent([refusal(accepted=False)]) == ["p1", "p2"]
    assert sent([refusal(accepted=True)]) == ["p2"]


@pytest.mark.parametrize(
    "days",
    [
        {"valid_to": date(2026, 1, 1), "valid_from": None},
        {"valid_from": date(YEAR + 1, 1, 1), "valid_to": None},
    ],
    ids=["over", "to_come"],
)
def test_a_refusal_counts_in_its_time_only(days: Row) -> None:
    assert sent([refusal(**days)], **RECOMMENDED) == ["p1", "p2"]


def test_the_answer_says_that_the_unit_refused_and_why() -> None:
    case = Case({"need_refusals": [refusal()]}, needs_rows=(need("p1", **RECOMMENDED),))
    plan = make_plan(case.province, case.needs, year=YEAR)
    answer = plan.answers.row(0, named=True)
    assert (answer["outcome"], answer["reason"]) == ("not_yet", "refused")
    why, _change = answer_texts(answer["reason"], answer["figures"], Language.VI)
    assert why == "Đơn vị trả lời là chưa cần: nghỉ thai sản (Đợt 1)."


def test_the_checker_finds_a_turn_for_what_was_refused() -> None:
    needs_rows = (need("p1", **RECOMMENDED), need("p2", **RECOMMENDED))
    case = Case({"need_refusals": [refusal()]}, needs_rows=needs_rows)
    classes, turns = case.plan_classes, case.plan_turns
    found = check_plan(case.province, case.needs, classes, turns, YEAR)
    assert [(one.code, one.figures["person_id"]) for one in found] == [("useless_turn", "p1")]
    assert count_met(case.province, case.needs, turns, classes)["recommended"] == 1
