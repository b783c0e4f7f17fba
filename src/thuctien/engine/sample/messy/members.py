"""People of the synthetic province with everything that a list of an agency may ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Sex
from thuctien.engine.text.dates import Precision
from thuctien.engine.text.folding import fold
from thuctien.engine.text.personal_number import SAMPLE_PLACE, personal_number_of

ETHNIC_GROUPS = ("Kinh", "Mường", "Thái", "Tày", "Dao")
_PARTY_SHARE = 0.7
_ADULT_DAYS = 20 * 365


@dataclass(frozen=True, slots=True)
class Member:
    """One person in post, as the agency knows them; ``held`` are days by qualification."""

    person_id: str
    personal_number: str
    full_name: str
    sex: str
    birth_date: date
    birth_date_precision: str
    unit_id: str
    unit_name: str
    post_title: str
    rank: str | None
    leadership_level: str | None
    service_from: date | None
    ethnic_group: str
    party_date: date | None
    phone: str
    email: str
    held: Mapping[str, date]


def members_of(province: Province, as_of: date, rng: np.random.Generator) -> list[Member]:
    """Return everybody in post on a day, once, in the order of units and posts."""
    posts = province.posts.select("post_id", "unit_id", "title", "rank", "leadership_level")
    units = province.units.select("unit_id", unit_name="name")
    in_post = (
        province.appointments.filter(
            (pl.col("valid_from") <= as_of) & (pl.col("valid_to").fill_null(as_of) >= as_of)
        )
        .join(posts, on="post_id")
        .join(units, on="unit_id")
        .join(province.people.drop("personal_number", strict=False), on="person_id")
        .sort("unit_id", "post_id", "person_id")
        .unique("person_id", keep="first", maintain_order=True)
    )
    held = _held(province, as_of)
    return [
        _member(row, held.get(row["person_id"], {}), number, as_of, rng)
        for number, row in enumerate(in_post.iter_rows(named=True))
    ]


def by_unit(members: Sequence[Member]) -> dict[str, list[Member]]:
    """Return the members of each unit, in the order of units."""
    units: dict[str, list[Member]] = {}
    for member in members:
        units.setdefault(member.unit_id, []).append(member)
    return units


def _member(
    row: Mapping[str, object],
    held: Mapping[str, date],
    number: int,
    as_of: date,
    rng: np.random.Generator,
) -> Member:
    birth = row["birth_date"]
    assert isinstance(birth, date)  # noqa: S101 - the schema says so; for the type checker
    name = str(row["full_name"])
    joined = birth + timedelta(days=_ADULT_DAYS + int(rng.integers(0, 3_000)))
    service = row["service_from"]
    return Member(
        person_id=str(row["person_id"]),
        personal_number=personal_number_of(SAMPLE_PLACE, Sex(str(row["sex"])), birth.year, number),
        full_name=name,
        sex=str(row["sex"]),
        birth_date=birth,
        birth_date_precision=str(row["birth_date_precision"] or Precision.DAY),
        unit_id=str(row["unit_id"]),
        unit_name=str(row["unit_name"]),
        post_title=str(row["title"]),
        rank=None if row["rank"] is None else str(row["rank"]),
        leadership_level=None if row["leadership_level"] is None else str(row["leadership_level"]),
        service_from=service if isinstance(service, date) else None,
        ethnic_group=ETHNIC_GROUPS[int(rng.integers(0, len(ETHNIC_GROUPS)))],
        party_date=joined if rng.random() < _PARTY_SHARE and joined <= as_of else None,
        phone=f"0900{number:06d}",
        email=f"{fold(name).split(' ')[-1]}{number}@mau.example",
        held=held,
    )


def _held(province: Province, as_of: date) -> dict[str, dict[str, date]]:
    """Return the latest day of each qualification by person."""
    held: dict[str, dict[str, date]] = {}
    awarded = province.holdings.filter(pl.col("awarded_on") <= as_of).sort("awarded_on")
    for person, qualification, day in awarded.select(
        "person_id", "qualification_id", "awarded_on"
    ).iter_rows():
        held.setdefault(person, {})[qualification] = day
    return held
