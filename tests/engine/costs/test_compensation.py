"""Worked examples of compensation, to the đồng, and what holds for every case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.costs.ruling import COMMITMENTS, COMPENSATIONS
from thuctien.engine.costs import (
    CaseFacts,
    CaseKind,
    NoRuleError,
    Relief,
    Sending,
    commitment,
    compensation,
)
from thuctien.engine.costs.commitment import served_months
from thuctien.engine.costs.months import Period
from thuctien.engine.costs.rules import CompensationRule, MonthRounding
from thuctien.engine.wording import Language

ON = date(2026, 11, 24)
LEFT = CaseFacts(
    kind=CaseKind.LEFT_EARLY,
    unit_kind="department",
    cost=30_000_000,
    owed_months=18,
    served_months=6,
)


def amount(case: CaseFacts, on: date = ON) -> int:
    return compensation(case, COMPENSATIONS, on).amount


@pytest.mark.parametrize(
    ("served", "expected"),
    [(0, 30_000_000), (6, 20_000_000), (7, 18_333_333), (17, 1_666_667), (18, 0), (25, 0)],
)
def test_who_leaves_early_pays_for_the_months_that_are_missing(served: int, expected: int) -> None:
    assert amount(replace(LEFT, served_months=served)) == expected


@pytest.mark.parametrize(
    ("last_day", "served", "expected"),
    [
        (date(2027, 3, 14), 6, 20_000_000),
        (date(2027, 3, 15), 7, 18_333_333),
        (date(2027, 2, 28), 6, 20_000_000),
    ],
)
def test_part_of_a_month_counts_from_fifteen_days(
    last_day: date, served: int, expected: int
) -> None:
    posts = [Period(date(2020, 1, 1), last_day)]
    months = served_months(posts, date(2026, 9, 1), last_day, MonthRounding.HALF_UP)
    assert months == served
    assert amount(replace(LEFT, served_months=months)) == expected


def test_three_times_asks_for_more_than_twice() -> None:
    twice = replace(LEFT, owed_months=2 * 6, served_months=6)
    thrice = replace(LEFT, owed_months=3 * 6, served_months=6)
    assert (amount(twice), amount(thrice)) == (15_000_000, 20_000_000)


def test_without_a_diploma_the_older_rule_asked_for_half() -> None:
    case = replace(LEFT, kind=CaseKind.NO_DIPLOMA, cost=25_000_001)
    assert amount(case, date(2012, 12, 31)) == 12_500_001
    assert amount(case, date(2018, 6, 1)) == 25_000_001


def test_one_case_in_three_years_has_three_answers() -> None:
    answers = []
    for year in (2012, 2018, 2026):
        training = Period(date(year, 1, 1), date(year, 6, 30))
        sending = Sending(
            unit_kind="department", programme_kind="political_theory", training=training
        )
        promised = commitment(sending, COMMITMENTS, date(year, 1, 1))
        assert promised is not None
        on = date(year, 12, 31)
        left = replace(LEFT, owed_months=promised.owed_months, served_months=6)
        failed = replace(LEFT, kind=CaseKind.NO_DIPLOMA)
        answers.append((amount(left, on), amount(failed, on)))
    assert answers == [
        (15_000_000, 15_000_000),
        (15_000_000, 30_000_000),
        (20_000_000, 30_000_000),
    ]


def test_who_gives_up_pays_everything_whatever_was_served() -> None:
    assert amount(replace(LEFT, kind=CaseKind.QUIT, served_months=99)) == 30_000_000


@pytest.mark.parametrize(("percent", "expected"), [(0, 18_333_333), (30, 12_833_333), (100, 0)])
def test_relief_is_taken_off_the_rounded_amount(percent: int, expected: int) -> None:
    relief = Relief(name="Hoàn cảnh khó khăn", name_en="Hardship", percent=percent)
    found = compensation(replace(LEFT, served_months=7, relief=relief), COMPENSATIONS, ON)
    assert (found.full_amount, found.amount) == (18_333_333, expected)


def test_a_rule_may_round_to_a_thousand() -> None:
    rule = CompensationRule(rule_id="R", source="quy chế", round_to=1000)
    case = replace(LEFT, owed_months=1000, cost=1_000_000)
    for served, expected in ((0, 1_000_000), (999, 1_000), (1, 999_000)):
        assert compensation(replace(case, served_months=served), [rule], ON).amount == expected
    half = replace(case, cost=1_500, owed_months=1, served_months=0)
    assert compensation(half, [rule], ON).amount == 2_000


def test_a_huge_amount_is_exact() -> None:
    case = replace(LEFT, cost=9_007_199_254_740_993, owed_months=3, served_months=2)
    assert amount(case) == 3_002_399_751_580_331


def test_the_steps_say_how_it_was_computed() -> None:
    found = compensation(replace(LEFT, served_months=7), COMPENSATIONS, ON)
    vi = [step.text(Language.VI) for step in found.steps]
    assert vi == [
        "Sự việc xảy ra ngày 24/11/2026 nên áp dụng Nghị định 171/2025/NĐ-CP.",
        "F = 30.000.000 đồng: chi phí thực tế đã chi cho người học, không tính lương và phụ cấp.",
        "T1 = 18 tháng phải phục vụ; T2 = 7 tháng đã phục vụ; còn thiếu 11 tháng.",
        "S = F / T1 × (T1 − T2) = 30.000.000 / 18 × (18 − 7) = 18.333.333 đồng.",
        "Phải nộp 18.333.333 đồng (làm tròn đến 1 đồng, từ một nửa trở lên làm tròn lên).",
    ]
    assert "= 18,333,333 đồng" in found.steps[3].text(Language.EN)


def test_the_steps_name_the_ground_of_relief_in_the_readers_language() -> None:
    relief = Relief(name="Điều động", name_en="Transferred", percent=100)
    found = compensation(replace(LEFT, relief=relief), COMPENSATIONS, date(2018, 1, 1))
    assert "điều 7" in found.steps[0].text(Language.VI)
    assert "Điều động" in found.steps[-2].text(Language.VI)
    assert "Transferred" in found.steps[-2].text(Language.EN)


def test_a_day_without_a_rule_is_said() -> None:
    with pytest.raises(NoRuleError, match="2010-01-01"):
        compensation(LEFT, COMPENSATIONS[1:], date(2010, 1, 1))


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        replace(LEFT, cost=-1)
    with pytest.raises(ValueError, match="negative"):
        replace(LEFT, served_months=-1)
    with pytest.raises(ValueError, match="owes no service"):
        replace(LEFT, owed_months=0)
    with pytest.raises(ValueError, match="no share"):
        Relief(name="x", name_en="", percent=101)


@given(
    cost=st.integers(0, 10**12),
    owed=st.integers(1, 600),
    served=st.integers(0, 700),
    percent=st.integers(0, 100),
)
def test_nobody_pays_more_than_was_spent_nor_less_than_nothing(
    cost: int, owed: int, served: int, percent: int
) -> None:
    relief = Relief(name="x", name_en="", percent=percent)
    case = replace(LEFT, cost=cost, owed_months=owed, served_months=served, relief=relief)
    found = compensation(case, COMPENSATIONS, ON)
    assert 0 <= found.amount <= found.full_amount <= cost
    exact = cost * max(owed - served, 0)
    assert abs(found.full_amount * owed - exact) * 2 <= owed


@given(owed=st.integers(1, 600), served=st.integers(0, 600))
def test_each_month_more_of_service_costs_less_or_the_same(owed: int, served: int) -> None:
    one = amount(replace(LEFT, owed_months=owed, served_months=served))
    more = amount(replace(LEFT, owed_months=owed, served_months=served + 1))
    assert more <= one
