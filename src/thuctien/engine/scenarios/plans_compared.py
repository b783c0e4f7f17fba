"""Which classes and which turns differ between two plans, and why."""

from __future__ import annotations

import polars as pl

from thuctien.engine.planning.result import Outcome as Answered
from thuctien.engine.scenarios.differences import (
    CLASSES_DIFFERING,
    TURNS_DIFFERING,
    ClassChange,
    TurnChange,
    TurnWhy,
)
from thuctien.engine.scenarios.outcome import Outcome, PlanFrames

_CLASS = ["programme_id", "mode", "site_id", "starts_on"]
_FORCES = ("overdue", "due", "recommended", "later")


def differing_classes(before: PlanFrames, after: PlanFrames) -> pl.DataFrame:
    """Return the classes that are not alike: columns of :data:`CLASSES_DIFFERING`.

    Codes of classes follow their order in one plan, so they say nothing across plans: a class is
    the same where programme, form, site and week are.
    """
    old, new = _classes(before.classes, "before"), _classes(after.classes, "after")
    both = old.join(new, on=[*_CLASS, "nth"], how="full", coalesce=True)
    change = (
        pl.when(pl.col("class_before").is_null())
        .then(pl.lit(ClassChange.OPENED))
        .when(pl.col("class_after").is_null())
        .then(pl.lit(ClassChange.CLOSED))
        .when(pl.col("size_before") != pl.col("size_after"))
        .then(pl.lit(ClassChange.RESIZED))
        .when(pl.col("cost_before") != pl.col("cost_after"))
        .then(pl.lit(ClassChange.REPRICED))
    )
    return (
        both.with_columns(change.alias("change"))
        .filter(pl.col("change").is_not_null())
        .sort(*_CLASS, "nth")
        .select(pl.col(name).cast(dtype) for name, dtype in CLASSES_DIFFERING.items())
    )


def _classes(classes: pl.DataFrame, side: str) -> pl.DataFrame:
    return (
        classes.sort(*_CLASS, "class_id")
        .with_columns(pl.int_range(pl.len()).over(_CLASS).alias("nth"))
        .select(
            *_CLASS,
            "nth",
            pl.col("class_id").alias(f"class_{side}"),
            pl.col("size").alias(f"size_{side}"),
            pl.col("cost").alias(f"cost_{side}"),
        )
    )


def differing_turns(
    before: Outcome, after: Outcome, pairs: pl.DataFrame, old: PlanFrames, new: PlanFrames
) -> pl.DataFrame:
    """Return the turns that are not alike, each with why: columns of :data:`TURNS_DIFFERING`.

    ``pairs`` comes from :func:`paired_needs`. Two classes of one programme, form, site and week are
    the same to a learner.
    """
    on = ["person_id", "programme_id", "nth"]
    both = _turns(old, "before").join(_turns(new, "after"), on=on, how="full", coalesce=True)
    change = (
        pl.when(pl.col("class_before").is_null())
        .then(pl.lit(TurnChange.GAINS))
        .when(pl.col("class_after").is_null())
        .then(pl.lit(TurnChange.LOSES))
        .when(
            pl.any_horizontal(
                pl.col(f"{name}_before") != pl.col(f"{name}_after")
                for name in ("mode", "site", "starts")
            )
        )
        .then(pl.lit(TurnChange.MOVES))
    )
    apart = both.with_columns(change.alias("change")).filter(pl.col("change").is_not_null())
    apart = (
        apart.join(before.units.rename({"unit_id": "unit_before"}), on="person_id", how="left")
        .join(after.units.rename({"unit_id": "unit_after"}), on="person_id", how="left")
        .sort("person_id", "programme_id", "nth")
    )
    loses = apart.filter(pl.col("change") == TurnChange.LOSES)
    gains = apart.filter(pl.col("change") == TurnChange.GAINS)
    moves = apart.filter(pl.col("change") == TurnChange.MOVES)
    parts = [
        _forced(_with_why(loses, pairs, "before", old, new), new),
        _with_why(gains, pairs, "after", new, old),
        _forced(_moved(moves, new), new),
    ]
    columns = [pl.col(name).cast(dtype) for name, dtype in TURNS_DIFFERING.items()]
    return pl.concat([part.select(columns) for part in parts]).sort(
        "person_id", "programme_id", "starts_before", "starts_after"
    )


