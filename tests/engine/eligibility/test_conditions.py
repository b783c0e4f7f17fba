"""Each kind of condition, on the days around which its answer changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.eligibility.histories import (
    ON,
    Row,
    answer,
    appointment,
    discipline,
    holding,
    parameter,
    person,
    plan,
    post,
    rating,
    rule,
    state_of,
)
from tests.engine.planning.provinces import DEFAULTS
from thuctien.engine.eligibility import State, Verdict

MET, NOT_MET, DOCUMENT = State.MET, State.NOT_MET, State.DOCUMENT
TWO_GOOD_YEARS = rule("rated_at_least", 2, codes=["good", "excellent"])
PLANNED = rule("planned_levels", codes=["head"])


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (rule("min_age", 40), {"birth_date": date(1986, 3, 2)}, MET),
        (rule("min_age", 40), {"birth_date": date(1986, 3, 3)}, NOT_MET),
        (rule("max_age", 40), {"birth_date": date(1985, 3, 3)}, MET),
        (rule("max_age", 40), {"birth_date": date(1985, 3, 2)}, NOT_MET),
        (rule("min_service_years", 3), {"service_from": date(2023, 3, 2)}, MET),
        (rule("min_service_years", 3), {"service_from": date(2023, 3, 3)}, NOT_MET),
        (rule("min_service_years", 3), {"service_from": None}, NOT_MET),
    ],
)
def test_age_and_service_change_on_one_day(condition: Row, facts: Row, expected: State) -> None:
    assert state_of(condition, people=[person("p1", **facts)]) is expected


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([rating("p1", 2025), rating("p1", 2024, "excellent")], MET),
        ([rating("p1", 2025), rating("p1", 2024, "done")], NOT_MET),
        ([rating("p1", 2025), rating("p1", 2023)], DOCUMENT),
        ([rating("p1", 2025, "done")], NOT_MET),
        ([rating("p1", 2026), rating("p1", 2025)], DOCUMENT),
        ([rating("p2", 2025), rating("p2", 2024)], DOCUMENT),
        ([rating("p1", 2025), rating("p1", 2024), rating("p1", 2023, "done")], MET),
    ],
    ids=["both", "one_lower", "one_missing", "lower_and_missing", "this_year", "of_p2", "earlier"],
)
def test_ratings_are_those_of_the_years_just_before(
    ratings: Sequence[Row], expected: State
) -> None:
    """A year that nobody recorded is for a document to show; a lower grade is an answer."""
    assert state_of(TWO_GOOD_YEARS, ratings=ratings) is expected


@pytest.mark.parametrize(
    ("disciplines", "expected"),
    [
        ([], MET),
        ([discipline("p1", date(2025, 3, 3), ON)], NOT_MET),
        ([discipline("p1", date(2025, 3, 3), date(2026, 3, 1))], MET),
        ([discipline("p1", ON)], NOT_MET),
        ([discipline("p1", date(2026, 3, 3))], MET),
        ([discipline("p1", date(2020, 1, 1), date(2020, 12, 31)), discipline("p1", ON)], NOT_MET),
        ([discipline("p2", ON)], MET),
    ],
)
def test_a_discipline_counts_while_it_is_in_force(
    disciplines: Sequence[Row], expected: State
) -> None:
    assert state_of(rule("no_discipline"), disciplines=disciplines) is expected


def test_only_the_named_forms_of_discipline_count() -> None:
    under = [discipline("p1", ON)]
    assert state_of(rule("no_discipline", codes=["dismissal"]), disciplines=under) is MET
    assert state_of(rule("no_discipline", codes=["warning"]), disciplines=under) is NOT_MET


@pytest.mark.parametrize(
    ("condition", "awarded_on", "expected"),
    [
        (rule("min_months_since_training", 24), date(2024, 3, 2), MET),
        (rule("min_months_since_training", 24), date(2024, 3, 3), NOT_MET),
        (rule("min_months_since_training", 24, codes=["qpan"]), date(2026, 1, 1), MET),
        (rule("min_months_since_training", 24, codes=["llct"]), date(2026, 1, 1), NOT_MET),
        (rule("min_months_since_kind", 24, codes=["llct"]), date(2026, 1, 1), NOT_MET),
        (rule("min_months_since_kind", 24, codes=["khac"]), date(2026, 1, 1), MET),
        (rule("min_months_since_training", 24), date(2026, 3, 3), MET),
    ],
)
def test_the_last_training_lies_months_back(
    condition: Row, awarded_on: date, expected: State
) -> None:
    """Of any kind, or of the named ones; an award of the day after is not known yet."""
    assert state_of(condition, holdings=[holding("p1", "llct", awarded_on)]) is expected


@pytest.mark.parametrize(
    ("plans", "expected"),
    [
        ([], NOT_MET),
        ([plan("p1", date(2025, 1, 1))], MET),
        ([plan("p1", date(2025, 1, 1), date(2026, 3, 1))], NOT_MET),
        ([plan("p1", date(2025, 1, 1), ON), plan("p1", date(2020, 1, 1), date(2021, 1, 1))], MET),
        ([plan("p1", date(2026, 3, 3))], NOT_MET),
    ],
)
def test_a_plan_counts_while_it_is_in_force(plans: Sequence[Row], expected: State) -> None:
    assert state_of(PLANNED, succession_plans=plans) is expected


def test_a_condition_that_the_records_cannot_answer_bars_nobody() -> None:
    found = answer([rule("documented", codes=["party_member"])])
    assert found.verdict is Verdict.MET
    assert [item.state for item in found.to_document] == [DOCUMENT]


HEAD = post("gd", "so", leadership_level="head")
POST_OR_PLAN = [
    rule("leadership_levels", codes=["head"], any_of="cv"),
    {**PLANNED, "any_of": "cv"},
]


@pytest.mark.parametrize(
    ("is_head", "is_planned", "verdict", "states"),
    [
        (True, True, Verdict.MET, [MET, MET]),
        (True, False, Verdict.MET, [MET, State.NOT_NEEDED]),
        (False, True, Verdict.MET, [State.NOT_NEEDED, MET]),
        (False, False, Verdict.NOT_MET, [NOT_MET, NOT_MET]),
    ],
)
def test_in_post_or_planned_is_enough(
    is_head: bool, is_planned: bool, verdict: Verdict, states: list[State]
) -> None:
    found = answer(POST_OR_PLAN, **_leading(is_head=is_head, is_planned=is_planned))
    assert found.verdict is verdict
    assert [item.state for item in found.items] == states


def _leading(*, is_head: bool, is_planned: bool) -> dict[str, Any]:
    own = [appointment("p1", "gd")] if is_head else [appointment("p1", "cv_so")]
    return {
        "posts": [*DEFAULTS["posts"], HEAD],
        "appointments": own,
        "succession_plans": [plan("p1", date(2025, 1, 1))] if is_planned else [],
    }


OFF: dict[str, Any] = {"parameters": [parameter("use_succession_plans", "0")]}


def test_where_plans_are_left_out_only_posts_count_and_the_checklist_says_so() -> None:
    found = answer(POST_OR_PLAN, **_leading(is_head=False, is_planned=True), **OFF)
    assert found.verdict is Verdict.NOT_MET
    assert [item.state for item in found.items] == [NOT_MET, State.LEFT_OUT]
    assert not any(item.evidence for item in found.items if item.state is State.LEFT_OUT)


def test_a_plan_asked_for_alone_is_then_shown_by_a_document() -> None:
    found = answer([PLANNED], **_leading(is_head=False, is_planned=True), **OFF)
    assert [item.state for item in found.items] == [DOCUMENT]
    assert not found.items[0].evidence


def test_what_a_document_may_show_is_better_than_what_is_not_met() -> None:
    rules = [
        rule("holds", codes=["llct"], any_of="bang"),
        rule("documented", codes=["upper_secondary"], any_of="bang"),
    ]
    without = answer(rules)
    assert [item.state for item in without.items] == [State.NOT_NEEDED, DOCUMENT]
    assert without.verdict is Verdict.MET
    with_it = answer(rules, holdings=[holding("p1", "llct", date(2020, 1, 1))])
    assert [item.state for item in with_it.items] == [MET, State.NOT_NEEDED]


SPECIAL: Row = {"on_failure": "special_decision", "decided_by": "standing_committee"}
TOO_OLD = rule("max_age", 30)
TOO_YOUNG = rule("min_age", 90)


@pytest.mark.parametrize(
    ("rules", "verdict", "levels"),
    [
        ([{**TOO_OLD, **SPECIAL}], Verdict.SPECIAL_DECISION, ("standing_committee",)),
        ([{**TOO_OLD, **SPECIAL}, TOO_YOUNG], Verdict.NOT_MET, ("standing_committee",)),
        (
            [{**TOO_OLD, **SPECIAL, "any_of": "a"}, {**TOO_YOUNG, "any_of": "a"}],
            Verdict.SPECIAL_DECISION,
            ("standing_committee",),
        ),
        ([{**rule("min_age", 30), **SPECIAL}], Verdict.MET, ()),
    ],
    ids=["alone", "beside_one_without", "alternatives", "met"],
)
def test_a_level_may_decide_otherwise_where_the_rule_says_so(
    rules: Sequence[Row], verdict: Verdict, levels: tuple[str, ...]
) -> None:
    found = answer(rules)
    assert found.verdict is verdict
    assert found.decided_by == levels


def test_a_rule_asks_its_forms_of_study_and_sexes_only() -> None:
    for facts in ({"modes": ["weekend"]}, {"sexes": ["male"]}, {"programme_id": "qp"}):
        assert answer([{**TOO_YOUNG, **facts}]).items == ()


def test_rules_are_those_of_the_day_of_the_event() -> None:
    rules = [
        {**rule("min_age", 50), "valid_to": date(2026, 3, 1)},
        {**rule("min_age", 30), "valid_from": ON},
    ]
    assert answer(rules, on=date(2026, 3, 1)).verdict is Verdict.NOT_MET
    assert answer(rules, on=ON).verdict is Verdict.MET


def test_it_says_from_which_day_somebody_will_be_old_enough() -> None:
    (item,) = answer([rule("min_age", 42)], people=[person("p1")]).items
    assert item.met_from == date(2027, 5, 15)
    assert item.figures == {"age": 40, "birth_date": date(1985, 5, 15)}
    (never,) = answer([rule("min_age", 60)], people=[person("p1")]).items
    assert never.met_from is None


def test_it_says_when_a_discipline_ends() -> None:
    under = [discipline("p1", date(2025, 6, 1), date(2026, 5, 31))]
    (item,) = answer([rule("no_discipline")], disciplines=under).items
    assert item.met_from == date(2026, 6, 1)
    assert [e.row["form"] for e in item.evidence] == ["warning"]


def test_who_has_no_post_cannot_be_sent() -> None:
    found = answer([], appointments=[appointment("p2", "cv_xa")])
    assert found.verdict is Verdict.NOT_MET
    assert [item.predicate for item in found.items] == ["in_post"]
