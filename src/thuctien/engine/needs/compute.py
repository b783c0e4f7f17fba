"""Needs of a whole province on a date, by set-based steps: no loop over people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import due
from thuctien.engine.needs.profile import posts_held
from thuctien.engine.needs.result import COVERAGE_SCHEMA, NEEDS_SCHEMA, Force, Needs
from thuctien.engine.needs.standing import hours_in_year, level_below, standing, stands_for
from thuctien.engine.needs.subjects import required_of, stated_for, unit_subtree

Progress = Callable[[str, float], None]


def compute_needs(
    province: Province, as_of: date, horizon: date, progress: Progress | None = None
) -> Needs:
    """Compute every person's gaps on ``as_of``, due up to ``horizon`` and later.

    A requirement applies where it is in force on ``as_of`` and its selectors match an appointment
    in force that day. What a person holds counts with everything that it includes. Hours count in
    the calendar year of ``horizon``. Deterministic; raises ``ValueError`` where ``horizon`` is
    before ``as_of``.
    """
    if horizon < as_of:
        raise ValueError(f"the horizon {horizon} is before {as_of}")
    report = progress or (lambda _stage, _fraction: None)
    report("posts", 0.0)
    posts = posts_held(province, as_of)
    report("subjects", 0.2)
    subjects = _subjects(province, posts, as_of)
    report("holdings", 0.4)
    assessed = _assess(province, subjects, as_of, horizon)
    report("gaps", 0.8)
    needs = _needs(assessed)
    coverage = _coverage(assessed)
    report("gaps", 1.0)
    return Needs(as_of, horizon, posts["person_id"].n_unique(), needs, coverage)


def assess_people(province: Province, as_of: date, horizon: date) -> pl.DataFrame:
    """Return every requirement and stated need that applies to anybody, met or not.

    As :func:`compute_needs`, with the met ones kept: columns of :data:`NEEDS_SCHEMA` and ``met``.
    For one person hand in a province with that person's rows only.
    """
    subjects = _subjects(province, posts_held(province, as_of), as_of)
    assessed = _assess(province, subjects, as_of, horizon)
    return assessed.select(*NEEDS_SCHEMA, "met").sort("need_id")


def _subjects(province: Province, posts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Join who is meant with what is asked: one row for each person and source."""
    asked = pl.concat(
        [
            province.requirements.select(
                pl.col("requirement_id").alias("source_id"),
                "qualification_id",
                pl.col("hours").alias("hours_needed"),
                "timing",
                "months",
                "binding",
                pl.col("valid_from").alias("rule_from"),
                pl.lit(None, dtype=pl.Date).alias("due_on"),
            ),
            province.stated_needs.select(
                pl.col("need_id").alias("source_id"),
                "qualification_id",
                pl.col("hours").alias("hours_needed"),
                pl.lit(None, dtype=pl.String).alias("timing"),
                pl.lit(None, dtype=pl.Int64).alias("months"),
                "binding",
                pl.lit(None, dtype=pl.Date).alias("rule_from"),
                "due_on",
            ),
        ]
    )
    measures = province.qualifications.select("qualification_id", "measure")
    subtree = unit_subtree(province.units)
    return (
        pl.concat(
            [
                required_of(province, posts, as_of),
                stated_for(province, posts, subtree, as_of),
            ]
        )
        .join(asked, on="source_id")
        .join(measures, on="qualification_id")
    )


def _assess(province: Province, subjects: pl.DataFrame, as_of: date, horizon: date) -> pl.DataFrame:
    """Return the subjects with what they hold, the gap, the due date and the force."""
    pairs = stands_for(province, as_of)
    credentials = subjects.filter(~due.is_hours())
    wanted = credentials["qualification_id"].unique()
    held = standing(province, pairs, wanted, as_of)
    lower = level_below(province, wanted, as_of)
    credentials = due.credential_gaps(
        _with_standing(_with_standing(credentials, held), lower),
        as_of,
        horizon,
    ).with_columns(
        pl.coalesce("held_id", "lower_id").alias("held_id"),
        pl.coalesce("held_on", "lower_on").alias("held_on"),
        pl.when(pl.col("held_until") < due.NEVER).then(pl.col("held_until")).alias("expired_on"),
        pl.lit(None, dtype=pl.Float64).alias("hours_held"),
    )
    hours = subjects.filter(due.is_hours())
    done = hours_in_year(province, pairs, hours["qualification_id"].unique(), horizon.year, as_of)
    hours = due.hours_gaps(
        _with_standing(hours, done).with_columns(pl.col("hours_held").fill_null(0.0)),
        horizon,
    ).with_columns(
        pl.lit(None, dtype=pl.String).alias("held_id"),
        pl.lit(None, dtype=pl.Date).alias("held_on"),
        pl.lit(None, dtype=pl.Date).alias("expired_on"),
    )
    columns = [c for c in NEEDS_SCHEMA if c not in {"need_id", "force"}]
    return pl.concat(
        [credentials.select(*columns, "met"), hours.select(*columns, "met")]
    ).with_columns(
        pl.concat_str("person_id", "source_id", separator="/").alias("need_id"),
        due.force(as_of, horizon).alias("force"),
    )


def _with_standing(subjects: pl.DataFrame, standing_rows: pl.DataFrame) -> pl.DataFrame:
    """Add to the subjects what is known of the person and the required qualification."""
    return subjects.join(
        standing_rows,
        left_on=["person_id", "qualification_id"],
        right_on=["person_id", "required_id"],
        how="left",
    )


def _needs(assessed: pl.DataFrame) -> pl.DataFrame:
    """Return the gaps only."""
    return (
        assessed.filter(~pl.col("met"))
        .select(pl.col(name).cast(dtype) for name, dtype in NEEDS_SCHEMA.items())
        .sort("need_id")
    )


def _coverage(assessed: pl.DataFrame) -> pl.DataFrame:
    """Count, for each source and unit, to how many people it applies and how they stand."""
    unmet = ~pl.col("met")
    by_force = [
        (unmet & (pl.col("force") == force)).sum().cast(pl.Int64).alias(force) for force in Force
    ]
    return (
        assessed.group_by("source_id", "unit_id")
        .agg(
            pl.len().cast(pl.Int64).alias("subject"),
            pl.col("met").sum().cast(pl.Int64),
            *by_force,
        )
        .select(COVERAGE_SCHEMA)
        .sort("source_id", "unit_id")
    )
