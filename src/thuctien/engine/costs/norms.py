"""Norms of cost as dated data: which one holds for each item of each class."""

from __future__ import annotations

from enum import StrEnum

import polars as pl


class Count(StrEnum):
    """What a norm is multiplied by."""

    CLASS = "class"
    SESSION = "session"
    """A half day of the class."""
    LECTURER_SESSION = "lecturer_session"
    """A half day taught by a lecturer of the norm's kind."""
    LEARNER = "learner"
    LEARNER_DAY = "learner_day"
    LEARNER_NIGHT = "learner_night"
    """A night between two days of study in a row; weekends are spent at home."""
    LEARNER_KM = "learner_km"
    """A kilometre there or back: one journey both ways for each run of days of study."""


BY_LEARNER = (Count.LEARNER, Count.LEARNER_DAY, Count.LEARNER_NIGHT, Count.LEARNER_KM)

NORMS_SCHEMA: dict[str, pl.DataType] = {
    "norm_id": pl.String(),
    "item": pl.String(),
    "count": pl.String(),
    "amount": pl.Int64(),
    "programme_kind": pl.String(),
    "mode": pl.String(),
    "site_kind": pl.String(),
    "lecturer_kind": pl.String(),
    "from_km": pl.Int64(),
    "budget_percent": pl.Int64(),
    "budget_id": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
}
"""One norm a row: ``amount`` in whole đồng for one of ``count``.

``programme_kind``, ``mode``, ``site_kind``, ``lecturer_kind`` narrow it; empty text is all. A norm
counted by learners looks at those who live ``from_km`` or farther. The budget line ``budget_id``
(empty: that of the programme) pays ``budget_percent`` of it, the learner's agency the rest. Both
days are included; null is without end.
"""

_OF_CLASS = ("programme_kind", "mode", "site_kind")


def norms_of_classes(
    classes: pl.DataFrame, teaching: pl.DataFrame, norms: pl.DataFrame
) -> pl.DataFrame:
    """Return the norm of each item for each class, and for each kind of lecturer who teaches it.

    ``classes`` and ``teaching`` as in :mod:`thuctien.engine.costs.estimate`; the day on which the
    class starts chooses. Of several norms for one item the one that is narrowed by more stands,
    then the newer, then the one with the lower code. Columns: ``class_id``, ``taught_by`` (empty
    where the norm does not count lecturers), ``lecturer_sessions`` and those of
    :data:`NORMS_SCHEMA`.
    """
    fitting = _fitting(classes, norms)
    by_lecturer = pl.col("count") == Count.LECTURER_SESSION
    taught = (
        fitting.filter(by_lecturer)
        .join(
            teaching.select(
                "class_id",
                pl.col("lecturer_kind").alias("taught_by"),
                pl.col("sessions").alias("lecturer_sessions"),
            ),
            on="class_id",
        )
        .filter(
            (pl.col("lecturer_kind") == "") | (pl.col("lecturer_kind") == pl.col("taught_by")),
        )
    )
    others = fitting.filter(~by_lecturer).with_columns(
        pl.lit("").alias("taught_by"), pl.lit(0, pl.Int64).alias("lecturer_sessions")
    )
    return _first_of_each(pl.concat([taught.select(others.columns), others]))


def items_without_norm(classes: pl.DataFrame, norms: pl.DataFrame) -> pl.DataFrame:
    """Return the items that have norms for such a class, but none on its day.

    Columns ``class_id`` and ``item``, in order.
    """
    some_day = _for_such_classes(classes, norms)
    return (
        some_day.select("class_id", "item")
        .unique()
        .join(some_day.filter(_ON_ITS_DAY), on=["class_id", "item"], how="anti")
        .sort("class_id", "item")
    )


_ON_ITS_DAY = (pl.col("valid_from").is_null() | (pl.col("valid_from") <= pl.col("starts_on"))) & (
    pl.col("valid_to").is_null() | (pl.col("starts_on") <= pl.col("valid_to"))
)


def _fitting(classes: pl.DataFrame, norms: pl.DataFrame) -> pl.DataFrame:
    """Return each class with every norm that holds on the day on which it starts."""
    return _for_such_classes(classes, norms).filter(_ON_ITS_DAY)


def _for_such_classes(classes: pl.DataFrame, norms: pl.DataFrame) -> pl.DataFrame:
    """Return each class with the norms for such classes, of every date."""
    of_class = classes.select(
        "class_id", "starts_on", *(pl.col(name).alias(f"class_{name}") for name in _OF_CLASS)
    )
    return of_class.join(norms, how="cross").filter(
        *((pl.col(name) == "") | (pl.col(name) == pl.col(f"class_{name}")) for name in _OF_CLASS)
    )


def _first_of_each(candidates: pl.DataFrame) -> pl.DataFrame:
    narrowed = pl.sum_horizontal(
        (pl.col(name) != "").cast(pl.Int8) for name in (*_OF_CLASS, "lecturer_kind")
    )
    one = ["class_id", "item", "taught_by"]
    return (
        candidates.with_columns(narrowed.alias("narrowed"))
        .sort(
            *one,
            "narrowed",
            "valid_from",
            "norm_id",
            descending=[False, False, False, True, True, False],
            nulls_last=True,
        )
        .unique(one, keep="first", maintain_order=True)
        .select("class_id", "taught_by", "lecturer_sessions", *NORMS_SCHEMA)
    )
