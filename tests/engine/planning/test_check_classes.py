"""The judge finds every breach of the rules about classes, money, rooms and lecturers."""

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
    budget,
    lecturer,
    module,
    need,
    offering,
    programme,
    room,
    site,
    study_class,
)
from thuctien.engine.planning import Rule

FRIDAY = date(2027, 3, 5)
Tables = Mapping[str, Sequence[Row]]


@pytest.mark.parametrize(
    ("tables", "broken"),
    [
        ({"programmes": [programme(valid_to=date(2027, 2, 28))]}, {Rule.PROGRAMME_NOT_IN_FORCE}),
        ({"programmes": [programme(valid_to=MONDAY)]}, set()),
        ({"offerings": [offering(mode="weekend")]}, {Rule.FORM_NOT_OFFERED}),
        ({"offerings": [offering(valid_from=date(2027, 3, 2))]}, {Rule.FORM_NOT_OFFERED}),
        ({"offerings": [offering(valid_from=MONDAY)]}, set()),
        ({"offerings": [offering(site_kinds=["academy"])]}, {Rule.SITE_KIND}),
        ({"sites": [site(valid_from=date(2027, 3, 2))]}, {Rule.SITE_NOT_IN_FORCE}),
        ({"programmes": [programme(min_size=3)]}, {Rule.SIZE}),
        ({"programmes": [programme(max_size=1)]}, {Rule.SIZE, Rule.GREATEST_SIZE}),
        ({"modules": ()}, {Rule.NO_SESSIONS, Rule.SESSIONS}),
        ({"closures": [{"first_day": MONDAY, "last_day": MONDAY, "reason": "x"}]}, set()),
    ],
)
def test_what_is_offered_on_the_day_the_class_starts(tables: Tables, broken: set[Rule]) -> None:
    """Programme, form and site in force; sizes; a class that begins a day late."""
    computed = Case({"closures": tables.get("closures", ())}).plan_classes.to_dicts()
    case = Case(tables, classes=computed)
    if "programmes" in tables and tables["programmes"][0]["max_size"] == 1:
        case.classes = [{**computed[0], "max_size": 3}]
    assert case.broken() == broken


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"starts_on": date(2027, 3, 2)}, {Rule.START_DAY}),
        ({"starts_on": date(2026, 12, 21)}, {Rule.START_DAY}),
        ({"ends_on": date(2027, 3, 3)}, {Rule.END_DAY}),
        ({"sessions": 5}, {Rule.SESSIONS}),
        ({"size": 3}, {Rule.SIZE_MISCOUNTED}),
        ({"max_size": 4}, {Rule.GREATEST_SIZE}),
        ({"max_size": 1}, {Rule.GREATEST_SIZE}),
        ({"cost": 1_400_001}, {Rule.COST}),
        ({"programme_id": "zz"}, {Rule.UNKNOWN}),
        ({"site_id": "zz"}, {Rule.UNKNOWN}),
    ],
)
def test_a_class_states_what_is_true(facts: Row, broken: set[Rule]) -> None:
    """One false column in an otherwise right class."""
    case = Case()
    start = {"starts_on": facts["starts_on"]} if "starts_on" in facts else {}
    (right,) = Case(classes=[study_class(**start)]).plan_classes.to_dicts()
    case.classes = [{**right, **facts}]
    assert case.broken() == broken


def test_the_first_session_is_in_the_week_of_the_start() -> None:
    """The site is closed from Monday to Friday, so sessions begin a week later."""
    closure = {"first_day": MONDAY, "last_day": FRIDAY, "reason": "x"}
    assert Case({"closures": [closure]}).broken() == {Rule.STARTS_LATER}


def test_a_calendar_that_is_closed_for_ever_holds_no_class() -> None:
    """No half day is open for years."""
    (right,) = Case().plan_classes.to_dicts()
    closure = {"first_day": MONDAY, "last_day": date(2040, 1, 1), "reason": "x"}
    assert Case({"closures": [closure]}, classes=[right]).broken() == {Rule.NO_SESSIONS}


def test_a_class_code_stands_once() -> None:
    """Two rows of one class."""
    assert Rule.CLASS_TWICE in Case(classes=[study_class(), study_class()]).broken()


@pytest.mark.parametrize(
    ("budgets", "broken"),
    [
        ([budget(1_400_000)], set()),
        ([budget(1_399_999)], {Rule.BUDGET}),
        ([budget(year=2026)], {Rule.BUDGET}),
        ([budget(budget_id="khac")], {Rule.BUDGET}),
    ],
)
def test_money_is_what_the_budget_of_the_year_has(
    budgets: Sequence[Row], broken: set[Rule]
) -> None:
    """A class for 1,000,000 and two learners for 200,000 each; no row is no money."""
    assert Case({"budgets": budgets}).broken() == broken


def test_several_programmes_share_a_budget() -> None:
    """Each fits, both together do not."""
    case = side_by_side({"budgets": [budget(2_000_000)]})
    assert case.broken() == {Rule.BUDGET}


def side_by_side(tables: Tables, **other: Any) -> Case:
    """Return p1 in a class of «ct» and p2 in one of «qp», by default in the same week."""
    return Case(
        tables,
        needs_rows=[need("p1"), need("p2", "qpan")],
        classes=[study_class("a"), study_class("b", "qp", **other)],
        turns=[("p1", "a"), ("p2", "b")],
    )


