"""Ratings, disciplines, succession plans and degrees of the sample."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.sample.records import RATED_ELSEWHERE

PLANNING_DATE = date(2026, 12, 31)


def test_most_are_rated_well_in_the_two_years_before_the_plan(small: Province) -> None:
    assert set(small.ratings["year"]) == {2025, 2026}
    shares = dict(small.ratings["grade"].value_counts(normalize=True).iter_rows())
    assert 0.10 < shares["excellent"] < 0.20
    assert shares["excellent"] + shares["good"] > 0.92
    assert shares["not_completed"] < 0.02


def test_ratings_of_teachers_and_health_workers_stay_with_their_units(small: Province) -> None:
    plain = small.posts.filter(
        pl.col("family").is_in(RATED_ELSEWHERE) & pl.col("leadership_level").is_null()
    )
    only_plain = small.appointments.group_by("person_id").agg(
        pl.col("post_id").is_in(plain["post_id"].implode()).all().alias("plain")
    )
    elsewhere = only_plain.filter("plain")
    assert small.ratings.join(elsewhere, on="person_id", how="semi").is_empty()


def test_few_are_under_discipline_and_for_twelve_months(small: Province) -> None:
    in_force = small.disciplines.filter(pl.col("valid_to") >= PLANNING_DATE)
    assert 0 < in_force.height < 0.01 * small.people.height
    assert small.disciplines["valid_from"].max() <= PLANNING_DATE
    lasts = small.disciplines["valid_to"].dt.offset_by("1d").dt.offset_by("-12mo")
    near = (lasts - small.disciplines["valid_from"]).dt.total_days().abs()
    assert near.max() <= 3


def test_nobody_is_planned_for_the_office_they_hold(small: Province) -> None:
    held = small.appointments.filter(pl.col("valid_to").is_null()).join(
        small.posts.select("post_id", "leadership_level"), on="post_id"
    )
    both = small.succession_plans.join(held, on=["person_id", "leadership_level"])
    assert small.succession_plans.height > 0.03 * small.people.height
    assert both.is_empty()


def test_degrees_are_on_record_for_leaders_only(small: Province) -> None:
    degrees = small.qualifications.filter(pl.col("kind") == "degree")
    held = small.holdings.join(degrees, on="qualification_id", how="semi")
    assert held["person_id"].is_duplicated().sum() == 0
    leaders = small.posts.filter(pl.col("leadership_level").is_not_null())
    ever = small.appointments.join(leaders, on="post_id", how="semi")
    assert held.join(ever, on="person_id", how="anti").is_empty()
