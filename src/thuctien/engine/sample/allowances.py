"""Limits of the year: quotas by programme, agency and leadership level, and budgets."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.sample.draw import FULL_SIZE, scaled, stream
from thuctien.engine.sample.facts import raw_facts, split_codes, table_facts
from thuctien.engine.sample.subjects import subject_masks

QUOTA_SOURCE = "Kế hoạch giao chỉ tiêu (mẫu)"
NOISE = 0.35
"""Spread of the factor by which an agency's seats differ from its share."""
SMALLEST_MONEY = 1_000_000


def make_budgets(people: int, year: int) -> pl.DataFrame:
    """Return the sources of money of the year (đồng), in proportion to ``people``."""
    amount = pl.col("amount") * people / FULL_SIZE / SMALLEST_MONEY
    return table_facts(TABLES["budgets"]).with_columns(
        year=pl.lit(year), amount=amount.round().cast(pl.Int64) * SMALLEST_MONEY
    )


def make_quotas(
    placements: pl.DataFrame, units: pl.DataFrame, people: int, year: int, seed: int
) -> pl.DataFrame:
    """Return the quotas: for the province, by agency, and by leadership level across agencies.

    An agency's quota covers the units below it, which have their own. A quota of the province never
    falls below the least size of a class, or no class could open in a small sample.
    """
    rng = stream(seed, "quotas")
    plans = raw_facts("quota_plans")
    least = dict(table_facts(TABLES["programmes"]).select("programme_id", "min_size").iter_rows())
    parts = [_by_level(people)]
    for plan, mask in zip(
        plans.iter_rows(named=True), subject_masks(placements, plans), strict=True
    ):
        programme = plan["programme_id"]
        if plan["seats"] is not None:
            seats = scaled(float(plan["seats"]), people, least=least[programme])
            parts.append(_quotas(programme, pl.DataFrame({"seats": [seats]})))
        if plan["seats_per_subject"] is not None:
            subjects = _in_subtrees(placements.filter(pl.Series(mask)), units)
            agencies = _by_agency(rng, subjects, float(plan["seats_per_subject"]))
            parts.append(_quotas(programme, agencies))
    return pl.concat(parts).with_columns(
        quota_id=pl.format("CT{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(5)),
        year=pl.lit(year),
        source=pl.lit(QUOTA_SOURCE),
    )


def _in_subtrees(subjects: pl.DataFrame, units: pl.DataFrame) -> dict[str, int]:
    """Return how many of ``subjects`` work in each unit or below it, the province left out."""
    parents = dict(units.select("unit_id", "parent_id").iter_rows())
    counted = subjects.group_by("unit_id", maintain_order=True).len()
    totals: dict[str, int] = {}
    for unit_id, count in counted.iter_rows():
        above = unit_id
        while parents[above] is not None:
            totals[above] = totals.get(above, 0) + count
            above = parents[above]
    return totals


def _by_agency(rng: np.random.Generator, subjects: dict[str, int], share: float) -> pl.DataFrame:
    """Return seats by agency: a share of those it is about, with noise, at least one."""
    counted = np.array(list(subjects.values()), np.float64)
    noise = rng.lognormal(0.0, NOISE, len(counted))
    seats = np.maximum(np.round(counted * share * noise), 1).astype(np.int64)
    return pl.DataFrame({"unit_id": list(subjects), "seats": seats})


def _by_level(people: int) -> pl.DataFrame:
    rows = raw_facts("level_quotas")
    seats = [scaled(float(full), people, least=3) for full in rows["seats"]]
    return _in_order(
        rows.with_columns(
            pl.lit(None, pl.String).alias("unit_id"),
            split_codes(pl.col("leadership_levels")),
            pl.Series("seats", seats),
        )
    )


def _quotas(programme_id: str, seats: pl.DataFrame) -> pl.DataFrame:
    unit = pl.col("unit_id") if "unit_id" in seats.columns else pl.lit(None, pl.String)
    return _in_order(
        seats.with_columns(
            unit.alias("unit_id"),
            programme_id=pl.lit(programme_id),
            leadership_levels=pl.lit([], pl.List(pl.String)),
        )
    )


def _in_order(quotas: pl.DataFrame) -> pl.DataFrame:
    return quotas.select(
        "programme_id", "unit_id", "leadership_levels", pl.col("seats").cast(pl.Int64)
    )
