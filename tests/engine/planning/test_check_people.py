"""The judge finds every breach of the rules about people, and nothing in a right plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.planning.provinces import (
    DEFAULTS,
    MONDAY,
    Case,
    Row,
    appointment,
    hours_need,
    need,
    parameter,
    person,
    post,
    quota,
    study_class,
    unit,
)
from thuctien.engine.planning import Rule, count_met
from thuctien.engine.planning.check_violations import KINDS_OF_KEY, WORDINGS
from thuctien.engine.wording import Language

ONE: Sequence[tuple[str, str]] = (("p1", "a"),)


def test_a_right_plan_breaks_no_rule() -> None:
    """Two people of two units in one class."""
    assert Case().check() == ()


def test_an_empty_plan_breaks_no_rule() -> None:
    """Nobody is sent: nothing is wrong, only nothing is met."""
    assert Case(classes=(), turns=()).check() == ()


@pytest.mark.parametrize(
    ("turns", "code"),
    [
        ((*ONE, ("p2", "zz")), Rule.UNKNOWN),
        ((*ONE, ("zz", "a")), Rule.UNKNOWN),
        ((*ONE, *ONE), Rule.TWICE_IN_CLASS),
    ],
    ids=["class", "person", "twice"],
)
def test_turns_name_known_classes_and_people_once(
    turns: Sequence[tuple[str, str]], code: Rule
) -> None:
    """A turn without its class or its person, or standing twice."""
    assert code in Case(turns=turns).broken()


def test_somebody_out_of_post_is_not_sent() -> None:
    """The appointment ended before the day of the needs."""
    ended = appointment("p2", "cv_xa", valid_to=date(2026, 12, 30))
    tables = {"appointments": (appointment("p1", "cv_so"), ended)}
    assert Case(tables).broken() == {Rule.NOT_IN_POST}


def test_nobody_takes_a_programme_twice() -> None:
    """Two classes of one programme in different weeks."""
    classes = (study_class("a"), study_class("b", starts_on=date(2027, 4, 5)))
    broken = Case(classes=classes, turns=(*ONE, ("p1", "b"))).broken()
    assert broken == {Rule.TWICE_IN_PROGRAMME, Rule.USELESS_TURN}


def two_programmes(tables: Mapping[str, Sequence[Row]], **other_class: Any) -> Case:
    """Return p1 in «ct» and, a month later unless told otherwise, in «qp»."""
    other = study_class("b", "qp", **{"starts_on": date(2027, 4, 5), **other_class})
    return Case(
        tables,
        needs_rows=(need("p1"), need("p1", "qpan")),
        classes=(study_class("a"), other),
        turns=(("p1", "a"), ("p1", "b")),
    )


def test_two_programmes_in_a_year_are_allowed() -> None:
    """The default is three turns."""
    assert two_programmes({}).broken() == set()


def test_nobody_is_sent_more_often_than_the_parameter_allows() -> None:
    """Of two values the one in force on the day of the needs counts."""
    values = (
        parameter("max_turns_per_year", "2", valid_to=date(2026, 6, 30)),
        parameter("max_turns_per_year", "1", valid_from=date(2026, 7, 1)),
        parameter("max_turns_per_year", "3", valid_from=date(2027, 1, 1)),
    )
    assert two_programmes({"parameters": values}).broken() == {Rule.TOO_MANY_TURNS}


def test_classes_of_a_person_do_not_share_a_week() -> None:
    """Monday and Tuesday in both classes of one week, whatever the sessions."""
    assert two_programmes({}, starts_on=MONDAY).broken() == {Rule.OVERLAP}


def test_a_weekend_class_goes_with_a_weekday_class() -> None:
    """The two parts of a week are apart."""
    offerings = (*DEFAULTS["offerings"], {**DEFAULTS["offerings"][1], "mode": "weekend"})
    case = two_programmes({"offerings": offerings}, starts_on=MONDAY, mode="weekend")
    assert case.broken() == set()


@pytest.mark.parametrize(
    ("limit", "broken"),
    [
        (quota(2), set()),
        (quota(1), {Rule.QUOTA}),
        (quota(1, year=2026), set()),
        (quota(1, "qp"), set()),
        (quota(1, unit_id="tinh"), {Rule.QUOTA}),
        (quota(0, unit_id="ban"), set()),
        (quota(0, unit_id="xa"), {Rule.QUOTA}),
        (quota(0, leadership_levels=["head"]), {Rule.QUOTA}),
        (quota(0, leadership_levels=["deputy"]), set()),
        (quota(0, unit_id="so", leadership_levels=["head"]), set()),
    ],
)
def test_quotas_hold_by_unit_and_level(limit: Row, broken: set[Rule]) -> None:
    """p1 is a clerk of «so», p2 the head of «xa», both below «tinh»."""
    head = post("cv_xa", "xa", leadership_level="head")
    tables = {"quotas": (limit,), "posts": (post("cv_so", "so"), head, post("cv_ban", "ban"))}
    assert Case(tables).broken() == broken


def colleagues(count: int, **facts: Any) -> Case:
    """Return ``count`` people of one unit, the first two of them in class «a»."""
    who = [f"p{n}" for n in range(1, count + 1)]
    tables = {
        "units": (unit("tinh", "province", None), unit("so", **facts)),
        "posts": (post("cv_so", "so"),),
        "people": [person(p) for p in who],
        "appointments": [appointment(p, "cv_so") for p in who],
    }
    return Case(tables)


@pytest.mark.parametrize(
    ("case", "broken"),
    [
        (colleagues(13), {Rule.UNIT_AWAY}),
        (colleagues(14), set()),
        (colleagues(4, away_share=0.5), set()),
        (colleagues(3, away_share=0.5), {Rule.UNIT_AWAY}),
    ],
    ids=["15%_of_13", "15%_of_14", "half_of_4", "half_of_3"],
)
def test_a_unit_spares_its_share(case: Case, broken: set[Rule]) -> None:
    """Two away at once need fourteen people where the share is 15 %."""
    assert case.broken() == broken


def test_the_default_share_is_a_parameter() -> None:
    """«0,5» of four people is two."""
    case = colleagues(4)
    case.tables = {**case.tables, "parameters": (parameter("default_away_share", "0,5"),)}
    assert case.broken() == set()


def test_weekends_keep_nobody_away() -> None:
    """Two of three colleagues in one weekend class."""
    case = colleagues(3)
    case.tables = {**case.tables, "offerings": ({**DEFAULTS["offerings"][0], "mode": "weekend"},)}
    case.classes = (study_class(mode="weekend"),)
    assert case.broken() == set()


@pytest.mark.parametrize(
    "needs_rows",
    [
        (need("p1"), need("p2", "qpan")),
        (need("p1"), need("p2", force="later")),
        (need("p1"),),
    ],
    ids=["another", "later", "none"],
)
def test_every_turn_meets_a_need(needs_rows: Sequence[Row]) -> None:
    """p2 does not need «llct» within the horizon."""
    assert Case(needs_rows=needs_rows).broken() == {Rule.USELESS_TURN}


@pytest.mark.parametrize(
    ("lacking", "broken", "met"),
    [(40, set(), 1), (41, {Rule.USELESS_TURN}, 0)],
)
def test_hours_must_be_enough(lacking: float, broken: set[Rule], met: int) -> None:
    """«gio» brings 40 hours."""
    case = Case(
        needs_rows=(hours_need("p1", lacking + 20, 20),),
        classes=(study_class("a", "gio"),),
        turns=ONE,
    )
    counted = count_met(case.province, case.needs, case.plan_turns, case.plan_classes)
    assert case.broken() == broken
    assert counted == {"overdue": 0, "due": met, "recommended": 0}


def test_needs_met_are_counted_by_force_and_through_inclusions() -> None:
    """«llct» includes «qpan»: one turn meets both needs of p1."""
    includes = {"qualification_id": "llct", "relation": "includes", "other_id": "qpan"}
    case = Case(
        {"inclusions": (includes,)},
        needs_rows=(
            need("p1", force="recommended"),
            need("p1", "qpan", force="overdue"),
            need("p2"),
            need("p3"),
        ),
    )
    counted = count_met(case.province, case.needs, case.plan_turns, case.plan_classes)
    assert case.broken() == set()
    assert counted == {"overdue": 1, "due": 1, "recommended": 1}


@pytest.mark.parametrize("language", list(Language))
def test_violations_are_sentences_with_their_figures(language: Language) -> None:
    """The code that is unknown stands in the sentence."""
    (violation,) = Case(turns=(*ONE, ("zz", "a"))).check()[:1]
    assert "zz" in violation.text(language)
    assert "{" not in violation.text(language)


def test_every_rule_has_its_sentence() -> None:
    """No code without words, in both languages with the same figures."""
    assert set(WORDINGS) == set(Rule)
    assert all(wording.vi and wording.en for wording in KINDS_OF_KEY.values())
