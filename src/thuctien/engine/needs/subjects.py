"""To whom a requirement or a stated need applies."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Origin, Timing
from thuctien.engine.needs.profile import in_force

SUBJECTS: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "source_id": pl.String(),
    "origin": pl.String(),
    "unit_id": pl.String(),
    "post_id": pl.String(),
    "appointed_on": pl.Date(),
    "qualification_id": pl.String(),
    "hours_needed": pl.Float64(),
    "timing": pl.String(),  # empty for a stated need
    "months": pl.Int64(),
    "binding": pl.String(),
    "rule_from": pl.Date(),  # empty for a stated need
    "stated_due": pl.Date(),  # empty for a requirement
}
"""Who is asked for what, and where the answer counts: one row for each person and source."""

_CHOSEN = ("person_id", "source_id", "origin", "unit_id", "post_id", "appointed_on")
_LISTS = {
    "post_families": "family",
    "ranks": "rank",
    "leadership_levels": "leadership_level",
    "unit_kinds": "unit_kind",
}


def _audience(row: dict[str, Any], on: date) -> list[pl.Expr]:
    """Return the conditions on :func:`posts_held` rows; an empty selector sets none."""
    conditions = [
        pl.col(column).is_in(row[selector])
        for selector, column in _LISTS.items()
        if row.get(selector)
    ]
    if row.get("min_age") is not None:
        conditions.append(pl.col("age") >= row["min_age"])
    if row.get("max_age") is not None:
        conditions.append(pl.col("age") <= row["max_age"])
    if row.get("min_years_to_retirement") is not None:
        months = round(12 * row["min_years_to_retirement"])
        conditions.append(pl.col("retires_on") >= pl.lit(on).dt.offset_by(f"{months}mo"))
    return conditions


def _chosen(
    posts: pl.DataFrame, conditions: list[pl.Expr], source_id: str, origin: str
) -> pl.DataFrame:
    """Return one row a person: of several matching posts the one held longest."""
    return (
        posts.filter(*conditions)
        .sort("person_id", "appointed_on", "post_id")
        .unique("person_id", keep="first", maintain_order=True)
        .with_columns(pl.lit(source_id).alias("source_id"), pl.lit(origin).alias("origin"))
        .select(_CHOSEN)
    )


def required_of(
    province: Province, posts: pl.DataFrame, coming: pl.DataFrame, on: date
) -> pl.DataFrame:
    """Return who is subject to which requirement in force on ``on``: columns :data:`SUBJECTS`.

    What must be met before an appointment is also asked of those whose appointment is to come
    (``coming``, from :func:`posts_to_come`).
    """
    rules = province.requirements.filter(in_force(on)).sort("requirement_id")
    with_coming = pl.concat([posts, coming])
    meant = [
        _chosen(
            with_coming if row["timing"] == Timing.BEFORE_APPOINTMENT else posts,
            _audience(row, on),
            row["requirement_id"],
            Origin.REQUIREMENT,
        )
        for row in rules.iter_rows(named=True)
    ]
    asked = rules.with_columns(
        pl.col("requirement_id").alias("source_id"),
        pl.col("hours").alias("hours_needed"),
        pl.col("valid_from").alias("rule_from"),
        pl.lit(None).alias("stated_due"),
    )
    return _with_what_is_asked(meant, asked)


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
        .select(_CHOSEN)
    )
    groups = stated.filter(pl.col("person_id").is_null())
    below = subtree.join(
        groups.select("unit_id").unique(), left_on="ancestor_id", right_on="unit_id"
    )
    units_of = {
        str(key[0]): part["unit_id"].to_list()
        for key, part in below.partition_by("ancestor_id", as_dict=True).items()
    }
    staffed = set(posts["unit_id"])
    meant = [by_person]
    for row in groups.iter_rows(named=True):
        conditions = _audience(row, on)
        if row["unit_id"] is not None:
            units = [unit for unit in units_of[row["unit_id"]] if unit in staffed]
            if not units:
                continue
            conditions.append(pl.col("unit_id").is_in(units))
        meant.append(_chosen(posts, conditions, row["need_id"], row["origin"]))
    asked = stated.with_columns(
        pl.col("need_id").alias("source_id"),
        pl.col("hours").alias("hours_needed"),
        pl.lit(None).alias("timing"),
        pl.lit(None).alias("months"),
        pl.lit(None).alias("rule_from"),
        pl.col("due_on").alias("stated_due"),
    )
    return _with_what_is_asked(meant, asked)


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


def _with_what_is_asked(meant: list[pl.DataFrame], asked: pl.DataFrame) -> pl.DataFrame:
    """Join who is meant with what the sources ask: columns :data:`SUBJECTS`."""
    nobody = pl.DataFrame(schema={name: SUBJECTS[name] for name in _CHOSEN})
    facts = [name for name in SUBJECTS if name not in _CHOSEN]
    return (
        pl.concat([nobody, *meant])
        .join(asked.select("source_id", *facts), on="source_id")
        .select(pl.col(name).cast(dtype) for name, dtype in SUBJECTS.items())
    )
