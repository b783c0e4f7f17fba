"""Builders of people for the tests of duplicates."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl


class P(NamedTuple):
    """A person with what duplicates are told by."""

    full_name: str
    birth_date: date | None = date(1980, 5, 12)
    birth_date_precision: str = "day"
    personal_number: str | None = None
    sex: str | None = None
    unit_id: str | None = None
    person_id: str | None = None


def frame(*people: P) -> pl.DataFrame:
    """Return people as the frame that matching reads."""
    schema = {name: pl.Date() if name == "birth_date" else pl.String() for name in P._fields}
    return pl.DataFrame([person._asdict() for person in people], schema=schema)
