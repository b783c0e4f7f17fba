"""The days on which a group of conditions leaves a person free to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from thuctien.engine.eligibility.allowed import Period, allowed_days, merged
from thuctien.engine.eligibility.facts import Facts
from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model.choices import Sex


def free_days(alternatives: Sequence[Rule], facts: Facts, period: Period) -> pl.DataFrame:
    """Return the runs of days in ``period`` on which one of some alternatives is fulfilled.

    Columns ``person_id``, ``lower``, ``upper``; runs of a person neither touch nor overlap. A rule
    counts on the days on which it is in force and for the sexes that it asks; days on which no
    alternative asks anything of a person are free. What only a document can show bars nobody.
    """
    parts = [
        *(_fulfilled(rule, facts, period) for rule in alternatives),
        *(_unasked(sex, alternatives, facts, period) for sex in Sex),
    ]
    some = [part for part in parts if not part.is_empty()] or parts[:1]
    runs = some[0] if len(some) == 1 else pl.concat(some)
    # Most rules leave a person one run at most; nothing is to be merged then.
    return (merged(runs) if runs["person_id"].is_duplicated().any() else runs).drop("open")


def _fulfilled(rule: Rule, facts: Facts, period: Period) -> pl.DataFrame:
    """Return when people of the sexes that a rule asks fulfil it, while it is in force."""
    people = facts.people
    if rule.sexes:
        people = people.filter(pl.col("sex").is_in(rule.sexes))
    first = max(period.first, rule.valid_from or period.first)
    last = min(period.last, rule.valid_to or period.last)
    runs = allowed_days(rule, facts, period).join(people, on="person_id", how="semi")
    clipped = runs.with_columns(
        pl.max_horizontal("lower", pl.lit(first)), pl.min_horizontal("upper", pl.lit(last))
    )
    return clipped.filter(pl.col("lower") <= pl.col("upper"))


def _unasked(sex: Sex, alternatives: Sequence[Rule], facts: Facts, period: Period) -> pl.DataFrame:
    """Return the days on which no alternative that asks people of a sex is in force."""
    people = facts.people.filter(pl.col("sex") == sex).select("person_id")
    gaps = list(_gaps([rule for rule in alternatives if rule.asks(sex)], period))
    frame = pl.DataFrame(gaps, schema={"lower": pl.Date, "upper": pl.Date}, orient="row")
    return people.join(frame, how="cross").with_columns(pl.lit(value=False).alias("open"))


def _gaps(rules: Sequence[Rule], period: Period) -> Iterator[tuple[date, date]]:
    """Yield the days of a period on which none of some rules is in force, as runs."""
    day = timedelta(days=1)
    free_from = period.first
    for rule in sorted(rules, key=lambda r: r.valid_from or date.min):
        begins, ends = rule.valid_from or date.min, rule.valid_to or date.max
        if ends < free_from:
            continue
        if begins > period.last:
            break
        if begins > free_from:
            yield free_from, begins - day
        if ends >= period.last:
            return
        free_from = ends + day
    if free_from <= period.last:
        yield free_from, period.last
