"""The judge finds who may not attend: conditions of programmes, and retirement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.engine.planning.provinces import (
    DEFAULTS,
    Case,
    Row,
    appointment,
    holding,
    person,
    post,
    rule,
    study_class,
)
from thuctien.engine.planning import Rule

FEMALE_57: Row = {"sex": "female", "year": 2021, "age_years": 57, "age_months": 0}
ONE: Sequence[tuple[str, str]] = (("p1", "a"),)


@pytest.mark.parametrize(
    ("condition", "just_right", "just_wrong"),
    [
        (
            rule("min_age", 40),
            {"birth_date": date(1987, 3, 1)},
            {"birth_date": date(1987, 3, 2)},
        ),
        (
            rule("max_age", 40),
            {"birth_date": date(1986, 3, 2)},
            {"birth_date": date(1986, 3, 1)},
        ),
        (
            rule("min_service_years", 5),
            {"service_from": date(2022, 3, 1)},
            {"service_from": date(2022, 3, 2)},
        ),
        (rule("min_service_years", 0), {}, {"service_from": None}),
        (
            rule("min_years_to_retirement", 1),
            {"birth_date": date(1971, 3, 31)},
            {"birth_date": date(1971, 2, 1)},
        ),
        (rule("min_age", 45, sexes=["male"]), {}, {"sex": "male"}),
    ],
    ids=["min_age", "max_age", "service", "service_unknown", "retirement", "sex"],
)
def test_conditions_on_the_day_the_class_starts(
    condition: Row, just_right: Row, just_wrong: Row
) -> None:
    """One day makes the difference."""
    tables = {"eligibility_rules": (condition,), "retirement_ages": (FEMALE_57,)}
    for facts, broken in ((just_right, set()), (just_wrong, {Rule.NOT_ELIGIBLE})):
        people = (person("p1", **facts), person("p2"), person("p3"))
        assert Case({**tables, "people": people}, turns=ONE).broken() == broken


@pytest.mark.parametrize(
    ("condition", "eligible"),
    [
        (rule("leadership_levels", codes=["head"]), True),
        (rule("leadership_levels", codes=["deputy"]), False),
        (rule("post_families", codes=["lead", "other"]), True),
        (rule("post_families", codes=["staff"]), True),
        (rule("post_families", codes=["other"]), False),
        (rule("ranks", codes=["cvc"]), True),
        (rule("ranks", codes=["cv"]), False),
        (rule("unit_kinds", codes=["commune"]), True),
        (rule("unit_kinds", codes=["ward"]), False),
        (rule("ranks", codes=["cv"], modes=["weekend"]), True),
        (rule("ranks", codes=["cv"], valid_from=date(2027, 3, 2)), True),
        (rule("ranks", codes=["cv"], valid_to=date(2027, 2, 28)), True),
        (rule("ranks", codes=["cv"], valid_to=date(2027, 3, 1)), False),
    ],
)
def test_conditions_on_posts(condition: Row, eligible: bool) -> None:
    """Any appointment counts: p1 is a clerk of one unit and the head of a commune."""
    head = post("gd", "xa", family="lead", rank="cvc", leadership_level="head")
    tables = {
        "eligibility_rules": (condition,),
        "posts": (*DEFAULTS["posts"], head),
        "appointments": (*DEFAULTS["appointments"], appointment("p1", "gd")),
    }
    assert Case(tables, turns=ONE).broken() == (set() if eligible else {Rule.NOT_ELIGIBLE})


@pytest.mark.parametrize(
    ("predicate", "holdings", "eligible"),
    [
        ("holds", (), False),
        ("holds", (holding("p1", "qpan", date(2026, 12, 31)),), True),
        ("holds", (holding("p1", "qpan", date(2027, 1, 1)),), False),
        ("holds", (holding("p2", "qpan", date(2020, 1, 1)),), False),
        (
            "holds",
            (holding("p1", "qpan", date(2020, 1, 1), expires_on=date(2026, 12, 30)),),
            False,
        ),
        (
            "holds",
            (holding("p1", "qpan", date(2020, 1, 1), expires_on=date(2026, 12, 31)),),
            True,
        ),
        ("holds", (holding("p1", "cao", date(2020, 1, 1)),), True),
        ("holds", (holding("p1", "tuong_duong", date(2020, 1, 1)),), True),
        ("holds", (holding("p1", "cu", date(2020, 1, 1)),), False),
        ("holds_not", (), True),
        ("holds_not", (holding("p1", "cao", date(2020, 1, 1)),), False),
    ],
)
def test_conditions_on_what_is_held(
    predicate: str,
    holdings: Sequence[Row],
    eligible: bool,
) -> None:
    """«cao» includes «giua», which includes «qpan»; «tuong_duong» equals «cao»."""
    names = ("cao", "giua", "tuong_duong", "cu")
    copies = tuple({**DEFAULTS["qualifications"][0], "qualification_id": name} for name in names)
    includes = {"relation": "includes"}
    tables = {
        "eligibility_rules": (rule(predicate, codes=["qpan"]),),
        "holdings": holdings,
        "qualifications": (*DEFAULTS["qualifications"], *copies),
        "inclusions": (
            {"qualification_id": "cao", "other_id": "giua", **includes},
            {"qualification_id": "giua", "other_id": "qpan", **includes},
            {"qualification_id": "cao", "other_id": "tuong_duong", "relation": "equivalent"},
            {
                "qualification_id": "cu",
                "other_id": "qpan",
                **includes,
                "valid_to": date(2026, 12, 30),
            },
        ),
    }
    assert Case(tables, turns=ONE).broken() == (set() if eligible else {Rule.NOT_ELIGIBLE})


@pytest.mark.parametrize(
    ("starts_on", "broken"),
    [(date(2027, 3, 29), set()), (date(2027, 4, 5), {Rule.RETIRES_BEFORE_END})],
)
def test_nobody_retires_before_the_class_ends(starts_on: date, broken: set[Rule]) -> None:
    """Born in March 1970, 57 in March 2027, at work up to 31 March."""
    born = person("p1", birth_date=date(1970, 3, 2))
    tables = {"people": (born, person("p2"), person("p3")), "retirement_ages": (FEMALE_57,)}
    case = Case(tables, classes=(study_class(starts_on=starts_on),), turns=ONE)
    assert case.broken() == broken


def test_the_age_of_retirement_is_that_of_the_year_in_which_it_is_reached() -> None:
    """57 in December 2026 would do for that year; 2027 asks for two months more, February."""
    ages = (FEMALE_57, {**FEMALE_57, "year": 2026}, {**FEMALE_57, "year": 2027, "age_months": 2})
    born = person("p1", birth_date=date(1970, 1, 5))
    tables = {"people": (born, person("p2"), person("p3")), "retirement_ages": ages}
    at_work = Case(tables, classes=(study_class(starts_on=date(2027, 3, 29)),), turns=ONE)
    gone = Case(tables, classes=(study_class(starts_on=date(2027, 4, 5)),), turns=ONE)
    assert at_work.broken() == set()
    assert gone.broken() == {Rule.RETIRES_BEFORE_END}
