"""When a person may start a form of a programme: a window of days, or the rule that forbids it.

Age, service and years to retirement change within the year, so eligibility is not yes or no but an
interval of days on which a class may start; the rules themselves are rows of the province.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Predicate
from thuctien.engine.needs.profile import posts_held
from thuctien.engine.needs.standing import standing, stands_for
from thuctien.engine.planning.coverage import valid_during

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)

_CODE_COLUMNS = {
    Predicate.LEADERSHIP_LEVELS: "leadership_levels",
    Predicate.POST_FAMILIES: "families",
    Predicate.RANKS: "ranks",
    Predicate.UNIT_KINDS: "unit_kinds",
}


def person_facts(province: Province, on: date) -> pl.DataFrame:
    """Return one row for each person in post on ``on``, with what eligibility rules look at.

    Columns: ``person_id``, ``unit_id`` (of the main appointment), ``leadership_level`` (of the
    same), ``sex``, ``birth_date``, ``service_from``, ``retires_on``, and the lists ``families``,
    ``ranks``, ``leadership_levels``, ``unit_kinds`` over all appointments in force.
    """
    posts = posts_held(province, on)
    lists = posts.group_by("person_id").agg(
        pl.col("family").drop_nulls().unique().sort().alias("families"),
        pl.col("rank").drop_nulls().unique().sort().alias("ranks"),
        pl.col("leadership_level").drop_nulls().unique().sort().alias("leadership_levels"),
        pl.col("unit_kind").drop_nulls().unique().sort().alias("unit_kinds"),
    )
    births = province.people.select("person_id", "birth_date")
    main = posts.filter(pl.col("main")).select(
        "person_id", "unit_id", "leadership_level", "sex", "service_from", "retires_on"
    )
    return main.join(births, on="person_id").join(lists, on="person_id").sort("person_id")


def start_windows(
    province: Province, pairs: pl.DataFrame, facts: pl.DataFrame, on: date, year: int
) -> pl.DataFrame:
    """Return, for each useful pair of person and form of study, the days on which it may start.

    ``pairs`` has ``person_id``, ``programme_id``, ``mode``. Added columns: ``start_from`` and
    ``start_to`` (both included, within the year), ``end_by`` (retirement: the class must be over),
    ``barred_by`` (the first rule that leaves no day in the year, else empty). A rule that begins
    or ends in the year applies only to its days.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    rules = province.eligibility_rules.filter(valid_during(first, last)).sort("rule_id")
    by_programme = rules.partition_by("programme_id", as_dict=True)
    held = _held(province, rules, on)
    windows = pairs.join(facts, on="person_id", maintain_order="left").with_columns(
        pl.lit(first).alias("start_from"),
        pl.lit(last).alias("start_to"),
        pl.col("retires_on").fill_null(LATEST).alias("end_by"),
        pl.lit(None, dtype=pl.String).alias("barred_by"),
    )
    parts = []
    for (programme_id,), part in windows.partition_by(
        "programme_id", as_dict=True, maintain_order=True
    ).items():
        narrowed = part
        for rule in by_programme.get((programme_id,), rules.clear()).iter_rows(named=True):
            narrowed = _narrow(narrowed, rule, held, year)
        parts.append(narrowed)
    columns = [*pairs.columns, "start_from", "start_to", "end_by", "barred_by"]
    return pl.concat(parts or [windows]).select(columns).sort("person_id", "programme_id", "mode")


