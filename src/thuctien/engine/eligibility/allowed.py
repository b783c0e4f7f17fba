"""The days on which a rule is fulfilled: age, service and sanctions change, so it is not yes or no.

Every rule answers with runs of days, both ends included. The planner intersects them to windows,
and the assessment of a person looks up one day in them: one definition for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.engine.eligibility.facts import Facts
from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model.choices import Predicate

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)

_DAY = pl.duration(days=1)
_CODE_COLUMNS = {
    Predicate.LEADERSHIP_LEVELS: "leadership_levels",
    Predicate.POST_FAMILIES: "families",
    Predicate.RANKS: "ranks",
    Predicate.UNIT_KINDS: "unit_kinds",
}


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date


def allowed_days(rule: Rule, facts: Facts, period: Period) -> pl.DataFrame:
    """Return the runs of days on which people fulfil a rule, whenever it is in force.

    Columns: ``person_id``, ``lower``, ``upper``, ``open``: only a document can show whether it is
    fulfilled on these days, because the records do not say. At least all such days within
    ``period`` are there; runs of a person do not overlap.
    """
    if rule.predicate in _COLUMNS:
        return _from_columns(facts, *_COLUMNS[rule.predicate](rule))
    return _FRAMES[rule.predicate](rule, facts, period)


def _from_columns(facts: Facts, lower: pl.Expr, upper: pl.Expr) -> pl.DataFrame:
    runs = facts.people.select("person_id", lower.alias("lower"), upper.alias("upper"))
    some = (pl.col("lower") <= pl.col("upper")) & (pl.col("lower") < LATEST)
    return _runs(runs.filter(some))


def _runs(frame: pl.DataFrame, *, is_open: bool = False) -> pl.DataFrame:
    return frame.select("person_id", "lower", "upper", pl.lit(is_open).alias("open"))


def _always(people: pl.DataFrame, *, is_open: bool = False) -> pl.DataFrame:
    ends = people.select(
        "person_id", pl.lit(EARLIEST).alias("lower"), pl.lit(LATEST).alias("upper")
    )
    return _runs(ends, is_open=is_open)


def _months(rule: Rule) -> int:
    """Return a number of years as months; halves of years may be written."""
    return round(12 * (rule.number or 0))


def _min_age(rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    return pl.col("birth_date").dt.offset_by(f"{_months(rule)}mo"), pl.lit(LATEST)


def _max_age(rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    birthday_after = pl.col("birth_date").dt.offset_by(f"{_months(rule) + 12}mo")
    return pl.lit(EARLIEST), birthday_after.dt.offset_by("-1d")


def _min_service(rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    served = pl.col("service_from").dt.offset_by(f"{_months(rule)}mo")
    return served.fill_null(LATEST), pl.lit(LATEST)


def _min_to_retirement(rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    left = pl.col("retires_on").dt.offset_by(f"-{_months(rule)}mo")
    return pl.lit(EARLIEST), left.fill_null(LATEST)


def _has_code(rule: Rule) -> tuple[pl.Expr, pl.Expr]:
    shared = pl.col(_CODE_COLUMNS[rule.predicate]).list.set_intersection(list(rule.codes))
    lower = pl.when(shared.list.len() > 0).then(pl.lit(EARLIEST)).otherwise(pl.lit(LATEST))
    return lower, pl.lit(LATEST)


def _holds(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    return _always(facts.people.join(_holders(rule, facts), on="person_id", how="semi"))


def _holds_not(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    return _always(facts.people.join(_holders(rule, facts), on="person_id", how="anti"))


def _holders(rule: Rule, facts: Facts) -> pl.DataFrame:
    return facts.held.filter(pl.col("required_id").is_in(rule.codes)).select("person_id").unique()


def _rated(rule: Rule, facts: Facts, period: Period) -> pl.DataFrame:
    """Look at the years just before that of each day; a year without a row leaves it open."""
    years = max(1, round(rule.number or 1))
    good = pl.col("grade").is_in(rule.codes)
    parts = []
    for year in range(period.first.year, period.last.year + 1):
        counted = (
            facts.ratings.filter(pl.col("year").is_between(year - years, year - 1))
            .group_by("person_id")
            .agg(good.sum().alias("good"), (~good).sum().alias("bad"))
        )
        known = facts.people.select("person_id").join(counted, on="person_id", how="left")
        parts.append(
            known.filter(pl.col("bad").fill_null(0) == 0).select(
                "person_id",
                pl.lit(date(year, 1, 1)).alias("lower"),
                pl.lit(date(year, 12, 31)).alias("upper"),
                (pl.col("good").fill_null(0) < years).alias("open"),
            )
        )
    return pl.concat(parts).sort("person_id", "lower")


def _no_discipline(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    """Return the gaps between disciplines of the forms that the rule names."""
    named = pl.col("form").is_in(rule.codes) if rule.codes else pl.lit(value=True)
    under = (
        facts.disciplines.filter(named)
        .select("person_id", "valid_from", pl.col("valid_to").fill_null(LATEST))
        .sort("person_id", "valid_from")
        .with_columns(pl.col("valid_to").cum_max().over("person_id").alias("until"))
    )
    before = under.select(
        "person_id",
        (pl.col("until").shift(1).over("person_id") + _DAY).fill_null(EARLIEST).alias("lower"),
        (pl.col("valid_from") - _DAY).alias("upper"),
    )
    after = (
        under.group_by("person_id")
        .agg(pl.col("until").max())
        .filter(pl.col("until") < LATEST)
        .select("person_id", (pl.col("until") + _DAY).alias("lower"), pl.lit(LATEST).alias("upper"))
    )
    gaps = pl.concat([before, after]).filter(pl.col("lower") <= pl.col("upper"))
    gaps = gaps.join(facts.people, on="person_id", how="semi").sort("person_id", "lower")
    free = facts.people.join(under, on="person_id", how="anti")
    return pl.concat([_always(free), _runs(gaps)])


def _since_training(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    return _since(rule, facts, "qualification_id")


def _since_kind(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    return _since(rule, facts, "kind")


def _since(rule: Rule, facts: Facts, column: str) -> pl.DataFrame:
    named = pl.col(column).is_in(rule.codes) if rule.codes else pl.lit(value=True)
    last = facts.awards.filter(named).group_by("person_id").agg(pl.col("awarded_on").max())
    months = round(rule.number or 0)
    runs = facts.people.select("person_id").join(last, on="person_id", how="left")
    again = pl.col("awarded_on").dt.offset_by(f"{months}mo").fill_null(EARLIEST)
    return _runs(runs.select("person_id", again.alias("lower"), pl.lit(LATEST).alias("upper")))


def _planned(rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    if not facts.plans_count:
        return _always(facts.people, is_open=True)
    planned = facts.plans.filter(pl.col("leadership_level").is_in(rule.codes)).select(
        "person_id",
        pl.col("valid_from").alias("lower"),
        pl.col("valid_to").fill_null(LATEST).alias("upper"),
    )
    known = planned.join(facts.people, on="person_id", how="semi")
    return merged(_runs(known.filter(pl.col("lower") <= pl.col("upper"))))


def _documented(_rule: Rule, facts: Facts, _period: Period) -> pl.DataFrame:
    return _always(facts.people, is_open=True)


def merged(runs: pl.DataFrame) -> pl.DataFrame:
    """Return runs with those of a person that touch or overlap made one; open only if all were."""
    ordered = runs.sort("person_id", "lower").with_columns(
        pl.col("upper").cum_max().over("person_id").alias("reach")
    )
    starts = (pl.col("reach").shift(1).over("person_id") + _DAY < pl.col("lower")).fill_null(
        value=True
    )
    return (
        ordered.with_columns(starts.cum_sum().over("person_id").alias("run"))
        .group_by("person_id", "run", maintain_order=True)
        .agg(pl.col("lower").first(), pl.col("upper").max(), pl.col("open").all())
        .drop("run")
    )


_COLUMNS: Mapping[Predicate, Callable[[Rule], tuple[pl.Expr, pl.Expr]]] = {
    Predicate.MIN_AGE: _min_age,
    Predicate.MAX_AGE: _max_age,
    Predicate.MIN_SERVICE_YEARS: _min_service,
    Predicate.MIN_YEARS_TO_RETIREMENT: _min_to_retirement,
    **dict.fromkeys(_CODE_COLUMNS, _has_code),
}
_FRAMES: Mapping[Predicate, Callable[[Rule, Facts, Period], pl.DataFrame]] = {
    Predicate.HOLDS: _holds,
    Predicate.HOLDS_NOT: _holds_not,
    Predicate.RATED_AT_LEAST: _rated,
    Predicate.NO_DISCIPLINE: _no_discipline,
    Predicate.MIN_MONTHS_SINCE_TRAINING: _since_training,
    Predicate.MIN_MONTHS_SINCE_KIND: _since_kind,
    Predicate.PLANNED_LEVELS: _planned,
    Predicate.DOCUMENTED: _documented,
}
