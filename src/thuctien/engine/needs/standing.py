"""What people hold, seen through the qualifications that stand for one another."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Relation
from thuctien.engine.needs.profile import in_force


def stands_for(province: Province, on: date) -> pl.DataFrame:
    """Return every pair (``held_id``, ``required_id``) of which the first meets the second.

    The reflexive and transitive closure of the inclusions in force on ``on``; an equivalence works
    in both directions. Sorted.
    """
    current = province.inclusions.filter(in_force(on))
    forward = current.select(
        pl.col("qualification_id").alias("held_id"), pl.col("other_id").alias("required_id")
    )
    backward = current.filter(pl.col("relation") == Relation.EQUIVALENT).select(
        pl.col("other_id").alias("held_id"), pl.col("qualification_id").alias("required_id")
    )
    steps = pl.concat([forward, backward]).unique()
    ids = province.qualifications["qualification_id"]
    pairs = pl.DataFrame({"held_id": ids, "required_id": ids})
    while True:
        longer = pairs.join(
            steps.rename({"held_id": "required_id", "required_id": "next_id"}), on="required_id"
        ).select("held_id", pl.col("next_id").alias("required_id"))
        grown = pl.concat([pairs, longer]).unique()
        if grown.height == pairs.height:
            return pairs.sort("held_id", "required_id")
        pairs = grown


def standing(
    province: Province, pairs: pl.DataFrame, required: pl.Series, on: date
) -> pl.DataFrame:
    """Return, for each person and required qualification, how well it is held on ``on``.

    ``pairs`` comes from :func:`stands_for`; only qualifications in ``required`` are looked at.
    Columns: ``person_id``, ``required_id``, ``held_until`` (the latest expiry; 9999-12-31 where one
    holding never expires), ``held_on`` (the latest award) and ``held_id`` (its qualification).
    """
    wanted = pairs.filter(pl.col("required_id").is_in(required.implode()))
    return (
        province.holdings.filter(pl.col("awarded_on") <= on)
        .join(wanted, left_on="qualification_id", right_on="held_id")
        .sort("awarded_on", "qualification_id")
        .group_by("person_id", "required_id")
        .agg(
            pl.col("expires_on").fill_null(date(9999, 12, 31)).max().alias("held_until"),
            pl.col("awarded_on").last().alias("held_on"),
            pl.col("qualification_id").last().alias("held_id"),
        )
    )


def level_below(province: Province, required: pl.Series, on: date) -> pl.DataFrame:
    """Return the highest lower qualification of the same kind that a person holds.

    Columns: ``person_id``, ``required_id``, ``lower_id``, ``lower_on`` (its award).
    """
    ranked = province.qualifications.filter(pl.col("level").is_not_null()).select(
        "qualification_id", "kind", "level"
    )
    lower = (
        ranked.filter(pl.col("qualification_id").is_in(required.implode()))
        .rename({"qualification_id": "required_id", "level": "required_level"})
        .join(ranked, on="kind")
        .filter(pl.col("level") < pl.col("required_level"))
    )
    return (
        province.holdings.filter(pl.col("awarded_on") <= on)
        .join(lower, on="qualification_id")
        .sort("level", "awarded_on", "qualification_id")
        .group_by("person_id", "required_id")
        .agg(
            pl.col("qualification_id").last().alias("lower_id"),
            pl.col("awarded_on").last().alias("lower_on"),
        )
    )


def hours_since(
    province: Province, pairs: pl.DataFrame, required: pl.Series, on: date
) -> pl.DataFrame:
    """Return the hours completed from the start of each calendar year up to ``on``.

    Columns: ``person_id``, ``required_id``, ``year`` (only years with an award), ``hours_held``
    (of that year and all later ones). Sorted by year.
    """
    wanted = pairs.filter(pl.col("required_id").is_in(required.implode()))
    of_year = (
        province.holdings.filter(pl.col("awarded_on") <= on)
        .join(wanted, left_on="qualification_id", right_on="held_id")
        .group_by("person_id", "required_id", pl.col("awarded_on").dt.year().alias("year"))
        .agg(pl.col("hours").fill_null(0.0).sum())
        .sort("year", "person_id", "required_id")
    )
    later_too = pl.col("hours").cum_sum(reverse=True).over("person_id", "required_id")
    return of_year.select("person_id", "required_id", "year", later_too.alias("hours_held"))
