"""Where people worked before the reorganisation of 2025: posts in units that have ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.sample.draw import stream

KNOWN_SHARE = 0.75
"""Share of people in reorganised units whose earlier post is on record."""
FROM_DISTRICT_SHARE = 0.3
"""Share of commune staff who came from the district, not from one of its communes."""
LED_BEFORE_SHARE = 0.6
"""Share of today's leaders who already led in their earlier post."""
DISTRICT_TITLE = "Công chức phòng chuyên môn cấp huyện"
COMMUNE_KINDS = ["commune", "ward"]


@dataclass(frozen=True, slots=True)
class History:
    """Posts in ended units (columns of that table) and the appointments to them."""

    posts: pl.DataFrame
    appointments: pl.DataFrame


def make_history(
    placements: pl.DataFrame, units: pl.DataFrame, successions: pl.DataFrame, seed: int
) -> History:
    """Return earlier posts of people who have been in a reorganised unit since its first day."""
    rng = stream(seed, "history")
    predecessors = (
        successions.drop_nulls("to_unit_id")
        .group_by("to_unit_id", maintain_order=True)
        .agg(olds=pl.col("from_unit_id"))
        .rename({"to_unit_id": "unit_id"})
    )
    moved = placements.filter(
        pl.col("started_on") == pl.col("since"),
        pl.col("in_service_on") < pl.col("since").dt.offset_by("-60d"),
    ).join(predecessors, on="unit_id", maintain_order="left")
    moved = moved.filter(pl.Series(rng.random(moved.height) < KNOWN_SHARE))
    earlier = _earlier_unit(rng, moved, units)
    earlier = _earlier_post(rng, earlier)
    post_key = ["unit_id", "title", "family", "rank", "leadership_level"]
    posts = (
        earlier.unique(post_key, maintain_order=True)
        .with_columns(number=pl.int_range(1, pl.len() + 1).over("unit_id"))
        .with_columns(post_id=pl.format("{}-L{}", "unit_id", "number"))
        .select("post_id", *post_key, valid_from="unit_from", valid_to="unit_to")
    )
    past = earlier.drop("post_id").join(posts, on=post_key, nulls_equal=True, maintain_order="left")
    appointments = past.select(
        "person_id", "post_id", valid_from="earlier_from", valid_to="unit_to"
    )
    return History(posts, appointments)


def _earlier_unit(
    rng: np.random.Generator, moved: pl.DataFrame, units: pl.DataFrame
) -> pl.DataFrame:
    """Put the unit of each row back to one of its predecessors, or to the district above it."""
    pick = pl.Series("pick", rng.random(moved.height))
    in_commune = pl.col("kind").is_in(COMMUNE_KINDS)
    from_district = in_commune & (pl.Series(rng.random(moved.height)) < FROM_DISTRICT_SHARE)
    olds = units.select(old_id="unit_id", old_parent="parent_id")
    ended = units.select("unit_id", unit_from="valid_from", unit_to="valid_to")
    return (
        moved.with_columns(
            old_id=pl.col("olds").list.get(
                (pick * pl.col("olds").list.len()).floor().cast(pl.Int64)
            ),
            from_district=from_district,
        )
        .join(olds, on="old_id", maintain_order="left")
        .with_columns(
            unit_id=pl.when("from_district").then("old_parent").otherwise("old_id"),
        )
        .join(ended, on="unit_id", maintain_order="left")
    )


def _earlier_post(rng: np.random.Generator, earlier: pl.DataFrame) -> pl.DataFrame:
    """Give each row an earlier title and level, and the day on which that appointment began."""
    led = pl.Series(rng.random(earlier.height) < LED_BEFORE_SHARE)
    part = pl.Series(0.1 + 0.85 * rng.random(earlier.height))
    leads = pl.col("leadership_level").is_not_null()
    service_days = (pl.col("unit_to") - pl.col("in_service_on")).dt.total_days()
    return earlier.with_columns(
        title=pl.when("from_district")
        .then(pl.lit(DISTRICT_TITLE))
        .when(leads & ~led)
        .then(pl.lit("Công chức, viên chức"))
        .otherwise("title"),
        leadership_level=pl.when(led & ~pl.col("from_district")).then("leadership_level"),
        earlier_from=pl.col("in_service_on")
        + pl.duration(days=(service_days * part).floor().cast(pl.Int64)),
    )
