"""People who are alike, so that the whole province is one small model.

Two people are alike when they lack the same with the same force and have the same forms of the
same programmes open to them. The linear model needs only the number of people in each group, and,
for programmes with quotas, how many of a group fall under which quotas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.planning.problem import PlanningProblem, Quota

TIERS = 3


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of people who are alike; ``group`` is their number, from 0.

    ``groups``: ``group``, ``size``. ``needs``: ``group``, ``gap`` (number of the gap within all
    rows of this frame), ``lacking``, ``tier_0`` to ``tier_2`` (needs that meeting it meets, by
    tier). ``programmes``: ``group``, ``programme_id``, ``modes`` (those open, joined by «;»).
    ``serves``: ``group``, ``gap``, ``programme_id``, ``amount`` (at most ``lacking``).
    ``members``: ``person_id``, ``group``. ``cells``: for programmes with quotas, ``group``,
    ``programme_id``, ``quotas`` (codes of all that the people fall under, joined by «;»), ``size``.
    """

    groups: pl.DataFrame
    needs: pl.DataFrame
    programmes: pl.DataFrame
    serves: pl.DataFrame
    members: pl.DataFrame
    cells: pl.DataFrame


def group_people(problem: PlanningProblem) -> Groups:
    """Put together the people who are alike; sorted and numbered by their signature."""
    options = _open_programmes(problem)
    gaps = _gaps(problem, options)
    members = _signatures(problem, options, gaps)
    of_group = members.unique("group", keep="first", maintain_order=True)
    needs = (
        gaps.join(of_group, on="person_id")
        .select("group", "qualification_id", "lacking", "tier_0", "tier_1", "tier_2")
        .sort("group", "qualification_id", "lacking")
        .with_row_index("gap")
    )
    programmes = (
        options.join(of_group, on="person_id")
        .select("group", "programme_id", "modes")
        .sort("group", "programme_id")
    )
    return Groups(
        groups=members.group_by("group").agg(pl.len().cast(pl.Int64).alias("size")).sort("group"),
        needs=needs.drop("qualification_id"),
        programmes=programmes,
        serves=_serves(problem, options, of_group, needs),
        members=members,
        cells=_cells(problem, members, programmes),
    )


def cell_of(problem: PlanningProblem, programme_id: str) -> pl.DataFrame:
    """Return the quotas on a programme that each person falls under: ``person_id``, ``quotas``."""
    people = problem.people
    quotas = [quota for quota in problem.quotas if quota.programme_id == programme_id]
    marks = [
        pl.when(_under(quota)).then(pl.lit(quota.quota_id)).otherwise(None) for quota in quotas
    ]
    joined = pl.concat_str(marks, separator=";", ignore_nulls=True) if marks else pl.lit("")
    return people.select("person_id", joined.alias("quotas"))


def _under(quota: Quota) -> pl.Expr:
    concerned = pl.lit(value=True)
    if quota.units is not None:
        concerned &= pl.col("unit_id").is_in(sorted(quota.units))
    if quota.levels:
        concerned &= pl.col("leadership_level").is_in(sorted(quota.levels))
    return concerned.fill_null(value=False)


def _open_programmes(problem: PlanningProblem) -> pl.DataFrame:
    """Return the programmes open to each person, with the forms open of each."""
    return (
        problem.pairs.filter(pl.col("barred_by").is_null())
        .sort("person_id", "programme_id", "mode")
        .group_by("person_id", "programme_id", maintain_order=True)
        .agg(pl.col("mode").str.join(";").alias("modes"))
    )


def _gaps(problem: PlanningProblem, options: pl.DataFrame) -> pl.DataFrame:
    """Return each person's gaps that an open programme serves, with the needs behind them."""
    open_pairs = options.select("person_id", "programme_id")
    reachable = problem.serves.join(open_pairs, on=["person_id", "programme_id"], how="semi")
    counts = [
        (pl.col("tier") == tier).sum().cast(pl.Int64).alias(f"tier_{tier}") for tier in range(TIERS)
    ]
    return (
        problem.needs.join(reachable.select("need_id").unique(), on="need_id", how="semi")
        .group_by("person_id", "qualification_id", "lacking")
        .agg(counts)
        .sort("person_id", "qualification_id", "lacking")
    )


def _signatures(
    problem: PlanningProblem, options: pl.DataFrame, gaps: pl.DataFrame
) -> pl.DataFrame:
    """Return ``person_id`` and ``group`` of everybody with an open programme, sorted by person."""
    option_signs = options.group_by("person_id", maintain_order=True).agg(
        pl.concat_str("programme_id", "modes", separator=":").str.join("|").alias("options")
    )
    parts = ("qualification_id", "lacking", "tier_0", "tier_1", "tier_2")
    gap_signs = gaps.group_by("person_id", maintain_order=True).agg(
        pl.concat_str(parts, separator=":").str.join("|").alias("gaps")
    )
    return (
        problem.people.select("person_id")
        .join(option_signs, on="person_id")
        .join(gap_signs, on="person_id")
        .select("person_id", pl.concat_str("gaps", "options", separator="#").alias("signature"))
        .with_columns((pl.col("signature").rank("dense") - 1).cast(pl.Int64).alias("group"))
        .select("person_id", "group")
        .sort("person_id")
    )


def _serves(
    problem: PlanningProblem, options: pl.DataFrame, of_group: pl.DataFrame, needs: pl.DataFrame
) -> pl.DataFrame:
    asked = problem.needs.select("need_id", "qualification_id")
    gap_keys = ["group", "qualification_id", "lacking"]
    open_pairs = options.select("person_id", "programme_id")
    return (
        problem.serves.join(of_group, on="person_id")
        .join(open_pairs, on=["person_id", "programme_id"], how="semi")
        .join(asked, on="need_id")
        .join(needs.select("gap", *gap_keys), on=gap_keys)
        .select(
            "group",
            "gap",
            "programme_id",
            pl.min_horizontal("amount", "lacking").alias("amount"),
        )
        .unique()
        .sort("gap", "programme_id")
    )


def _cells(
    problem: PlanningProblem, members: pl.DataFrame, programmes: pl.DataFrame
) -> pl.DataFrame:
    """Count the people of each group under each set of quotas, for programmes with quotas."""
    parts = [
        pl.DataFrame(
            schema={
                "group": pl.Int64,
                "programme_id": pl.String,
                "quotas": pl.String,
                "size": pl.Int64,
            }
        )
    ]
    for programme_id in np.unique([quota.programme_id for quota in problem.quotas]).tolist():
        offered = programmes.filter(pl.col("programme_id") == programme_id).select("group")
        parts.append(
            members.join(offered, on="group")
            .join(cell_of(problem, programme_id), on="person_id")
            .group_by("group", "quotas")
            .agg(pl.len().cast(pl.Int64).alias("size"))
            .select("group", pl.lit(programme_id).alias("programme_id"), "quotas", "size")
            .sort("group", "quotas")
        )
    return pl.concat(parts)
