"""When a person may start a form of a programme: a window of days, or the rule that forbids it.

Age, service and years to retirement change within the year, so eligibility is not yes or no but
runs of days on which a class may start; the rules themselves are rows of the province
(:mod:`thuctien.engine.eligibility`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from thuctien.engine.eligibility.allowed import LATEST, Period
from thuctien.engine.eligibility.facts import Facts
from thuctien.engine.eligibility.groups import free_days
from thuctien.engine.eligibility.rules import Rule, grouped, rules_of
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode

WINDOW = ("start_from", "start_to", "end_by", "barred_by")


def people_in_post(facts: Facts) -> pl.DataFrame:
    """Return one row for each person in post, by their codes.

    Columns: ``person_id``, ``unit_id`` and ``leadership_level`` (of the main appointment).
    """
    main = facts.posts.filter(pl.col("main"))
    return main.select("person_id", "unit_id", "leadership_level").sort("person_id")


def start_windows(province: Province, pairs: pl.DataFrame, facts: Facts, year: int) -> pl.DataFrame:
    """Return, for each useful pair of person and form of study, the days on which it may start.

    ``pairs`` has ``person_id``, ``programme_id``, ``mode``. Added columns: ``start_from`` and
    ``start_to`` (both included, within the year), ``end_by`` (retirement: the class must be over),
    ``barred_by`` (the first rule that leaves no day in the year, else empty). A rule that begins
    or ends in the year applies only to its days. Of several runs of days the longest is the
    window, of equal ones the first. Who would need a special decision is barred; conditions that
    only a document can show bar nobody.
    """
    period = Period(date(year, 1, 1), date(year, 12, 31))
    rules: dict[str, list[Rule]] = {}
    for rule in rules_of(province):
        rules.setdefault(rule.programme_id, []).append(rule)
    ends = facts.people.select("person_id", pl.col("retires_on").fill_null(LATEST).alias("end_by"))
    parts = [
        _windows_of(part, rules.get(str(programme_id), []), facts, period)
        for (programme_id,), part in pairs.partition_by(
            "programme_id", as_dict=True, maintain_order=True
        ).items()
    ]
    nothing = pairs.clear().with_columns(
        start_from=pl.lit(None, pl.Date), start_to=pl.lit(None, pl.Date), barred_by=pl.lit("")
    )
    windows = pl.concat(parts or [nothing]).join(ends, on="person_id", maintain_order="left")
    return windows.select(*pairs.columns, *WINDOW).sort("person_id", "programme_id", "mode")


def _windows_of(
    pairs: pl.DataFrame, rules: Sequence[Rule], facts: Facts, period: Period
) -> pl.DataFrame:
    """Return the windows of the pairs of one programme."""
    own = replace(facts, people=facts.people.join(pairs, on="person_id", how="semi"))
    in_time = [rule for rule in rules if _overlaps(rule, period)]
    groups = grouped(in_time, plans_count=facts.plans_count)
    known: dict[tuple[str, ...], pl.DataFrame] = {}
    parts = []
    for (mode,), part in pairs.partition_by("mode", as_dict=True, maintain_order=True).items():
        demands = [
            tuple(rule for rule in group.rules if rule.concerns(Mode(str(mode))))
            for group in groups
        ]
        for demand in demands:
            key = tuple(rule.rule_id for rule in demand)
            if demand and key not in known:
                known[key] = free_days(demand, own, period)
        steps = [
            (demand, known[tuple(rule.rule_id for rule in demand)]) for demand in demands if demand
        ]
        parts.append(_windows_of_mode(part, steps, own, period))
    return pl.concat(parts)


def _windows_of_mode(
    pairs: pl.DataFrame,
    steps: Sequence[tuple[Sequence[Rule], pl.DataFrame]],
    facts: Facts,
    period: Period,
) -> pl.DataFrame:
    """Intersect the year with what each group of conditions leaves, one group after the other."""
    runs = pairs.select(
        "person_id", pl.lit(period.first).alias("lower"), pl.lit(period.last).alias("upper")
    )
    barred = []
    for alternatives, free in steps:
        left = (
            runs.join(free, on="person_id", suffix="_free")
            .select(
                "person_id",
                pl.max_horizontal("lower", "lower_free").alias("lower"),
                pl.min_horizontal("upper", "upper_free").alias("upper"),
            )
            .filter(pl.col("lower") <= pl.col("upper"))
        )
        closed = runs.select("person_id").unique().join(left, on="person_id", how="anti")
        barred.append(_barred_by(closed, alternatives, facts))
        runs = left
    longest = (
        runs.sort("person_id", pl.col("lower") - pl.col("upper"), "lower")
        .unique("person_id", keep="first", maintain_order=True)
        .select("person_id", pl.col("lower").alias("start_from"), pl.col("upper").alias("start_to"))
    )
    bars = pl.concat([*barred, _barred_by(longest.clear(), (), facts)])
    return pairs.join(longest, on="person_id", how="left", maintain_order="left").join(
        bars, on="person_id", how="left", maintain_order="left"
    )


def _barred_by(people: pl.DataFrame, alternatives: Sequence[Rule], facts: Facts) -> pl.DataFrame:
    """Return ``person_id`` and ``barred_by``: the first alternative that asks the person's sex."""
    asking = [
        pl.when(pl.col("sex").is_in(rule.sexes) if rule.sexes else pl.lit(value=True)).then(
            pl.lit(rule.rule_id)
        )
        for rule in alternatives
    ]
    named = pl.coalesce(*asking, pl.lit(None, pl.String)).alias("barred_by")
    return people.join(facts.people, on="person_id").select("person_id", named)


def _overlaps(rule: Rule, period: Period) -> bool:
    """Tell whether a rule is in force on some day of a period."""
    return (rule.valid_from is None or rule.valid_from <= period.last) and (
        rule.valid_to is None or rule.valid_to >= period.first
    )
