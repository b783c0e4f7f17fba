"""Yearly ratings, disciplines and succession plans of people who do not exist."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.sample.draw import stream, weighted
from thuctien.engine.sample.facts import raw_facts
from thuctien.engine.sample.staffing import EPOCH

RATED_YEARS = 2
RATED_ELSEWHERE = ["health_worker", "teacher"]
"""Families whose ratings stay with their units; of these only leaders are on record."""
NO_RATING_SHARE = 0.02
DISCIPLINED_SHARE = 0.012
DISCIPLINE_DAYS = 3 * 365
DISCIPLINE_MONTHS = 12
"""How long a discipline is in force (sample value, to be confirmed)."""
PLANNED_SHARE = 0.25
"""Of those who are one step below an office."""
PLANNED_STAFF_SHARE = 0.04
STAFF_RANKS = ["principal_specialist", "specialist"]
FIRST_OFFICE = "deputy_division"
NEXT_OFFICE = {
    "deputy_division": "division_head",
    "division_head": "deputy_department_head",
    "deputy_department_head": "department_head",
    "deputy_commune_head": "commune_head",
    "deputy_school_head": "school_head",
    "deputy_unit_head": "unit_head",
    "grassroots_committee": "deputy_commune_head",
}
TERM_YEARS = 4


def make_ratings(placements: pl.DataFrame, planning_date: date, seed: int) -> pl.DataFrame:
    """Return how people were rated in the last years; a few ratings are missing."""
    rng = stream(seed, "ratings")
    grades = raw_facts("rating_shares")
    shares = grades["share"].cast(pl.Float64).to_numpy()
    leads = pl.col("leadership_level").is_not_null()
    rated = placements.filter(~pl.col("family").is_in(RATED_ELSEWHERE) | leads)
    parts = []
    for year in range(planning_date.year - RATED_YEARS + 1, planning_date.year + 1):
        drawn = grades["grade"].gather(weighted(rng, shares, rated.height))
        known = pl.Series(rng.random(rated.height) >= NO_RATING_SHARE)
        in_service = pl.col("in_service_on") < date(year, 7, 1)
        parts.append(
            rated.select("person_id", "in_service_on", known.alias("known"), drawn.alias("grade"))
            .filter(in_service & pl.col("known"))
            .select("person_id", pl.lit(year, pl.Int64).alias("year"), "grade")
        )
    ratings = pl.concat(parts).sort("person_id", "year")
    return ratings.with_columns(document=pl.format("Thông báo xếp loại năm {} (mẫu)", "year"))


def make_disciplines(placements: pl.DataFrame, planning_date: date, seed: int) -> pl.DataFrame:
    """Return the disciplines of the last three years; about a third of them are in force."""
    rng = stream(seed, "disciplines")
    forms = raw_facts("discipline_shares")
    shares = forms["share"].cast(pl.Float64).to_numpy()
    size = placements.height
    hit = pl.Series(rng.random(size) < DISCIPLINED_SHARE)
    ago = rng.integers(1, DISCIPLINE_DAYS, size)
    begins = pl.Series(((planning_date - EPOCH).days - ago).astype(np.int32)).cast(pl.Date)
    number = pl.Series(rng.integers(1, 900, size))
    drawn = placements.select(
        "person_id",
        "in_service_on",
        forms["form"].gather(weighted(rng, shares, size)).alias("form"),
        begins.alias("valid_from"),
        number.alias("number"),
        hit.alias("hit"),
    )
    return drawn.filter(pl.col("hit") & (pl.col("in_service_on") < pl.col("valid_from"))).select(
        "person_id",
        "form",
        "valid_from",
        pl.col("valid_from")
        .dt.offset_by(f"{DISCIPLINE_MONTHS}mo")
        .dt.offset_by("-1d")
        .alias("valid_to"),
        pl.format("Quyết định số {}/QĐ (mẫu)", "number").alias("document"),
    )


def make_succession_plans(placements: pl.DataFrame, planning_date: date, seed: int) -> pl.DataFrame:
    """Return who is planned for the office next to theirs, and staff planned for a first office."""
    rng = stream(seed, "succession plans")
    size = placements.height
    next_office = pl.col("leadership_level").replace_strict(
        NEXT_OFFICE, default=None, return_dtype=pl.String
    )
    is_staff = pl.col("leadership_level").is_null() & pl.col("rank").is_in(STAFF_RANKS)
    draw = pl.Series("draw", rng.random(size))
    ago = rng.integers(30, 540, size)
    begins = pl.Series(((planning_date - EPOCH).days - ago).astype(np.int32)).cast(pl.Date)
    planned = placements.select(
        "person_id",
        pl.when(is_staff)
        .then(pl.lit(FIRST_OFFICE))
        .otherwise(next_office)
        .alias("leadership_level"),
        pl.when(is_staff).then(PLANNED_STAFF_SHARE).otherwise(PLANNED_SHARE).alias("share"),
        draw,
        begins.alias("valid_from"),
    )
    chosen = planned.filter(
        pl.col("leadership_level").is_not_null() & (pl.col("draw") < pl.col("share"))
    )
    return chosen.select(
        "person_id",
        "leadership_level",
        pl.lit(None, pl.String).alias("post_id"),
        "valid_from",
        pl.lit(date(planning_date.year + TERM_YEARS, 12, 31)).alias("valid_to"),
        pl.lit("Quyết định phê duyệt quy hoạch (mẫu)").alias("document"),
    )


def make_degrees(placements: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the professional degrees of leaders as holdings; of others there is none on record."""
    rng = stream(seed, "degrees")
    degrees = raw_facts("degree_shares")
    shares = degrees["share"].cast(pl.Float64).to_numpy()
    leaders = placements.filter(pl.col("leadership_level").is_not_null())
    drawn = degrees["qualification_id"].gather(weighted(rng, shares, leaders.height))
    number = pl.Series(rng.integers(100_000, 999_999, leaders.height))
    return (
        leaders.select(
            "person_id",
            drawn.alias("qualification_id"),
            pl.date(pl.col("in_service_on").dt.year() - 1, 1, 1).alias("awarded_on"),
            pl.lit("year").alias("awarded_on_precision"),
            pl.lit(None, pl.Date).alias("expires_on"),
            pl.lit(None, pl.Float64).alias("hours"),
            pl.format("Bằng số {}", number.cast(pl.String)).alias("evidence"),
        )
        .filter(pl.col("qualification_id") != "")
        .sort("person_id")
    )
