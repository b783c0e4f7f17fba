"""Which needs appear, vanish or change, and why."""

from __future__ import annotations

import polars as pl

from thuctien.engine.scenarios.differences import (
    NEEDS_COUNTED,
    NEEDS_DIFFERING,
    NeedChange,
    NeedWhy,
)
from thuctien.engine.scenarios.outcome import Outcome

_SAME = ["person_id", "qualification_id"]
_FACTS = ["need_id", "unit_id", "source_id", "force", "due_on"]


def paired_needs(before: Outcome, after: Outcome) -> pl.DataFrame:
    """Return every need of either year beside its other self, null where it has none.

    A need is the same where the same source asks it of the same person; else, since a rule may
    follow another, where a person needs the same qualification, the earliest due first. Columns:
    ``person_id``, ``qualification_id``, and each of need, unit, source, force and due date with
    ``_before`` and ``_after``.
    """
    old, new = _side(before.needs, "before"), _side(after.needs, "after")
    same = old.join(
        new.drop("qualification_id"),
        left_on=["person_id", "need_id_before"],
        right_on=["person_id", "need_id_after"],
        coalesce=False,
    ).drop("person_id_right")
    old_left = _numbered(old.join(same, on="need_id_before", how="anti"), "before")
    new_left = _numbered(new.join(same, on="need_id_after", how="anti"), "after")
    rest = old_left.join(new_left, on=[*_SAME, "nth"], how="full", coalesce=True).drop("nth")
    return pl.concat([same, rest.select(same.columns)]).sort(
        *_SAME, "need_id_before", "need_id_after"
    )


def _side(needs: pl.DataFrame, side: str) -> pl.DataFrame:
    return needs.select(*_SAME, *(pl.col(name).alias(f"{name}_{side}") for name in _FACTS))


def _numbered(needs: pl.DataFrame, side: str) -> pl.DataFrame:
    ordered = needs.sort(*_SAME, f"due_on_{side}", f"need_id_{side}", nulls_last=True)
    return ordered.with_columns(pl.int_range(pl.len()).over(_SAME).alias("nth"))


def differing_needs(pairs: pl.DataFrame, before: Outcome, after: Outcome) -> pl.DataFrame:
    """Return the pairs that are not alike: columns of :data:`NEEDS_DIFFERING`."""
    appears = pl.col("need_id_before").is_null()
    vanishes = pl.col("need_id_after").is_null()
    other_force = pl.col("force_before").ne_missing(pl.col("force_after"))
    other_day = pl.col("due_on_before").ne_missing(pl.col("due_on_after"))
    old = before.sources["source_id"].implode()
    new = after.sources["source_id"].implode()
    why = (
        pl.when(appears & ~pl.col("source_id_after").is_in(old))
        .then(pl.lit(NeedWhy.NEW_RULE))
        .when(appears)
        .then(pl.lit(NeedWhy.NEWLY_MEANT))
        .when(vanishes & ~pl.col("source_id_before").is_in(new))
        .then(pl.lit(NeedWhy.RULE_ENDED))
        .when(vanishes)
        .then(pl.lit(NeedWhy.NO_LONGER_MEANT))
        .otherwise(pl.lit(NeedWhy.OTHER_RULE))
    )
    change = (
        pl.when(appears)
        .then(pl.lit(NeedChange.APPEARS))
        .when(vanishes)
        .then(pl.lit(NeedChange.VANISHES))
        .otherwise(pl.lit(NeedChange.CHANGES))
    )
    names = {f"due_on_{side}": f"due_{side}" for side in ("before", "after")}
    names |= {f"{n}_id_{s}": f"{n}_{s}" for n in ("unit", "source") for s in ("before", "after")}
    return (
        pairs.filter(appears | vanishes | other_force | other_day)
        .with_columns(change.alias("change"), why.alias("why"))
        .rename(names)
        .select(pl.col(name).cast(dtype) for name, dtype in NEEDS_DIFFERING.items())
    )


def counted_needs(pairs: pl.DataFrame) -> pl.DataFrame:
    """Count the needs by qualification and force: columns of :data:`NEEDS_COUNTED`."""
    stays = pl.col("force_before").eq_missing(pl.col("force_after"))
    sides = [
        pairs.filter(pl.col(f"force_{side}").is_not_null()).select(
            "qualification_id",
            pl.col(f"force_{side}").alias("force"),
            pl.lit(int(side == "before")).alias("before"),
            pl.lit(int(side == "after")).alias("after"),
            (~stays if side == "after" else pl.lit(value=False)).alias("appears"),
            (~stays if side == "before" else pl.lit(value=False)).alias("vanishes"),
        )
        for side in ("before", "after")
    ]
    return (
        pl.concat(sides)
        .group_by("qualification_id", "force")
        .agg(pl.col("before", "after", "appears", "vanishes").sum())
        .sort("qualification_id", "force")
        .select(pl.col(name).cast(dtype) for name, dtype in NEEDS_COUNTED.items())
    )
