"""Who is in post on a date: the facts about a person that requirements look at."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs.continuity import appointed_on


def in_force(on: date) -> pl.Expr:
    """Return the condition that a row with ``valid_from`` and ``valid_to`` holds on a day."""
    started = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    not_ended = pl.col("valid_to").is_null() | (pl.col("valid_to") >= on)
    return started & not_ended


def age_on(on: date) -> pl.Expr:
    """Return the age in whole years on a day, from ``birth_date``."""
    birth = pl.col("birth_date")
    birthday_to_come = (birth.dt.month() > on.month) | (
        (birth.dt.month() == on.month) & (birth.dt.day() > on.day)
    )
    return on.year - birth.dt.year() - birthday_to_come.cast(pl.Int32)


def retirement_days(people: pl.DataFrame, retirement_ages: pl.DataFrame) -> pl.DataFrame:
    """Return ``person_id`` and ``retires_on`` for every person.

    The age is that of the year in which the person reaches it, and work ends with the last day of
    that month (Decree 135/2020, articles 3 and 4). Of a bare year the first day counts, as the
    decree says. Years before or after the table use its first or last row. ``retires_on`` is empty
    where the table has no row for the sex.
    """
    born = people.select("person_id", "sex", pl.col("birth_date").dt.truncate("1mo").alias("born"))
    ages = _with_open_ends(retirement_ages)
    reached = (
        born.select("sex", "born")
        .unique()
        .join(ages, on="sex")
        .with_columns(
            pl.col("born")
            .dt.offset_by(pl.format("{}mo", pl.col("age_years") * 12 + pl.col("age_months")))
            .alias("reached")
        )
        .filter(pl.col("reached").dt.year() <= pl.col("year"))
        .sort("sex", "born", "year")
        .unique(["sex", "born"], keep="first", maintain_order=True)
        .select("sex", "born", pl.col("reached").dt.month_end().alias("retires_on"))
    )
    return born.join(reached, on=["sex", "born"], how="left", maintain_order="left").select(
        "person_id", "retires_on"
    )


def _with_open_ends(retirement_ages: pl.DataFrame) -> pl.DataFrame:
    """Let the last row of each sex hold for all years after it."""
    rows = retirement_ages.select("sex", "year", "age_years", "age_months").sort("sex", "year")
    last = rows.group_by("sex", maintain_order=True).last()
    far = last.with_columns(pl.lit(9999, dtype=pl.Int64).alias("year"))
    return pl.concat([rows, far.select(rows.columns)])


def posts_held(province: Province, on: date) -> pl.DataFrame:
    """Return one row for each appointment in force on ``on``, with the facts of person and post.

    Columns: ``person_id``, ``post_id``, ``unit_id``, ``family``, ``rank``, ``leadership_level``,
    ``unit_kind``, ``appointed_on``, ``sex``, ``age``, ``service_from``, ``retires_on``, ``main``
    (the latest appointment of the person: the one that tells which unit spares them). Sorted by
    person, the main appointment first.
    """
    held = _with_facts(province, province.appointments.filter(in_force(on)), on)
    return held.with_columns((pl.int_range(pl.len()).over("person_id") == 0).alias("main"))


def posts_to_come(province: Province, held: pl.DataFrame, on: date, until: date) -> pl.DataFrame:
    """Return the appointments that begin after ``on`` and not after ``until``.

    Only of people who already hold a post (``held``, from :func:`posts_held`): nobody else can be
    sent. Columns and order as there, with the facts of ``on``; none is ``main``.
    """
    begins = (pl.col("valid_from") > on) & (pl.col("valid_from") <= until)
    coming = province.appointments.filter(begins).join(held, on="person_id", how="semi")
    return _with_facts(province, coming, on).with_columns(pl.lit(value=False).alias("main"))


def _with_facts(province: Province, appointments: pl.DataFrame, on: date) -> pl.DataFrame:
    """Add what is known on ``on`` of the person, the post and its unit."""
    retirement = retirement_days(province.people, province.retirement_ages)
    people = province.people.select("person_id", "sex", age_on(on).alias("age"), "service_from")
    unit_kinds = province.units.select("unit_id", pl.col("kind").alias("unit_kind"))
    posts = province.posts.select("post_id", "unit_id", "family", "rank", "leadership_level")
    return (
        appointed_on(province, appointments)
        .select("person_id", "post_id", "valid_from", "appointed_on")
        .join(posts, on="post_id")
        .join(unit_kinds, on="unit_id")
        .join(people, on="person_id")
        .join(retirement, on="person_id")
        .sort(["person_id", "valid_from", "post_id"], descending=[False, True, False])
        .drop("valid_from")
    )
