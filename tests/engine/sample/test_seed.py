"""The same arguments give the same province; another seed gives another."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from thuctien.engine.model import TABLES, Province
from thuctien.engine.sample import sample_province

INDEPENDENT_OF_SEED = {
    "parameters",
    "codes",
    "qualifications",
    "inclusions",
    "requirements",
    "retirement_ages",
    "budgets",
    "programmes",
    "grants",
    "offerings",
    "eligibility_rules",
    "modules",
    "need_refusals",  # empty: only the survey of a round fills it
}


@pytest.fixture(scope="module")
def again() -> Province:
    """Return the small sample made a second time."""
    return sample_province(people=5_000)


@pytest.fixture(scope="module")
def other() -> Province:
    """Return the small sample from another seed."""
    return sample_province(people=5_000, seed=8)


@pytest.mark.parametrize("name", TABLES)
def test_the_same_seed_gives_the_same_frame(small: Province, again: Province, name: str) -> None:
    assert_frame_equal(small.frames()[name], again.frames()[name])


@pytest.mark.parametrize("name", sorted(set(TABLES) - INDEPENDENT_OF_SEED))
def test_another_seed_gives_another_frame(small: Province, other: Province, name: str) -> None:
    assert not small.frames()[name].equals(other.frames()[name])


@pytest.mark.parametrize("name", sorted(INDEPENDENT_OF_SEED))
def test_facts_do_not_depend_on_the_seed(small: Province, other: Province, name: str) -> None:
    assert_frame_equal(small.frames()[name], other.frames()[name])


def test_the_planning_date_is_the_last_day_before_the_year() -> None:
    """A plan for 2028 is made on 31/12/2027, and nobody is appointed after it."""
    province = sample_province(people=1_000, year=2028)
    value = province.parameters.filter(pl.col("key") == "planning_date")["value"].item()
    assert value == "31/12/2027"
    planning_date = date(2027, 12, 31)
    assert province.appointments.filter(pl.col("valid_from") > planning_date).is_empty()
    assert province.holdings.filter(pl.col("awarded_on") > planning_date).is_empty()
