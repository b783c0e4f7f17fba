"""To whom a requirement or a stated need applies."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Origin
from thuctien.engine.needs.profile import in_force

SUBJECTS = (
    "person_id",
    "source_id",
    "origin",
    "unit_id",
    "post_id",
    "appointed_on",
)
_LISTS = {
    "post_families": "family",
    "ranks": "rank",
    "leadership_levels": "leadership_level",
    "unit_kinds": "unit_kind",
}


def _audience(row: dict[str, Any], on: date) -> pl.Expr:
    """Return the condition on :func:`posts_held` rows; an empty selector lets everybody through."""
    condition = pl.lit(value=True)
    for selector, column in _LISTS.items():
        if row.get(selector):
            condition &= pl.col(column).is_in(row[selector])
    if row.get("min_age") is not None:
        condition &= pl.col("age") >= row["min_age"]
    if row.get("max_age") is not None:
        condition &= pl.col("age") <= row["max_age"]
    if row.get("min_years_to_retirement") is not None:
        months = round(12 * row["min_years_to_retirement"])
        condition &= pl.col("retires_on") >= pl.lit(on).dt.offset_by(f"{months}mo")
    return condition.fill_null(value=False)


def _chosen(posts: pl.DataFrame, condition: pl.Expr, source_id: str, origin: str) -> pl.DataFrame:
    """Return one row a person: of several matching posts the one held longest."""
    return (
        posts.filter(condition)
        .sort("person_id", "appointed_on", "post_id")
        .unique("person_id", keep="first", maintain_order=True)
        .with_columns(pl.lit(source_id).alias("source_id"), pl.lit(origin).alias("origin"))
        .select(SUBJECTS)
    )


def required_of(province: Province, posts: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return who is subject to which requirement in force on ``on``: columns :data:`SUBJECTS`."""
    rules = province.requirements.filter(in_force(on)).sort("requirement_id")
    return _concat(
        [
            _chosen(posts, _audience(row, on), row["requirement_id"], Origin.REQUIREMENT)
            for row in rules.iter_rows(named=True)
        ]
    )


def stated_for(
    province: Province, posts: pl.DataFrame, subtree: pl.DataFrame, on: date
) -> pl.DataFrame:
    """Return who is meant by the stated needs in force on ``on``: columns :data:`SUBJECTS`.

    ``subtree`` has every pair (``ancestor_id``, ``unit_id``), a unit being its own ancestor. A
    stated need names a person, or a unit with all below it, or (neither) the whole province.
    """
    stated = province.stated_needs.filter(in_force(on)).sort("need_id")
    named = stated.filter(pl.col("person_id").is_not_null())
    by_person = (
        named.select("person_id", pl.col("need_id").alias("source_id"), "origin")
        .join(posts.filter(pl.col("main")), on="person_id")
        .select(SUBJECTS)
    )
    groups = stated.filter(pl.col("person_id").is_null())
    below = subtree.join(
        groups.select("unit_id").unique(), left_on="ancestor_id", right_on="unit_id"
    )
    units_of = {
        str(key[0]): part["unit_id"].to_list()
        for key, part in below.partition_by("ancestor_id", as_dict=True).items()
    }
    by_group = []
    for row in groups.iter_rows(named=True):
        condition = _audience(row, on)
        if row["unit_id"] is not None:
            condition &= pl.col("unit_id").is_in(units_of.get(row["unit_id"], []))
        by_group.append(_chosen(posts, condition, row["need_id"], row["origin"]))
    return _concat([by_person, *by_group])


def unit_subtree(units: pl.DataFrame) -> pl.DataFrame:
    """Return every pair (``ancestor_id``, ``unit_id``) of the tree, each unit its own ancestor."""
    parents = units.select("unit_id", "parent_id")
    pairs = parents.select(pl.col("unit_id").alias("ancestor_id"), "unit_id")
    level = pairs
    for _ in range(units.height):
        level = (
            level.join(parents, left_on="ancestor_id", right_on="unit_id", how="inner")
            .filter(pl.col("parent_id").is_not_null())
            .select(pl.col("parent_id").alias("ancestor_id"), "unit_id")
        )
        if level.is_empty():
            break
        pairs = pl.concat([pairs, level])
    return pairs.sort("ancestor_id", "unit_id")


def _concat(parts: list[pl.DataFrame]) -> pl.DataFrame:
    schema = {name: pl.Date() if name == "appointed_on" else pl.String() for name in SUBJECTS}
    return pl.concat([pl.DataFrame(schema=schema), *parts])
