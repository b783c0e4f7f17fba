"""Who owes service, how long, and how much of it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.engine.costs.ruling import COMMITMENTS, EMPLOYEES
from thuctien.engine.costs import Sending, commitment
from thuctien.engine.costs.commitment import owed_months, served_months
from thuctien.engine.costs.months import Period
from thuctien.engine.costs.rules import MonthRounding

HALF_A_YEAR = Period(date(2026, 3, 1), date(2026, 8, 31))
SENT = Sending(unit_kind="department", programme_kind="political_theory", training=HALF_A_YEAR)


@pytest.mark.parametrize(
    ("on", "rule", "owed"),
    [
        (date(2012, 12, 1), "CK-2012", 12),
        (date(2018, 3, 1), "CK-101", 12),
        (date(2026, 2, 1), "CK-171", 18),
    ],
)
def test_the_day_of_the_decision_chooses_the_multiple(on: date, rule: str, owed: int) -> None:
    found = commitment(SENT, COMMITMENTS, on)
    assert found is not None
    assert (found.rule.rule_id, found.training_months, found.owed_months) == (rule, 6, owed)


def test_service_runs_from_the_day_after_the_training() -> None:
    found = commitment(SENT, COMMITMENTS, date(2026, 2, 1))
    assert found is not None
    assert (found.starts_on, found.ends_on) == (date(2026, 9, 1), date(2028, 2, 29))


def test_a_short_course_binds_nobody_where_the_rule_asks_for_months() -> None:
    rule = replace(COMMITMENTS[2], least_months=3)
    short = replace(SENT, training=Period(date(2026, 3, 1), date(2026, 4, 30)))
    assert commitment(short, [rule], date(2026, 2, 1)) is None
    assert commitment(SENT, [rule], date(2026, 2, 1)) is not None


def test_a_rule_for_some_programmes_binds_only_those_sent_to_them() -> None:
    rule = replace(COMMITMENTS[2], programme_kinds=frozenset({"leadership"}))
    assert commitment(SENT, [rule], date(2026, 2, 1)) is None


def test_a_rule_for_the_kind_of_unit_stands_before_one_for_all() -> None:
    named = replace(
        COMMITMENTS[1], rule_id="VC", valid_to=None, unit_kinds=EMPLOYEES, multiple=Decimal(2)
    )
    teacher = replace(SENT, unit_kind="school")
    rules = [named, COMMITMENTS[2]]
    of_teacher = commitment(teacher, rules, date(2026, 2, 1))
    of_other = commitment(SENT, rules, date(2026, 2, 1))
    assert of_teacher is not None
    assert of_other is not None
    assert (of_teacher.rule.rule_id, of_other.rule.rule_id) == ("VC", "CK-171")


def test_before_any_rule_nobody_owes_anything() -> None:
    later = [rule for rule in COMMITMENTS if rule.valid_from is not None]
    assert commitment(SENT, later, date(2010, 1, 1)) is None


def test_half_a_month_of_a_multiple_is_rounded_up() -> None:
    assert owed_months(5, Decimal("2.5")) == 13
    assert owed_months(5, Decimal("2.4")) == 12


def test_months_served_are_those_in_post_since_the_training() -> None:
    posts = [
        Period(date(2020, 1, 1), date(2026, 12, 31)),
        Period(date(2027, 3, 1), date(2027, 5, 20)),
    ]
    found = served_months(posts, date(2026, 9, 1), date(2027, 5, 20), MonthRounding.HALF_UP)
    assert found == 4 + 3


def test_who_served_no_day_served_no_month() -> None:
    posts = [Period(date(2020, 1, 1), date(2026, 8, 31))]
    assert served_months(posts, date(2026, 9, 1), date(2027, 5, 1), MonthRounding.UP) == 0
