"""The naive model knows the hard rules: on a tiny province its optimum can be counted by hand.

Six clerks need one credential. There is one programme of one week, one room of four seats, one
lecturer, and all weeks but two are closed: at most eight seats in two classes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bench.naive_plan import solve_naively
from tests.engine.needs.provinces import appointment, holding, person, requirement, small_province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning.problem import build_problem

AS_OF, HORIZON = date(2026, 12, 31), date(2027, 12, 31)
PEOPLE = [f"p{number}" for number in range(6)]
OPEN_WEEKS = (date(2027, 3, 1), date(2027, 6, 7))
CLOSURES = [
    {"first_day": date(2027, 1, 1), "last_day": date(2027, 2, 28)},
    {"first_day": date(2027, 3, 6), "last_day": date(2027, 6, 6)},
    {"first_day": date(2027, 6, 12), "last_day": date(2028, 1, 2)},
]
PROGRAMME = {
    "programme_id": "tc",
    "name": "Trung cấp",
    "kind": "k",
    "min_size": 2,
    "max_size": 10,
    "budget_id": "tinh",
    "cost_per_class": 1_000_000,
    "cost_per_learner": 1_000_000,
    "expected_effect": 0.5,
}
LECTURER = {
    "lecturer_id": "gv",
    "full_name": "gv",
    "kind": "permanent",
    "site_id": "truong",
    "site_kinds": ["school"],
    "topics": ["llct"],
    "max_sessions_month": 40,
}
TABLES: dict[str, list[Any]] = {
    "people": [person(name) for name in PEOPLE],
    "appointments": [appointment(name) for name in PEOPLE],
    "requirements": [requirement()],
    "programmes": [PROGRAMME],
    "grants": [{"programme_id": "tc", "qualification_id": "llct2"}],
    "offerings": [{"programme_id": "tc", "mode": "full_time", "site_kinds": ["school"]}],
    "modules": [
        {"programme_id": "tc", "module_no": 1, "name": "m", "topic": "llct", "sessions": 10,
         "activity": "theory"}
    ],
    "sites": [{"site_id": "truong", "name": "Trường", "kind": "school"}],
    "rooms": [{"room_id": "r1", "site_id": "truong", "name": "P1", "capacity": 4}],
    "closures": CLOSURES,
    "lecturers": [LECTURER],
    "budgets": [{"budget_id": "tinh", "name": "Tỉnh", "year": 2027, "amount": 100_000_000}],
    "parameters": [{"key": "default_away_share", "value": "1"}],
}  # fmt: skip

CASES: dict[str, tuple[dict[str, list[Any]], int]] = {
    "two classes seat everybody": ({}, 6),
    "a quota": ({"quotas": [{"quota_id": "q", "year": 2027, "programme_id": "tc", "seats": 3}]}, 3),
    "money for one class of four": (
        {"budgets": [{"budget_id": "tinh", "name": "Tỉnh", "year": 2027, "amount": 5_500_000}]},
        4,
    ),
    "too few for a class": (
        {"quotas": [{"quota_id": "q", "year": 2027, "programme_id": "tc", "seats": 1}]},
        0,
    ),
    "no room that is large enough": (
        {"rooms": [{"room_id": "r1", "site_id": "truong", "name": "P1", "capacity": 1}]},
        0,
    ),
    "only one week open": (
        {"closures": [*CLOSURES, {"first_day": OPEN_WEEKS[0], "last_day": date(2027, 3, 5)}]},
        4,
    ),
    "a lecturer who may hold too few sessions": (
        {"lecturers": [{**LECTURER, "max_sessions_month": 9}]},
        0,
    ),
    "a unit that spares two of six in a week": (
        {"parameters": [{"key": "default_away_share", "value": "0,34"}]},
        4,
    ),
    "a condition that half of them do not meet": (
        {
            "eligibility_rules": [
                {"rule_id": "e", "programme_id": "tc", "predicate": "holds", "codes": ["llct1"]}
            ],
            "holdings": [holding("llct1", date(2015, 1, 1), name) for name in PEOPLE[:3]],
        },
        3,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_hard_rule_binds(case: str) -> None:
    """The number of needs met is the one that can be counted by hand."""
    changed, expected = CASES[case]
    province = small_province(**{**TABLES, **changed})
    found = compute_needs(province, AS_OF, HORIZON)
    solved = solve_naively(build_problem(province, found, 2027), [100, 10, 1], 20.0)
    assert solved["stopped_by"] == "Optimal"
    assert solved["objective"] == pytest.approx(100 * expected)
    assert solved["bound"] == pytest.approx(100 * expected)
