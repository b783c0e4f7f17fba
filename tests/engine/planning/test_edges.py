"""Provinces in which something is missing, or in force for a part of the year only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.engine.planning.provinces import (
    YEAR,
    Case,
    Row,
    lecturer,
    need,
    offering,
    parameter,
    programme,
    rule,
    site,
)
from thuctien.engine.planning import check_plan
from thuctien.engine.planning.make import make_plan
from thuctien.engine.planning.result import Plan

Tables = Mapping[str, Sequence[Row]]


def planned(case: Case) -> Plan:
    """Return the planner's plan of a case."""
    return make_plan(case.province, case.needs, year=YEAR)


@pytest.mark.parametrize(
    ("tables", "needs_rows"),
    [
        pytest.param({}, (), id="no_needs"),
        pytest.param({}, (need("p1", force="later"),), id="later"),
        pytest.param({"grants": ()}, (need("p1"),), id="no_grants"),
        pytest.param({"offerings": ()}, (need("p1"),), id="no_forms"),
        pytest.param({"modules": ()}, (need("p1"),), id="no_modules"),
        pytest.param({"rooms": ()}, (need("p1"),), id="no_rooms"),
        pytest.param({"budgets": ()}, (need("p1"),), id="no_money"),
        pytest.param({"lecturers": ()}, (need("p1"),), id="no_lecturers"),
        pytest.param({"sites": (), "rooms": ()}, (need("p1"),), id="no_sites"),
        pytest.param({"eligibility_rules": (rule("min_age", 90),)}, (need("p1"),), id="barred"),
        pytest.param(
            {
                "closures": (
                    {
                        "first_day": date(2027, 1, 1),
                        "last_day": date(2050, 1, 1),
                        "reason": "sửa chữa",
                    },
                )
            },
            (need("p1"),),
            id="closed_for_ever",
        ),
    ],
)
def test_where_nobody_can_go_nobody_is_sent(tables: Tables, needs_rows: Sequence[Row]) -> None:
    """A province that lacks something still gets its plan: an empty one, proven best."""
    plan = planned(Case(tables, needs_rows=needs_rows))
    assert plan.seats == 0
    assert plan.classes.is_empty()
    assert plan.gap == 0.0
    assert plan.answers["outcome"].to_list() == [
        "later" if row["force"] == "later" else "not_yet" for row in needs_rows
    ]


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param({"programmes": [programme(valid_from=date(2027, 12, 1))]}, id="programme"),
        pytest.param({"offerings": [offering(valid_from=date(2027, 12, 1))]}, id="form_begins"),
        pytest.param({"offerings": [offering(valid_to=date(2027, 1, 11))]}, id="form_ends"),
        pytest.param({"sites": [site(valid_from=date(2027, 12, 1))]}, id="site"),
        pytest.param({"lecturers": [lecturer(topics=[])]}, id="all_topics"),
    ],
)
def test_classes_open_while_everything_is_in_force(tables: Tables) -> None:
    """Three people are sent, and the judge finds nothing; an empty list of topics means all."""
    case = Case(tables)
    plan = planned(case)
    assert plan.seats == 3
    assert check_plan(case.province, case.needs, plan.classes, plan.turns, year=YEAR) == ()


def test_the_parameter_in_force_counts_whatever_the_order_of_rows() -> None:
    """The younger row forbids any turn; an older one without end stands below it."""
    older, younger = (
        parameter("max_turns_per_year", "3"),
        parameter("max_turns_per_year", "0", valid_from=date(2026, 7, 1)),
    )
    assert planned(Case({"parameters": [younger, older]})).seats == 0


def test_three_people_share_the_one_class_that_all_can_attend() -> None:
    """Nothing is scarce: everybody is sent, and the bound proves that more is not possible."""
    plan = planned(Case())
    assert [tier.value for tier in plan.tiers[:3]] == [0, 3, 0]
    assert plan.gap == 0.0
    assert plan.classes["size"].to_list() == [3]


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        pytest.param(None, date(2027, 1, 31), id="ends"),
        pytest.param(date(2027, 12, 1), None, id="begins"),
    ],
)
def test_a_condition_binds_only_while_it_is_in_force(
    valid_from: date | None, valid_to: date | None
) -> None:
    """A rule that nobody meets bars the days on which it is in force, and no other."""
    barring = {**rule("min_age", 90), "valid_from": valid_from, "valid_to": valid_to}
    case = Case({"eligibility_rules": (barring,)})
    plan = planned(case)
    assert plan.seats > 0
    assert plan.tiers[0].bound + plan.tiers[1].bound + plan.tiers[2].bound > 0
    assert check_plan(case.province, case.needs, plan.classes, plan.turns, year=YEAR) == ()
    first = plan.classes["starts_on"][0]
    assert first > valid_to if valid_to else first < (valid_from or date.max)
