"""The figures and the rows behind the answer of one rule, by person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from thuctien.engine.eligibility.assessment import Evidence
from thuctien.engine.eligibility.facts import Facts
from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Predicate
from thuctien.engine.needs.profile import age_on


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on."""

    figures: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


def grounds_of(rule: Rule, province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    """Return the grounds of a rule's answers on a day, by person; who is left out has none.

    Figures of the day: ``age``, ``years`` (whole years of service, or to retirement), ``months``
    (whole months since the last award); evidence are rows as the tables have them.
    """
    return _GROUNDS[rule.predicate](rule, province, facts, on)


def _age(_rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    ages = facts.people.select("person_id", age_on(on).alias("age"), "birth_date")
    return _figures(ages)


def _service(_rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    years = whole_months("service_from", on) // 12
    return _figures(facts.people.select("person_id", years.alias("years"), "service_from"))


def _retirement(_rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    days = (pl.col("retires_on") - pl.lit(on)).dt.total_days()
    years = (days / 365.25).round(1)
    return _figures(facts.people.select("person_id", years.alias("years"), "retires_on"))


def _posts(rule: Rule, province: Province, facts: Facts, _on: date) -> dict[str, Grounds]:
    """Return the appointments whose post has one of the codes; else all appointments."""
    column = _POST_COLUMNS[rule.predicate]
    titles = province.posts.select("post_id", "title")
    posts = facts.posts.join(facts.people, on="person_id", how="semi").join(
        titles, on="post_id", maintain_order="left"
    )
    named = posts.with_columns(
        pl.col(column).is_in(rule.codes).fill_null(value=False).alias("fits")
    )
    some = pl.col("fits") | ~pl.col("fits").any().over("person_id")
    shown = named.filter(some).select(
        "person_id",
        "post_id",
        "title",
        pl.col("appointed_on").alias("valid_from"),
        pl.col(column).alias("code"),
    )
    return _evidence("appointments", shown)


def _held(rule: Rule, _province: Province, facts: Facts, _on: date) -> dict[str, Grounds]:
    rows = facts.held.filter(pl.col("required_id").is_in(rule.codes)).join(
        facts.people, on="person_id", how="semi"
    )
    shown = (
        rows.rename({"held_id": "qualification_id"})
        .select("person_id", "qualification_id", "awarded_on", "expires_on", "evidence")
        .unique()
        .sort("person_id", "awarded_on", "qualification_id")
    )
    return _evidence("holdings", shown)


def _ratings(rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    """Return the rating of each year that counts; a year without a row has no grade."""
    count = max(1, round(rule.number or 1))
    years = pl.DataFrame({"year": list(range(on.year - count, on.year))})
    rows = (
        facts.people.select("person_id")
        .join(years, how="cross")
        .join(
            facts.ratings.select("person_id", "year", "grade", "document"),
            on=["person_id", "year"],
            how="left",
            maintain_order="left",
        )
    )
    return _evidence("ratings", rows.sort("person_id", "year"))


def _disciplines(rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    in_force = (pl.col("valid_from") <= on) & (
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    )
    named = pl.col("form").is_in(rule.codes) if rule.codes else pl.lit(value=True)
    rows = facts.disciplines.filter(in_force & named).sort("person_id", "valid_from", "form")
    return _evidence("disciplines", rows)


def _since(rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    """Return the last award that counts, and the whole months since."""
    column = _AWARD_COLUMNS[rule.predicate]
    named = pl.col(column).is_in(rule.codes) if rule.codes else pl.lit(value=True)
    last = (
        facts.awards.filter(named)
        .sort("person_id", "awarded_on", "qualification_id")
        .unique("person_id", keep="last", maintain_order=True)
        .select(
            "person_id",
            "qualification_id",
            "awarded_on",
            whole_months("awarded_on", on).alias("months"),
        )
    )
    return _figures(last)


def _plans(rule: Rule, _province: Province, facts: Facts, on: date) -> dict[str, Grounds]:
    in_force = (pl.col("valid_from") <= on) & (
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    )
    rows = facts.plans.filter(in_force & pl.col("leadership_level").is_in(rule.codes))
    return _evidence("succession_plans", rows.sort("person_id", "valid_from"))


def _nothing(_rule: Rule, _province: Province, _facts: Facts, _on: date) -> dict[str, Grounds]:
    return {}


def whole_months(column: str, on: date) -> pl.Expr:
    """Return the whole months from a day in a column to ``on``."""
    start = pl.col(column)
    months = 12 * (on.year - start.dt.year()) + on.month - start.dt.month().cast(pl.Int32)
    return months - (start.dt.day() > on.day).cast(pl.Int32)


def _figures(frame: pl.DataFrame) -> dict[str, Grounds]:
    """Return the columns of each person's one row as figures; what is null is left out."""
    return {
        str(row.pop("person_id")): Grounds({k: v for k, v in row.items() if v is not None})
        for row in frame.to_dicts()
    }


def _evidence(table: str, frame: pl.DataFrame) -> dict[str, Grounds]:
    """Return the rows of each person as evidence."""
    found: dict[str, list[Evidence]] = {}
    for row in frame.to_dicts():
        person_id = str(row.pop("person_id"))
        plain = {k: v for k, v in row.items() if v is not None}
        found.setdefault(person_id, []).append(Evidence(table, plain))
    return {person_id: Grounds(evidence=tuple(rows)) for person_id, rows in found.items()}


_POST_COLUMNS = {
    Predicate.LEADERSHIP_LEVELS: "leadership_level",
    Predicate.POST_FAMILIES: "family",
    Predicate.RANKS: "rank",
    Predicate.UNIT_KINDS: "unit_kind",
}
_AWARD_COLUMNS = {
    Predicate.MIN_MONTHS_SINCE_TRAINING: "qualification_id",
    Predicate.MIN_MONTHS_SINCE_KIND: "kind",
}
_GROUNDS: Mapping[Predicate, Callable[[Rule, Province, Facts, date], dict[str, Grounds]]] = {
    Predicate.MIN_AGE: _age,
    Predicate.MAX_AGE: _age,
    Predicate.MIN_SERVICE_YEARS: _service,
    Predicate.MIN_YEARS_TO_RETIREMENT: _retirement,
    **dict.fromkeys(_POST_COLUMNS, _posts),
    Predicate.HOLDS: _held,
    Predicate.HOLDS_NOT: _held,
    Predicate.RATED_AT_LEAST: _ratings,
    Predicate.NO_DISCIPLINE: _disciplines,
    **dict.fromkeys(_AWARD_COLUMNS, _since),
    Predicate.PLANNED_LEVELS: _plans,
    Predicate.DOCUMENTED: _nothing,
}
