"""People of the sample: who they are, which post they hold and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.draw import Bools, Floats, Ints, stream
from thuctien.engine.sample.facts import raw_facts
from thuctien.engine.sample.names import full_names
from thuctien.engine.sample.rules import retirement_months

DAYS_A_YEAR = 365.25
YOUNGEST_AT_ENTRY = 21.0
LEADING_WOMEN = 0.75
"""Women's share among leaders, of their share in the family of posts."""
YEAR_ONLY_SHARE = 0.03
MONTH_ONLY_SHARE = 0.01
LEFT_SHARE = 0.01
TWO_POSTS_SHARE = 0.01
STAYED_SHARE = 0.86
"""Share of a reorganised unit's people who have been in their post since its first day."""
REORGANISED_FROM = date(2025, 1, 1)
LONGEST_TENURE_YEARS = 16.0
LONGEST_LEADING_YEARS = 8.0
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Staffing:
    """People and who holds which post.

    ``placements`` has one row a person, in the order of ``people``: the columns of the post (see
    :func:`~thuctien.engine.sample.posts.make_posts`), ``person_id``, ``started_on`` in the post and
    ``in_service_on`` (also where the record does not say).
    """

    people: pl.DataFrame
    placements: pl.DataFrame
    appointments: pl.DataFrame


def make_staffing(posts: pl.DataFrame, planning_date: date, seed: int) -> Staffing:
    """Return people for every holder of ``posts``, nearly all in force at ``planning_date``."""
    rng = stream(seed, "staffing")
    placements = posts[np.repeat(np.arange(posts.height), posts["holders"].to_numpy())]
    leads = (
        placements["leadership_level"].is_not_null()
        & (placements["leadership_level"] != "grassroots_committee").fill_null(value=False)
    ).to_numpy()
    female = rng.random(len(leads)) < _women_shares(placements) * np.where(
        leads, LEADING_WOMEN, 1.0
    )
    today = (planning_date - EPOCH).days
    born = today - np.floor(_ages(rng, placements, female, planning_date) * DAYS_A_YEAR)
    entered = _entries(rng, born, today)
    started = _starts(rng, placements, leads, entered, today)
    people = _people(rng, female, born, entered)
    placements = placements.with_columns(
        person_id=people["person_id"],
        started_on=_dates(started),
        in_service_on=_dates(entered),
    )
    return Staffing(people, placements, _appointments(rng, placements, today))


def _dates(days: Floats) -> pl.Series:
    """Return days since 1970 as dates."""
    return pl.Series(days.astype(np.int32)).cast(pl.Date)


def _women_shares(placements: pl.DataFrame) -> Floats:
    shares = dict(raw_facts("female_shares").iter_rows())
    return placements["family"].replace_strict(shares).cast(pl.Float64).to_numpy()


def _ages(
    rng: np.random.Generator, placements: pl.DataFrame, female: Bools, planning_date: date
) -> Floats:
    """Draw ages (years) by leadership level or else by rank, under the age of retirement."""
    ranges = raw_facts("ages").with_columns(pl.exclude("code").cast(pl.Float64))
    limits = (
        placements.select(code=pl.coalesce("leadership_level", "rank"))
        .join(ranges, on="code", how="left", maintain_order="left")
        .select("youngest", "usual", "oldest")
        .to_numpy()
    )
    ages = rng.triangular(limits[:, 0], limits[:, 1], limits[:, 2])
    retired = [retirement_months(sex, planning_date.year) / 12 for sex in (Sex.FEMALE, Sex.MALE)]
    over = ages - np.where(female, *retired)
    # Those past retirement are spread over the last six years before it, not heaped on one day.
    return np.where(over > 0, ages - over - 6.0 * rng.random(len(ages)) ** 2 - 0.02, ages)


def _entries(rng: np.random.Generator, born: Floats, today: int) -> Floats:
    """Draw the day of entry into service, at 21 to 30 years of age and in the past."""
    age = rng.triangular(YOUNGEST_AT_ENTRY, 23.5, 30.0, len(born))
    return np.minimum(np.floor(born + age * DAYS_A_YEAR), today - rng.integers(20, 300, len(born)))