@pytest.mark.parametrize(
    ("rooms", "broken"),
    [
        ([room("r1"), room("r2")], set()),
        ([room("r1")], {Rule.ROOMS}),
        ([room("r1"), room("r2", "khac")], {Rule.ROOMS}),
        ([room("r1"), room("r2", valid_from=date(2027, 3, 2))], {Rule.ROOMS}),
        ([room("r1"), room("r2", valid_to=date(2027, 3, 1))], {Rule.ROOMS}),
        ([room("r1", capacity=1), room("r2", capacity=1)], set()),
    ],
)
def test_every_class_has_a_room_of_its_own(rooms: Sequence[Row], broken: set[Rule]) -> None:
    """Two classes on Monday and Tuesday of one week at one site."""
    tables = {"rooms": rooms, "sites": [site(), site("khac")]}
    assert side_by_side(tables).broken() == broken


def test_one_room_serves_weekdays_and_weekend() -> None:
    """The parts of a week are apart."""
    tables = {"rooms": [room()], "offerings": [offering("ct"), offering("qp", "weekend")]}
    assert side_by_side(tables, mode="weekend").broken() == set()


@pytest.mark.parametrize(("capacities", "broken"), [((2, 1), set()), ((1, 1), {Rule.ROOMS})])
def test_rooms_are_large_enough(capacities: tuple[int, int], broken: set[Rule]) -> None:
    """A class of two and a class of one in two rooms."""
    case = Case(
        {"rooms": [room(f"r{n}", capacity=c) for n, c in enumerate(capacities)]},
        needs_rows=[need("p1"), need("p2"), need("p3", "qpan")],
        classes=[study_class("a"), study_class("b", "qp")],
        turns=[("p1", "a"), ("p2", "a"), ("p3", "b")],
    )
    assert case.broken() == broken


def away(first: date, last: date, lecturer_id: str = "g1") -> Row:
    """Return a lecturer's absence."""
    return {"lecturer_id": lecturer_id, "first_day": first, "last_day": last}


@pytest.mark.parametrize(
    ("tables", "broken"),
    [
        ({"lecturers": [lecturer(max_sessions_month=4)]}, set()),
        ({"lecturers": [lecturer(max_sessions_month=3)]}, {Rule.LECTURERS}),
        ({"lecturers": [lecturer(topics=["khac"])]}, {Rule.LECTURERS}),
        ({"lecturers": [lecturer(topics=[])]}, set()),
        ({"lecturers": [lecturer(site_kinds=["academy"])]}, {Rule.LECTURERS}),
        ({"lecturers": [lecturer(valid_to=date(2027, 3, 1))]}, {Rule.LECTURERS}),
        ({"lecturers": [lecturer(valid_to=date(2027, 3, 2))]}, set()),
        ({"lecturer_absences": [away(date(2027, 3, 3), date(2027, 3, 31))]}, set()),
        ({"lecturer_absences": [away(date(2027, 3, 2), date(2027, 3, 31))]}, {Rule.LECTURERS}),
        (
            {
                "lecturer_absences": [
                    away(date(2027, 3, 3), date(2027, 3, 20)),
                    away(date(2027, 3, 10), date(2027, 3, 31)),
                ]
            },
            set(),
        ),
    ],
)
def test_lecturers_can_hold_the_sessions_of_a_month(tables: Tables, broken: set[Rule]) -> None:
    """Four half days of «luat» at the school in March: two days of a lecturer are enough."""
    assert Case(tables).broken() == broken


@pytest.mark.parametrize(("second", "broken"), [("so", set()), ("luat", {Rule.LECTURERS})])
def test_lecturers_are_shared_out_among_topics(second: str, broken: set[Rule]) -> None:
    """One lecturer of both topics and one of «luat» only, for three sessions each."""
    tables = {
        "modules": [module("ct", 1, 3), module("ct", 2, 3, "so")],
        "lecturers": [
            lecturer("g1", ["luat", "so"], max_sessions_month=3),
            lecturer("g2", ["luat"], max_sessions_month=3),
        ],
    }
    case = Case(tables)
    if second == "luat":
        case.tables = {**tables, "lecturers": [*tables["lecturers"][1:], lecturer("g3")]}
    assert case.broken() == broken


def test_sessions_are_laid_in_the_order_of_modules() -> None:
    """Module 1 is in March, module 2 in April, whatever the order of the rows."""
    modules = [module("ct", 2, 4, "so"), module("ct", 1, 6, "luat")]
    march = lecturer("g1", ["luat"], valid_to=date(2027, 3, 31))
    april = lecturer("g2", ["so"], valid_from=date(2027, 4, 1))
    tables = {"modules": modules, "lecturers": [march, april]}
    classes = [study_class(starts_on=date(2027, 3, 29))]
    assert Case(tables, classes=classes).broken() == set()


def test_every_default_table_is_used() -> None:
    """The default province is complete: without any one of its tables the plan breaks a rule."""
    needed = {"lecturers", "rooms", "budgets", "modules", "offerings", "grants"}
    (right,) = Case().plan_classes.to_dicts()
    assert needed <= set(DEFAULTS)
    assert all(Case({table: ()}, classes=[right]).broken() for table in sorted(needed))