def _held(province: Province, rules: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return who holds which qualification named by a rule, still valid on ``on``."""
    named = rules.filter(pl.col("predicate").is_in([Predicate.HOLDS, Predicate.HOLDS_NOT]))
    wanted = named.select(pl.col("codes").explode()).get_column("codes").drop_nulls().unique()
    return (
        standing(province, stands_for(province, on), wanted, on)
        .filter(pl.col("held_until") >= on)
        .select("person_id", "required_id")
    )


def _narrow(
    windows: pl.DataFrame, rule: dict[str, Any], held: pl.DataFrame, year: int
) -> pl.DataFrame:
    """Intersect the windows with what one rule allows."""
    concerned = pl.lit(value=True)
    if rule["modes"]:
        concerned &= pl.col("mode").is_in(rule["modes"])
    if rule["sexes"]:
        concerned &= pl.col("sex").is_in(rule["sexes"])
    lower, upper = _beside_its_time(rule, *_allowed(rule, held), year)
    open_before = pl.col("start_from") <= pl.col("start_to")
    narrowed = windows.with_columns(
        pl.when(concerned)
        .then(pl.max_horizontal("start_from", lower))
        .otherwise("start_from")
        .alias("start_from"),
        pl.when(concerned)
        .then(pl.min_horizontal("start_to", upper))
        .otherwise("start_to")
        .alias("start_to"),
        open_before.alias("open_before"),
    )
    closed_by_this = pl.col("open_before") & (pl.col("start_from") > pl.col("start_to"))
    return narrowed.with_columns(
        pl.when(closed_by_this)
        .then(pl.lit(rule["rule_id"]))
        .otherwise("barred_by")
        .alias("barred_by")
    ).drop("open_before")


def _beside_its_time(
    rule: dict[str, Any], lower: pl.Expr, upper: pl.Expr, year: int
) -> tuple[pl.Expr, pl.Expr]:
    """Widen the days that a rule allows by those of the year on which it is not in force.

    Exact where the rule begins or ends in the year and what it allows reaches the day of the
    change; where that would leave two periods apart, the one that the rule allows is kept.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins, ends = rule["valid_from"], rule["valid_to"]
    if ends is not None and ends < last and (begins is None or begins <= first):
        after = ends + timedelta(days=1)
        joined = upper >= ends
        never = (upper < first) | (lower > upper)
        return (
            pl.when(joined)
            .then(pl.min_horizontal(lower, pl.lit(after)))
            .when(never)
            .then(pl.lit(after))
            .otherwise(lower),
            pl.when(joined | never).then(pl.lit(LATEST)).otherwise(upper),
        )
    if begins is not None and begins > first and (ends is None or ends >= last):
        before = begins - timedelta(days=1)
        joined = lower <= begins
        never = (lower > last) | (lower > upper)
        return (
            pl.when(joined | never).then(pl.lit(EARLIEST)).otherwise(lower),
            pl.when(never)
            .then(pl.lit(before))
            .when(joined)
            .then(pl.max_horizontal(upper, pl.lit(before)))
            .otherwise(upper),
        )
    return lower, upper


def _allowed(  # noqa: PLR0911 - one answer a predicate
    rule: dict[str, Any], held: pl.DataFrame
) -> tuple[pl.Expr, pl.Expr]:
    """Return the first and the last day on which a class may start under one rule."""
    months = round(12 * (rule["number"] or 0))
    match Predicate(rule["predicate"]):
        case Predicate.MIN_AGE:
            return pl.col("birth_date").dt.offset_by(f"{months}mo"), pl.lit(LATEST)
        case Predicate.MAX_AGE:
            birthday_after = pl.col("birth_date").dt.offset_by(f"{months + 12}mo")
            return pl.lit(EARLIEST), birthday_after.dt.offset_by("-1d")
        case Predicate.MIN_SERVICE_YEARS:
            served = pl.col("service_from").dt.offset_by(f"{months}mo")
            return served.fill_null(LATEST), pl.lit(LATEST)
        case Predicate.MIN_YEARS_TO_RETIREMENT:
            left = pl.col("retires_on").dt.offset_by(f"-{months}mo")
            return pl.lit(EARLIEST), left.fill_null(LATEST)
        case Predicate.HOLDS:
            return _yes_or_no(_holds_any(rule["codes"], held))
        case Predicate.HOLDS_NOT:
            return _yes_or_no(~_holds_any(rule["codes"], held))
        case predicate:
            shared = pl.col(_CODE_COLUMNS[predicate]).list.set_intersection(rule["codes"])
            return _yes_or_no(shared.list.len() > 0)


def _holds_any(qualification_ids: list[str], held: pl.DataFrame) -> pl.Expr:
    """Return the condition that a person holds at least one of the qualifications."""
    holders = held.filter(pl.col("required_id").is_in(qualification_ids))["person_id"]
    return pl.col("person_id").is_in(holders.unique().implode())


def _yes_or_no(condition: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return the whole of time where the condition holds, and no day at all elsewhere."""
    return pl.when(condition).then(pl.lit(EARLIEST)).otherwise(pl.lit(LATEST)), pl.lit(LATEST)