def _starts(
    rng: np.random.Generator, placements: pl.DataFrame, leads: Bools, entered: Floats, today: int
) -> Floats:
    """Draw the first day in the present post, never before entry or before the unit's first day."""
    since = placements["since"].cast(pl.Int32).to_numpy().astype(np.float64)
    size = len(since)
    stayed = rng.random(size) < STAYED_SHARE
    moved = np.floor(since + rng.random(size) * (today - since))
    years = np.where(leads, LONGEST_LEADING_YEARS, LONGEST_TENURE_YEARS) * rng.random(size)
    tenured = np.floor(today - years * DAYS_A_YEAR)
    reorganised = since >= (REORGANISED_FROM - EPOCH).days
    start = np.where(reorganised, np.where(stayed, since, moved), tenured)
    earliest: Floats = np.maximum.reduce([start, since, entered])
    return np.minimum(earliest, today)


def _people(rng: np.random.Generator, female: Bools, born: Floats, entered: Floats) -> pl.DataFrame:
    size = len(female)
    draw = rng.random(size)
    precision = np.select(
        [draw < YEAR_ONLY_SHARE, draw < YEAR_ONLY_SHARE + MONTH_ONLY_SHARE],
        ["year", "month"],
        "day",
    )
    unknown_entry = rng.random(size) < 0.02
    frame = pl.DataFrame(
        {
            "person_id": pl.select(
                pl.format("CB{}", pl.int_range(1, size + 1).cast(pl.String).str.zfill(6))
            ).to_series(),
            "full_name": full_names(rng, female),
            "sex": np.where(female, Sex.FEMALE.value, Sex.MALE.value),
            "birth_date": _dates(born),
            "birth_date_precision": precision,
            "service_from": _dates(np.where(unknown_entry, -1, entered)),
            "note": pl.repeat(None, size, dtype=pl.String, eager=True),
        }
    )
    return frame.with_columns(
        birth_date=first_possible_day("birth_date"),
        service_from=pl.when(~pl.Series(unknown_entry)).then("service_from"),
    )


def first_possible_day(column: str) -> pl.Expr:
    """Return the earliest day that a date known to ``<column>_precision`` can be."""
    day, precision = pl.col(column), pl.col(f"{column}_precision")
    return (
        pl.when(precision == "year")
        .then(day.dt.truncate("1y"))
        .when(precision == "month")
        .then(day.dt.truncate("1mo"))
        .otherwise(day)
    )


def _appointments(rng: np.random.Generator, placements: pl.DataFrame, today: int) -> pl.DataFrame:
    """Return present appointments: a few people have left, a few hold a second post."""
    size = placements.height
    draw = rng.random(size)
    left = draw < LEFT_SHARE
    start = placements["started_on"].cast(pl.Int32).to_numpy().astype(np.float64)
    last = np.floor(start + rng.random(size) * (today - 1 - start))
    left &= last > start
    main = placements.select("person_id", "post_id", valid_from="started_on").with_columns(
        valid_to=pl.when(pl.Series(left)).then(_dates(last))
    )
    second = np.flatnonzero((draw > 1.0 - TWO_POSTS_SHARE) & (start < today - 30))
    return pl.concat([main, _second_posts(rng, placements, second, today)])


def _second_posts(
    rng: np.random.Generator, placements: pl.DataFrame, rows: Ints, today: int
) -> pl.DataFrame:
    """Return a second post in the same unit: that of the next colleague with another post."""
    posts = placements["post_id"].rle_id().to_numpy()
    units = placements["unit_id"].rle_id().to_numpy()
    changes = np.flatnonzero(np.append(posts[1:] != posts[:-1], False)) + 1
    after = np.append(changes, -1)[np.searchsorted(changes, rows, "right")]
    same_unit = (after >= 0) & (units[after] == units[rows])
    rows, after = rows[same_unit], after[same_unit]
    start = placements["started_on"].cast(pl.Int32).to_numpy()[rows]
    since = np.floor(start + rng.random(len(rows)) * (today - start))
    return placements[rows].select(
        "person_id",
        post_id=placements["post_id"].gather(after),
        valid_from=_dates(since),
        valid_to=pl.lit(None, pl.Date),
    )
