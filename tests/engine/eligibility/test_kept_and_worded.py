"""Checklists as they are kept, and as people read them in both languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.eligibility.histories import (
    Row,
    answer,
    discipline,
    holding,
    parameter,
    person,
    plan,
    rating,
    rule,
)
from thuctien.engine.eligibility import (
    Item,
    State,
    code_book,
    item_as_record,
    item_from_record,
    item_text,
    without_plans,
)
from thuctien.engine.eligibility.wording import STATES, VERDICTS
from thuctien.engine.model.choices import Predicate
from thuctien.engine.sample import sample_province
from thuctien.engine.wording import Language

BOOK = code_book(sample_province(200))
PAST = date(2025, 1, 1)
HISTORY: dict[str, Any] = {
    "ratings": [rating("p1", 2025, "excellent")],
    "disciplines": [discipline("p1", PAST, date(2026, 6, 30))],
    "succession_plans": [plan("p1", PAST)],
    "holdings": [holding("p1", "llct", PAST, evidence="Số 1")],
    "retirement_ages": [{"sex": "female", "year": 2021, "age_years": 57, "age_months": 0}],
}
ONE_OF_EACH: Sequence[Row] = (
    rule("min_age", 42),
    rule("max_age", 45),
    rule("min_service_years", 3),
    rule("min_years_to_retirement", 5),
    rule("leadership_levels", codes=["division_head"]),
    rule("post_families", codes=["staff"]),
    rule("ranks", codes=["specialist"]),
    rule("unit_kinds", codes=["department"]),
    rule("holds", codes=["llct"]),
    rule("holds_not", codes=["llct"]),
    rule("rated_at_least", 2, codes=["excellent", "good"]),
    {**rule("no_discipline"), "on_failure": "special_decision", "decided_by": "competent_level"},
    rule("min_months_since_training", 36),
    rule("min_months_since_kind", 12, codes=["llct"]),
    rule("planned_levels", codes=["head"]),
    rule("documented", codes=["party_member"]),
)


def _items(**changed: Any) -> tuple[Item, ...]:
    return answer(ONE_OF_EACH, **{**HISTORY, **changed}).items


def test_every_kind_of_condition_is_kept_and_comes_back() -> None:
    items = _items()
    assert {item.predicate for item in items} == set(Predicate)
    for item in items:
        assert item_from_record(json.loads(json.dumps(item_as_record(item)))) == item


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {name: [] for name in HISTORY},
        {"people": [person("p1", service_from=None)], "appointments": []},
        {"parameters": [parameter("use_succession_plans", "0")]},
    ],
    ids=["full", "empty", "no_post", "no_plans_kept"],
)
def test_every_line_is_a_sentence_in_both_languages(
    changed: dict[str, Any], language: Language
) -> None:
    for item in _items(**changed):
        text = item_text(item, BOOK, language)
        for part in (text.demand, text.state, text.finding):
            assert part
            assert not {"{", "}", "None"} & set(part)
            assert "None" not in part


def test_what_the_records_say_is_told_with_names_days_and_figures() -> None:
    found = {item.predicate: item_text(item, BOOK, Language.VI) for item in _items()}
    assert found["min_age"].finding == "40 tuổi (sinh ngày 15/05/1985); sẽ đạt từ ngày 15/05/2027"
    assert found["rated_at_least"].finding == (
        "năm 2024: chưa có trong hồ sơ; năm 2025: Hoàn thành xuất sắc nhiệm vụ"
    )
    assert found["no_discipline"].finding == (
        "Cảnh cáo, từ 01/01/2025 đến 30/06/2026; sẽ đạt từ ngày 01/07/2026"
    )
    assert found["no_discipline"].state == "cần quyết định riêng của Cấp có thẩm quyền"
    assert found["documented"].demand == "có văn bản chứng minh: Đảng viên chính thức hoặc dự bị"
    assert found["min_age"].source.endswith("[mẫu – cần xác nhận]")


def test_where_plans_are_withheld_a_kept_checklist_tells_of_none() -> None:
    items = [without_plans(item) for item in _items()]
    (planned,) = [item for item in items if item.predicate == Predicate.PLANNED_LEVELS]
    assert planned.state is State.LEFT_OUT
    assert not planned.evidence
    assert len(items) == len(ONE_OF_EACH)


@pytest.mark.parametrize("language", Language)
def test_every_state_and_verdict_has_words(language: Language) -> None:
    for wording in (*STATES.values(), *VERDICTS.values()):
        assert wording.render(language, {})
    assert set(STATES) == set(State)
