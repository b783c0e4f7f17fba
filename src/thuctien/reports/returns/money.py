"""What a turn costs: the cost of its class, shared so that the shares add up to it."""

from __future__ import annotations

import polars as pl

from thuctien.reports.closed_sets import Progress


def shared_cost(turns: pl.DataFrame) -> pl.DataFrame:
    """Replace ``class_cost`` and ``learner_cost`` (whole đồng) by ``money``, the turn's part.

    Those who are planned, or decided on, share the cost of their class equally; the đồng that do
    not divide go one by one to the first of them in the order of codes, so that the parts add up
    to the class exactly. Who is only nominated costs nothing yet.
    """
    pays = pl.col(Progress.PLANNED) | pl.col(Progress.DECIDED)
    sharing = pays.sum().over("class_key").cast(pl.Int64)
    place = pays.cast(pl.Int64).cum_sum().over("class_key", order_by="person_id")
    whole = pl.col("class_cost")
    part = whole // sharing + (place <= whole % sharing).cast(pl.Int64)
    return turns.with_columns(
        pl.when(pays).then(part + pl.col("learner_cost")).otherwise(0).alias("money")
    ).drop("class_cost", "learner_cost")