def _turns(plan: PlanFrames, side: str) -> pl.DataFrame:
    return (
        plan.turns.select("person_id", "class_id")
        .join(plan.classes.select("class_id", *_CLASS), on="class_id")
        .sort("person_id", "programme_id", "starts_on", "class_id")
        .with_columns(pl.int_range(pl.len()).over("person_id", "programme_id").alias("nth"))
        .select(
            "person_id",
            "programme_id",
            "nth",
            pl.col("class_id").alias(f"class_{side}"),
            pl.col("mode").alias(f"mode_{side}"),
            pl.col("site_id").alias(f"site_{side}"),
            pl.col("starts_on").alias(f"starts_{side}"),
        )
    )


def _with_why(
    turns: pl.DataFrame, pairs: pl.DataFrame, side: str, here: PlanFrames, there: PlanFrames
) -> pl.DataFrame:
    """Say why turns of one plan are not in the other: by the need that the class was to meet.

    Of several needs the most pressing one speaks.
    """
    other = "after" if side == "before" else "before"
    gone = TurnWhy.NEED_GONE if side == "before" else TurnWhy.NEW_NEED
    sent = here.answers.filter(pl.col("outcome") == Answered.SENT).select(
        pl.col("need_id").alias(f"need_id_{side}"), pl.col("class_id").alias(f"class_{side}")
    )
    answered = there.answers.select(
        pl.col("need_id").alias(f"need_id_{other}"), "outcome", "reason", "figures"
    )
    pressing = pl.col(f"force_{side}").replace_strict(
        list(_FORCES), list(range(len(_FORCES))), default=len(_FORCES), return_dtype=pl.Int64
    )
    needs = (
        pairs.join(sent, on=f"need_id_{side}")
        .join(answered, on=f"need_id_{other}", how="left")
        .with_columns(pressing.alias("pressing"))
        .sort("person_id", f"class_{side}", "pressing", f"due_on_{side}", f"need_id_{side}")
        .unique(["person_id", f"class_{side}"], keep="first", maintain_order=True)
        .with_columns(
            pl.when(pl.col(f"need_id_{other}").is_null())
            .then(pl.lit(gone))
            .when(pl.col("outcome") == Answered.SENT)
            .then(pl.lit(TurnWhy.OTHER_COURSE))
            .otherwise(pl.lit(TurnWhy.ANSWER))
            .alias("why")
        )
        .select("person_id", f"class_{side}", "qualification_id", "why", "reason", "figures")
    )
    return turns.join(
        needs, on=["person_id", f"class_{side}"], how="left", maintain_order="left"
    ).with_columns(pl.col("why").fill_null(pl.lit(TurnWhy.REARRANGED)))


def _forced(turns: pl.DataFrame, new: PlanFrames) -> pl.DataFrame:
    """Say what forced a change, where the new plan was made from the old one and knows.

    That a need is gone is said first: then nothing else had to force it.
    """
    if new.touched is None:
        return turns
    causes = new.touched.select(
        "person_id",
        pl.col("class_id").alias("class_before"),
        "cause",
        pl.col("figures").alias("cause_figures"),
    )
    known = pl.col("cause").is_not_null() & (pl.col("why") != TurnWhy.NEED_GONE)
    return turns.join(
        causes, on=["person_id", "class_before"], how="left", maintain_order="left"
    ).with_columns(
        pl.when(known).then(pl.lit(TurnWhy.FORCED)).otherwise("why").alias("why"),
        pl.when(known).then("cause").otherwise("reason").alias("reason"),
        pl.when(known).then("cause_figures").otherwise("figures").alias("figures"),
    )


def _moved(turns: pl.DataFrame, new: PlanFrames) -> pl.DataFrame:
    """Say why somebody changes class within a programme."""
    opened = new.classes.select(
        "programme_id",
        pl.col("mode").alias("mode_before"),
        pl.col("site_id").alias("site_before"),
        pl.col("starts_on").alias("starts_before"),
        pl.lit(value=True).alias("still"),
    ).unique()
    on = ["programme_id", "mode_before", "site_before", "starts_before"]
    nothing = pl.lit(None, dtype=pl.String)
    return turns.join(opened, on=on, how="left", maintain_order="left").with_columns(
        pl.when(pl.col("still"))
        .then(pl.lit(TurnWhy.OTHER_CLASS))
        .otherwise(pl.lit(TurnWhy.CLASS_NOT_OPENED))
        .alias("why"),
        nothing.alias("qualification_id"),
        nothing.alias("reason"),
        nothing.alias("figures"),
    )
