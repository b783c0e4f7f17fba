"""Which programme meets which need, and with how much of it."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Binding, Measure
from thuctien.engine.needs import Force, Needs
from thuctien.engine.needs.profile import in_force
from thuctien.engine.needs.standing import stands_for

TIER_OF_FORCE = {Force.OVERDUE: 0, Force.DUE: 1, Force.RECOMMENDED: 2}


def refused_needs(province: Province, needs: Needs) -> pl.DataFrame:
    """Return the needs that the unit refused, so that no plan of the period serves them.

    Columns: ``need_id``, ``reason``, ``source``. A refusal counts that holds on a day from the date
    of the needs to their horizon; of a mandatory need only one that the province accepted.
    """
    refusals = (
        province.need_refusals.filter(valid_during(needs.as_of, needs.horizon))
        .sort("accepted", "refusal_id", descending=[True, False], nulls_last=True)
        .unique(["person_id", "qualification_id"], keep="first", maintain_order=True)
        .select("person_id", "qualification_id", "reason", "source", "accepted")
    )
    counts = (pl.col("binding") != Binding.MANDATORY) | pl.col("accepted").fill_null(value=False)
    return (
        needs.needs.join(refusals, on=["person_id", "qualification_id"], maintain_order="left")
        .filter(counts)
        .select("need_id", "reason", pl.col("source").fill_null("–"))
    )


def planned_needs(province: Province, needs: Needs) -> pl.DataFrame:
    """Return the needs that a plan serves, with how much each lacks; refused ones are left out.

    Columns: ``need_id``, ``person_id``, ``qualification_id``, ``tier`` (0 overdue, 1 due, 2
    recommended), ``lacking`` (hours for a qualification counted in hours, else 1), ``due_on``.
    """
    measures = province.qualifications.select("qualification_id", "measure")
    lacking = pl.col("hours_needed") - pl.col("hours_held")
    return (
        needs.needs.filter(pl.col("force") != Force.LATER)
        .join(refused_needs(province, needs), on="need_id", how="anti", maintain_order="left")
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
