"""What eligibility rules look at: the facts about people as they are known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs.profile import in_force, posts_held, retirement_days
from thuctien.engine.needs.standing import stands_for

SUCCESSION_SWITCH = "use_succession_plans"
"""The parameter by which a province says whether succession plans are kept here."""

_YES = frozenset({"1", "có", "x", "yes", "true"})

_LISTS = {
    "families": "family",
    "ranks": "rank",
    "leadership_levels": "leadership_level",
    "unit_kinds": "unit_kind",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The records of some people as known on ``as_of``; frames keep the order of their keys.

    ``people``: ``person_id``, ``sex``, ``birth_date``, ``service_from``, ``retires_on``, and over
    all appointments in force the lists ``families``, ``ranks``, ``leadership_levels``,
    ``unit_kinds`` (empty for who has no post). ``posts``: the columns of
    :func:`~thuctien.engine.needs.profile.posts_held`. ``held``: ``person_id``, ``required_id``
    (what it stands for), ``held_id``, ``awarded_on``, ``expires_on``, only what is valid that day.
    ``awards``: every award up to that day, with the ``kind`` of its qualification. ``ratings``,
    ``disciplines`` and ``plans`` are the rows of those tables. ``plans_count`` says whether the
    province counts succession plans at all.
    """

    as_of: date
    people: pl.DataFrame
    posts: pl.DataFrame
    held: pl.DataFrame
    awards: pl.DataFrame
    ratings: pl.DataFrame
    disciplines: pl.DataFrame
    plans: pl.DataFrame
    plans_count: bool


def gather_facts(province: Province, as_of: date) -> Facts:
    """Return the facts about everybody in ``province.people`` as they are known on ``as_of``."""
    posts = posts_held(province, as_of)
    plans_count = counts_plans(province, as_of)
    plans = province.succession_plans
    return Facts(
        as_of=as_of,
        people=_people(province, posts),
        posts=posts,
        held=_held(province, as_of),
        awards=_awards(province, as_of),
        ratings=province.ratings,
        disciplines=province.disciplines,
        plans=plans if plans_count else plans.clear(),
        plans_count=plans_count,
    )


def counts_plans(province: Province, on: date) -> bool:
    """Tell whether the province counts succession plans on a day; it does unless it says no."""
    switch = province.parameters.filter((pl.col("key") == SUCCESSION_SWITCH) & in_force(on))
    latest = switch.sort("valid_from", nulls_last=False)
    return latest.is_empty() or is_switched_on(latest["value"][-1])


def is_switched_on(value: str) -> bool:
    """Tell whether the value of a switch says yes; a word that nobody foresaw says no.

    What may be a secret is kept where there is a doubt.
    """
    return value.strip().casefold() in _YES


def _people(province: Province, posts: pl.DataFrame) -> pl.DataFrame:
    lists = posts.group_by("person_id").agg(
        pl.col(column).drop_nulls().unique().sort().alias(name) for name, column in _LISTS.items()
    )
    return (
        province.people.select("person_id", "sex", "birth_date", "service_from")
        .join(retirement_days(province.people, province.retirement_ages), on="person_id")
        .join(lists, on="person_id", how="left")
        .with_columns(pl.col(name).fill_null([]) for name in _LISTS)
        .sort("person_id")
    )


def _awards(province: Province, as_of: date) -> pl.DataFrame:
    kinds = province.qualifications.select("qualification_id", "kind")
    return (
        province.holdings.filter(pl.col("awarded_on") <= as_of)
        .select("person_id", "qualification_id", "awarded_on", "expires_on", "evidence")
        .join(kinds, on="qualification_id", maintain_order="left")
    )


def _held(province: Province, as_of: date) -> pl.DataFrame:
    valid = pl.col("expires_on").is_null() | (pl.col("expires_on") >= as_of)
    return (
        province.holdings.filter((pl.col("awarded_on") <= as_of) & valid)
        .select(
            "person_id",
            pl.col("qualification_id").alias("held_id"),
            "awarded_on",
            "expires_on",
            "evidence",
        )
        .join(stands_for(province, as_of), on="held_id")
    )
