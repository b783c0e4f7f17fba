"""Which programme meets which need, and with how much of it."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Measure
from thuctien.engine.needs import Force, Needs
from thuctien.engine.needs.profile import in_force
from thuctien.engine.needs.standing import stands_for

TIER_OF_FORCE = {Force.OVERDUE: 0, Force.DUE: 1, Force.RECOMMENDED: 2}


def planned_needs(needs: Needs, qualifications: pl.DataFrame) -> pl.DataFrame:
    """Return the needs that a plan serves, with how much each lacks.

    Columns: ``need_id``, ``person_id``, ``qualification_id``, ``tier`` (0 overdue, 1 due, 2
    recommended), ``lacking`` (hours for a qualification counted in hours, else 1), ``due_on``.
    """
    measures = qualifications.select("qualification_id", "measure")
    lacking = pl.col("hours_needed") - pl.col("hours_held")
    return (
        needs.needs.filter(pl.col("force") != Force.LATER)
        .join(measures, on="qualification_id", maintain_order="left")
        .select(
            "need_id",
            "person_id",
            "qualification_id",
            pl.col("force").replace_strict(TIER_OF_FORCE, return_dtype=pl.Int8).alias("tier"),
            pl.when(pl.col("measure") == Measure.HOURS)
            .then(lacking)
            .otherwise(1.0)
            .alias("lacking"),
            "due_on",
        )
    )


def programme_contributions(province: Province, on: date) -> pl.DataFrame:
    """Return how much of each qualification one turn of a programme gives.

    Columns: ``programme_id``, ``qualification_id`` (required), ``amount``: 1 for a credential, the
    hours granted for one counted in hours. What a granted qualification includes counts too.
    """
    measures = province.qualifications.select("qualification_id", "measure")
    return (
        province.grants.select("programme_id", pl.col("qualification_id").alias("held_id"), "hours")
        .join(stands_for(province, on), on="held_id")
        .rename({"required_id": "qualification_id"})
        .join(measures, on="qualification_id")
        .with_columns(
            pl.when(pl.col("measure") == Measure.HOURS)
            .then(pl.col("hours").fill_null(0.0))
            .otherwise(1.0)
            .alias("amount")
        )
        .filter(pl.col("amount") > 0)
        .group_by("programme_id", "qualification_id")
        .agg(pl.col("amount").max())
        .sort("programme_id", "qualification_id")
    )


def valid_during(first: date, last: date) -> pl.Expr:
    """Return the condition that a dated row holds on at least one day of a period."""
    return in_force(first) | pl.col("valid_from").is_between(first, last)
