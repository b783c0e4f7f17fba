"""Puts nominations into a total order, with what decided between neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from thuctien.engine.selection.criteria import DEFAULT_ORDER, Criterion, Tie, key_of

CANDIDATES_SCHEMA: dict[str, pl.DataType] = {
    "nomination_id": pl.Int64(),
    "person_id": pl.String(),
    "submitted": pl.Datetime("us"),
    "verdict": pl.String(),
    "had_a_seat": pl.Boolean(),
    "force": pl.String(),
    "due_on": pl.Date(),
    "planned": pl.Boolean(),
    "years_left": pl.Int64(),
    "times_refused": pl.Int64(),
}

RANKING_SCHEMA: dict[str, pl.DataType] = {
    "nomination_id": pl.Int64(),
    "place": pl.Int64(),  # 1, 2, 3 …: no two alike
    "rank": pl.Int64(),  # as place, but the same for those equal in every criterion
    "above": pl.Int64(),  # the nomination one place higher, null for the first
    "decided_by": pl.String(),  # Criterion or Tie that puts «above» higher
    "own": pl.String(),  # the own value in it, ISO for days
    "other": pl.String(),  # that of «above»
}


def rank_candidates(
    candidates: pl.DataFrame, order: Sequence[Criterion] = DEFAULT_ORDER
) -> pl.DataFrame:
    """Return the candidates in their order (:data:`RANKING_SCHEMA`), best first.

    ``candidates`` has :data:`CANDIDATES_SCHEMA`. Two are compared by the first criterion of
    ``order`` in which they differ; those who differ in none have the same rank, and the tie is
    settled by the earlier submission, then by the person's code. The order of the rows that come in
    does not matter.
    """
    keys = {f"key {c}": key_of(c) for c in order}
    ties = {Tie.SUBMITTED: pl.col("submitted"), Tie.CODE: pl.col("person_id")}
    ranked = (
        candidates.select(*CANDIDATES_SCHEMA)
        .with_columns(expression.alias(name) for name, expression in keys.items())
        .sort(*keys, "submitted", "person_id", "nomination_id")
        .with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("place"))
    )
    deciding = pl.coalesce(
        *(_differs(f"key {c}", c) for c in order),
        *(_differs(column.meta.output_name(), tie) for tie, column in ties.items()),
        pl.lit(None, pl.String),
    )
    return (
        ranked.with_columns(
            deciding.alias("decided_by"), pl.col("nomination_id").shift(1).alias("above")
        )
        .with_columns(_rank(), *_values(order))
        .select(*RANKING_SCHEMA)
        .cast(RANKING_SCHEMA)  # type: ignore[arg-type]
    )


def _differs(column: str, name: str) -> pl.Expr:
    return pl.when(pl.col(column) != pl.col(column).shift(1)).then(pl.lit(str(name)))


def _rank() -> pl.Expr:
    is_tied = pl.col("decided_by").is_in([str(tie) for tie in Tie]).fill_null(value=False)
    return pl.when(~is_tied).then("place").forward_fill().alias("rank")


def _values(order: Sequence[Criterion]) -> Iterator[pl.Expr]:
    """Yield the own value, and that of who is one place higher, in what decided."""
    for name, before in (("own", 0), ("other", 1)):
        chosen = [
            pl.when(pl.col("decided_by") == str(criterion)).then(
                pl.col(criterion).shift(before).cast(pl.String)
            )
            for criterion in order
        ]
        yield pl.coalesce(*chosen, pl.lit(None, pl.String)).alias(name)
