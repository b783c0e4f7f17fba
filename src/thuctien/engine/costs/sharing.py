"""Sums shared out so that the parts make the sum again, to the đồng."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def share_out(
    rows: pl.DataFrame, total: str, weight: str, over: Sequence[str], into: str
) -> pl.DataFrame:
    """Return the rows with a column ``into``: the row's part of ``total``, by ``weight``.

    ``total`` is the same in all rows of a group ``over``. By largest remainders: each part is
    rounded down, and what is left goes one by one to those who lost most, the earlier row first.
    A group whose weights are all nothing shares by rows alike.
    """
    # 128 bits: a sum in đồng times a weight in đồng does not fit into 64.
    weights = pl.col(weight).cast(pl.Int128)
    whole = weights.sum().over(over)
    fair = pl.when(whole > 0).then(weights).otherwise(pl.lit(1, pl.Int128))
    product = pl.col(total).cast(pl.Int128) * pl.col("_weight")
    return (
        rows.with_columns(fair.alias("_weight"))
        .with_columns(pl.col("_weight").sum().over(over).alias("_whole"))
        .with_columns(
            (product // pl.col("_whole")).alias("_down"),
            (product % pl.col("_whole")).alias("_rest"),
        )
        .with_columns(
            (pl.col(total) - pl.col("_down").sum().over(over)).alias("_left"),
            pl.col("_rest").rank("ordinal", descending=True).over(over).alias("_place"),
        )
        .with_columns(
            (pl.col("_down") + (pl.col("_place") <= pl.col("_left")).cast(pl.Int128))
            .cast(pl.Int64)
            .alias(into)
        )
        .drop("_weight", "_whole", "_down", "_rest", "_left", "_place")
    )
