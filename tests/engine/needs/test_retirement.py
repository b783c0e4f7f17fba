"""Retirement days against known cases of Decree 135/2020 (annex I), and the years left until then.

The table of ages is that of article 4: men 60 years 3 months in 2021 and three months more each
year until 62 in 2028; women 55 years 4 months and four months more each year until 60 in 2035.
"""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.engine.needs.provinces import Row, needs_of, person, requirement, small_province
from thuctien.engine.needs.profile import retirement_days


def age_table() -> list[Row]:
    """Return the ages of article 4, year by year."""
    men = [(2021 + i, 60 * 12 + 3 * (i + 1)) for i in range(8)]
    women = [(2021 + i, 55 * 12 + 4 * (i + 1)) for i in range(15)]
    return [
        {"sex": sex, "year": year, "age_years": months // 12, "age_months": months % 12}
        for sex, rows in (("male", men), ("female", women))
        for year, months in rows
    ]


def retires_on(sex: str, birth: date, ages: list[Row] | None = None) -> date | None:
    """Return the last day of work of one person."""
    province = small_province(
        people=[person(sex=sex, birth_date=birth)],
        retirement_ages=age_table() if ages is None else ages,
    )
    days = retirement_days(province.people, province.retirement_ages)
    assert days.columns == ["person_id", "retires_on"]
    day: date | None = days["retires_on"].item()
    return day


@pytest.mark.parametrize(
    ("sex", "birth", "last_day"),
    [
        ("male", date(1961, 1, 20), date(2021, 4, 30)),
        ("male", date(1964, 10, 1), date(2026, 4, 30)),
        ("male", date(1965, 6, 30), date(2026, 12, 31)),
        ("male", date(1965, 7, 1), date(2027, 4, 30)),
        ("male", date(1966, 4, 15), date(2028, 4, 30)),
        ("male", date(1980, 2, 29), date(2042, 2, 28)),
        ("female", date(1966, 1, 1), date(2021, 5, 31)),
        ("female", date(1969, 12, 31), date(2026, 12, 31)),
        ("female", date(1970, 1, 1), date(2027, 5, 31)),
        ("female", date(1971, 2, 1), date(2028, 10, 31)),
        ("female", date(1975, 5, 31), date(2035, 5, 31)),
        ("female", date(1990, 8, 8), date(2050, 8, 31)),
    ],
)
def test_the_age_is_that_of_the_year_in_which_it_is_reached(
    sex: str, birth: date, last_day: date
) -> None:
    """Work ends with the last day of the month in which the age is reached."""
    assert retires_on(sex, birth) == last_day


def test_before_the_table_its_first_row_holds() -> None:
    """Somebody born long ago has reached the first age of the table."""
    assert retires_on("male", date(1950, 3, 10)) == date(2010, 6, 30)


def test_without_a_row_for_the_sex_there_is_no_day() -> None:
    """Unknown stays unknown; it is not a date far away."""
    men_only = [row for row in age_table() if row["sex"] == "male"]
    assert retires_on("female", date(1971, 2, 1), men_only) is None


def test_everybody_keeps_their_row() -> None:
    """One row a person, in the order of the people."""
    province = small_province(
        people=[person("b"), person("a", sex="male"), person("c")], retirement_ages=age_table()
    )
    days = retirement_days(province.people, province.retirement_ages)
    assert days["person_id"].to_list() == ["b", "a", "c"]
    assert days.select(pl.col("retires_on").is_not_null().all()).item()


@pytest.mark.parametrize(("years", "asked"), [(1.0, True), (1.25, True), (1.5, False)])
def test_a_requirement_may_ask_for_years_left(years: float, asked: bool) -> None:
    """From 31/12/2026 to 30/04/2028 there are one year and four months."""
    someone = person(sex="male", birth_date=date(1966, 4, 15))
    rule = requirement(min_years_to_retirement=years)
    needs = needs_of(
        small_province(people=[someone], requirements=[rule], retirement_ages=age_table())
    )
    assert bool(needs) is asked
