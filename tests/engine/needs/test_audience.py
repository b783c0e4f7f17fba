"""For whom a requirement is, and whom a stated need means."""

from __future__ import annotations

from datetime import date

import pytest

from tests.engine.needs.provinces import (
    AS_OF,
    Row,
    appointment,
    needs_of,
    only_need,
    person,
    requirement,
    small_province,
    stated,
)
from thuctien.engine.needs import SharedCodesError, compute_needs

THREE: dict[str, list[Row]] = {
    "people": [person("head"), person("clerk"), person("commune")],
    "appointments": [
        appointment("head", "gd"),
        appointment("clerk", "cv"),
        appointment("commune", "cv_xa"),
    ],
}
EVERYBODY = ["clerk", "commune", "head"]


@pytest.mark.parametrize(
    ("selectors", "meant"),
    [
        ({}, EVERYBODY),
        ({"post_families": []}, EVERYBODY),
        ({"post_families": ["staff"]}, ["clerk", "commune"]),
        ({"ranks": ["cv", "cvc"]}, ["clerk", "head"]),
        ({"leadership_levels": ["head"]}, ["head"]),
        ({"unit_kinds": ["commune", "division"]}, ["clerk", "commune"]),
        ({"post_families": ["staff"], "unit_kinds": ["commune"]}, ["commune"]),
        ({"post_families": ["lead"], "unit_kinds": ["commune"]}, []),
    ],
)
def test_selectors_must_all_fit_and_an_empty_one_means_all(
    selectors: dict[str, list[str]], meant: list[str]
) -> None:
    """A post without rank or leadership level is never meant by naming one."""
    needs = needs_of(small_province(**THREE, requirements=[requirement(**selectors)]))
    assert [need["person_id"] for need in needs] == meant


@pytest.mark.parametrize(
    ("birth", "asked"),
    [
        (date(1986, 12, 31), True),
        (date(1987, 1, 1), False),
        (date(1985, 12, 31), True),
        (date(1985, 12, 30), True),
    ],
)
def test_age_counts_whole_years_on_the_date(birth: date, asked: bool) -> None:
    """On the fortieth birthday one is forty."""
    needs = needs_of(
        small_province(people=[person(birth_date=birth)], requirements=[requirement(min_age=40)])
    )
    assert bool(needs) is asked


def test_the_greatest_age_runs_until_the_next_birthday() -> None:
    """Up to 40 means until the day before the birthday that makes 41."""
    rule = [requirement(max_age=40)]
    assert needs_of(small_province(people=[person(birth_date=date(1986, 1, 1))], requirements=rule))
    assert not needs_of(
        small_province(people=[person(birth_date=date(1985, 12, 31))], requirements=rule)
    )


def test_of_a_birth_known_only_by_its_year_the_first_day_counts() -> None:
    """1986 alone is read as 01/01/1986: forty for the whole of 2026."""
    someone = person(birth_date=date(1986, 1, 1), birth_date_precision="year")
    assert needs_of(
        small_province(people=[someone], requirements=[requirement(min_age=40)]), date(2026, 1, 1)
    )


@pytest.mark.parametrize(
    ("unit_id", "meant"),
    [
        (None, EVERYBODY),
        ("tinh", EVERYBODY),
        ("so", ["clerk", "head"]),
        ("phong", ["clerk"]),
        ("xa", ["commune"]),
    ],
)
def test_a_stated_need_means_its_unit_with_all_below(unit_id: str | None, meant: list[str]) -> None:
    """Without a unit it means the whole province."""
    needs = needs_of(small_province(**THREE, stated_needs=[stated(unit_id=unit_id)]))
    assert [need["person_id"] for need in needs] == meant


def test_a_stated_need_may_choose_among_the_posts_of_its_unit() -> None:
    """A request for the clerks of a department."""
    needs = needs_of(
        small_province(**THREE, stated_needs=[stated(unit_id="so", post_families=["staff"])])
    )
    assert [need["person_id"] for need in needs] == ["clerk"]


def test_a_stated_need_keeps_its_origin_and_date() -> None:
    """The reader sees who asked for it and until when."""
    need = only_need(
        small_province(
            stated_needs=[stated(origin="weakness", person_id="p1", due_on=date(2027, 4, 30))]
        )
    )
    assert (need["need_id"], need["origin"]) == ("p1/n1", "weakness")
    assert (need["due_on"], need["force"]) == (date(2027, 4, 30), "recommended")


def test_a_stated_need_for_a_person_goes_to_the_unit_that_spares_them() -> None:
    """That is the unit of the latest appointment."""
    posts = [appointment(), appointment(post_id="gd", valid_from=date(2025, 1, 1))]
    need = only_need(small_province(appointments=posts, stated_needs=[stated(person_id="p1")]))
    assert (need["unit_id"], need["post_id"]) == ("so", "gd")


def test_a_stated_need_for_somebody_without_a_post_is_not_counted() -> None:
    """Who left is nobody's to send."""
    assert not needs_of(small_province(appointments=[], stated_needs=[stated(person_id="p1")]))


def test_a_stated_need_out_of_force_is_not_counted() -> None:
    """Withdrawn requests have an end."""
    assert not needs_of(small_province(stated_needs=[stated(valid_to=date(2026, 12, 30))]))


def test_a_requirement_and_a_stated_need_of_one_code_are_refused() -> None:
    """Their needs could not be told apart."""
    province = small_province(
        requirements=[requirement("x")], stated_needs=[stated("x"), stated("y")]
    )
    with pytest.raises(SharedCodesError, match="x"):
        compute_needs(province, AS_OF, AS_OF)


def test_coverage_counts_everybody_to_whom_a_source_applies() -> None:
    """No count of needs without the number of people it was looked for in."""
    province = small_province(
        **THREE,
        requirements=[requirement(post_families=["staff"])],
        holdings=[
            {"person_id": "clerk", "qualification_id": "llct2", "awarded_on": date(2019, 1, 1),
             "awarded_on_precision": "day"}
        ],
    )  # fmt: skip
    coverage = compute_needs(province, AS_OF, AS_OF).coverage
    assert coverage.select("unit_id", "subject", "met", "overdue").rows() == [
        ("phong", 1, 1, 0),
        ("xa", 1, 0, 1),
    ]


def test_people_are_counted_once_however_many_posts_they_hold() -> None:
    """Persons and appointments are different numbers."""
    posts = [appointment(), appointment(post_id="gd", valid_from=date(2025, 1, 1))]
    assert compute_needs(small_province(appointments=posts), AS_OF, AS_OF).people == 1
