"""Needs of a whole province on a date, by set-based steps: no loop over people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Measure
from thuctien.engine.needs import due
from thuctien.engine.needs.profile import posts_held, posts_to_come
from thuctien.engine.needs.result import COVERAGE_SCHEMA, NEEDS_SCHEMA, Force, Needs
from thuctien.engine.needs.standing import hours_since, level_below, standing, stands_for
from thuctien.engine.needs.subjects import required_of, stated_for, unit_subtree
from thuctien.engine.needs.wording import SharedCodesError

Progress = Callable[[str, float], None]


def compute_needs(
    province: Province, as_of: date, horizon: date, progress: Progress | None = None
) -> Needs:
    """Compute every person's gaps on ``as_of``, due up to ``horizon`` and later.

    A requirement applies where it is in force on ``as_of`` and its selectors match an appointment
    in force that day; one to be met before appointment also where the appointment begins up to
    ``horizon``. What a person holds counts with everything that it includes. Hours that a
    requirement asks for count in the calendar year of ``horizon``. The rules one by one, with their
    sources: docs/algorithms/needs.md. Deterministic; raises ``ValueError`` where ``horizon`` is
    before ``as_of``, :class:`SharedCodesError` where a requirement and a stated need share a code.
    """
    if horizon < as_of:
        raise ValueError(f"the horizon {horizon} is before {as_of}")
    report = progress or (lambda _stage, _fraction: None)
    report("posts", 0.0)
    posts = posts_held(province, as_of)
    report("subjects", 0.1)
    subjects = _subjects(province, posts, as_of, horizon)
    report("holdings", 0.3)
    assessed = _assess(province, subjects, as_of, horizon)
    report("gaps", 0.5)
    needs, coverage = pl.collect_all([_needs(assessed), _coverage(assessed)])
    report("gaps", 1.0)
    return Needs(as_of, horizon, posts["person_id"].n_unique(), needs, coverage)


def assess_people(province: Province, as_of: date, horizon: date) -> pl.DataFrame:
    """Return every requirement and stated need that applies to anybody, met or not.

    As :func:`compute_needs`, with the met ones kept: columns of :data:`NEEDS_SCHEMA` and ``met``.
    For one person hand in a province with that person's rows only.
    """
    subjects = _subjects(province, posts_held(province, as_of), as_of, horizon)
    return _in_order(_assess(province, subjects, as_of, horizon), "met").collect()


def _subjects(province: Province, posts: pl.DataFrame, as_of: date, horizon: date) -> pl.DataFrame:
    """Return who is asked for what, by a requirement or by somebody."""
    _refuse_shared_codes(province)
    coming = posts_to_come(province, posts, as_of, horizon)
    subtree = unit_subtree(province.units)
    return pl.concat(
        [
            required_of(province, posts, coming, as_of),
            stated_for(province, posts, subtree, as_of),
        ]
    )


def _refuse_shared_codes(province: Province) -> None:
    """Keep the needs of a requirement and of a stated need apart: ``need_id`` names the source."""
    requirements = set(province.requirements["requirement_id"])
    shared = sorted(requirements.intersection(province.stated_needs["need_id"]))
    if shared:
        raise SharedCodesError(shared)


def _assess(province: Province, subjects: pl.DataFrame, as_of: date, horizon: date) -> pl.LazyFrame:
    """Return the subjects with what they hold, the gap, the due date and the force.

    Lazy, so that the wide rows are never all in memory at once.
    """
    pairs = stands_for(province, as_of)
    by_hours = province.qualifications.filter(pl.col("measure") == Measure.HOURS)
    asks_hours = pl.col("qualification_id").is_in(by_hours["qualification_id"].implode())
    assessed = [
        _assess_credentials(province, subjects.filter(~asks_hours), pairs, as_of, horizon),
        _assess_hours(province, subjects.filter(asks_hours), pairs, as_of, horizon),
    ]
    return pl.concat(assessed).with_columns(due.force(as_of, horizon).alias("force"))


_ASSESSED = [name for name in NEEDS_SCHEMA if name not in {"need_id", "force"}]


def _assess_credentials(
    province: Province, subjects: pl.DataFrame, pairs: pl.DataFrame, as_of: date, horizon: date
) -> pl.LazyFrame:
    """Compare subjects of sources that ask for a credential with the credentials held."""
    wanted = subjects["qualification_id"].unique()
    known = ["person_id", "qualification_id"]
    held = standing(province, pairs, wanted, as_of).rename({"required_id": "qualification_id"})
    lower = level_below(province, wanted, as_of).rename({"required_id": "qualification_id"})
    compared = (subjects.lazy().join(held.lazy(), on=known, how="left")).join(
        lower.lazy(), on=known, how="left"
    )
    return (
        due.credential_gaps(compared, as_of, horizon)
        .with_columns(
            pl.coalesce("held_id", "lower_id").alias("held_id"),
            pl.coalesce("held_on", "lower_on").alias("held_on"),
            pl.when(pl.col("held_until") < due.NEVER).then("held_until").alias("expired_on"),
            pl.lit(None, dtype=pl.Float64).alias("hours_held"),
        )
        .select(*_ASSESSED, "met")
    )


def _assess_hours(
    province: Province, subjects: pl.DataFrame, pairs: pl.DataFrame, as_of: date, horizon: date
) -> pl.LazyFrame:
    """Compare subjects of sources that ask for hours with those since the year they are due.

    What is done late still counts. A requirement is due in the year of ``horizon``, so that
    nothing can be later there.
    """
    wanted = subjects["qualification_id"].unique()
    done = hours_since(province, pairs, wanted, as_of).rename({"required_id": "qualification_id"})
    dated = (
        subjects.lazy()
        .with_columns(due.hours_due(horizon).alias("due_on"))
        .with_columns(pl.col("due_on").dt.year().alias("year"))
        .sort("year", maintain_order=True)
    )
    compared = dated.join_asof(
        done.lazy(),
        on="year",
        by=["person_id", "qualification_id"],
        strategy="forward",
        check_sortedness=False,  # polars cannot check within groups; sorted above
    )
    return (
        due.hours_gaps(compared)
        .with_columns(
            pl.lit(None, dtype=pl.String).alias("held_id"),
            pl.lit(None, dtype=pl.Date).alias("held_on"),
            pl.lit(None, dtype=pl.Date).alias("expired_on"),
        )
        .select(*_ASSESSED, "met")
    )


def _in_order(assessed: pl.LazyFrame, *more: str) -> pl.LazyFrame:
    """Return the columns of :data:`NEEDS_SCHEMA` and ``more``, by person and source."""
    return (
        assessed.sort("person_id", "source_id")
        .with_columns(pl.concat_str("person_id", "source_id", separator="/").alias("need_id"))
        .select(*(pl.col(name).cast(dtype) for name, dtype in NEEDS_SCHEMA.items()), *more)
    )


def _needs(assessed: pl.LazyFrame) -> pl.LazyFrame:
    """Return the gaps only."""
    return _in_order(assessed.filter(~pl.col("met")))


def _coverage(assessed: pl.LazyFrame) -> pl.LazyFrame:
    """Count, for each source and unit, to how many people it applies and how they stand."""
    unmet = ~pl.col("met")
    by_force = [(unmet & (pl.col("force") == force)).sum().alias(force) for force in Force]
    return (
        assessed.group_by("source_id", "unit_id")
        .agg(pl.len().alias("subject"), pl.col("met").sum(), *by_force)
        .select(pl.col(name).cast(dtype) for name, dtype in COVERAGE_SCHEMA.items())
        .sort("source_id", "unit_id")
    )
