"""Numbers and sensitive facts of people who do not exist."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.draw import Bools, Floats, stream, weighted
from thuctien.engine.sample.facts import raw_facts
from thuctien.engine.sample.parameters import SAMPLE_SOURCE
from thuctien.engine.sample.staffing import DAYS_A_YEAR, EPOCH, Staffing
from thuctien.engine.text.personal_number import SAMPLE_PLACE, personal_number_of

WITHOUT_NUMBER_SHARE = 0.03
SERIALS = 1_000_000
LEADERS_IN_PARTY = 0.97
OTHERS_IN_PARTY = 0.62
YEARS_TO_JOIN = 8.0
"""From entry into service; nobody of the sample joins before it."""
NOTHING_KNOWN_SHARE = 0.02
"""Share of people of whom no sensitive fact is recorded."""


def with_identities(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the people with personal numbers of a place that does not exist; a few have none.

    Numbers agree with sex and year of birth, and no two are alike.
    """
    rng = stream(seed, "identities")
    size = people.height
    known = pl.Series(rng.random(size) >= WITHOUT_NUMBER_SHARE)
    numbers = [
        personal_number_of(SAMPLE_PLACE, Sex(sex), year, serial)
        for sex, year, serial in zip(
            people["sex"].to_list(),
            people["birth_date"].dt.year().to_list(),
            rng.permutation(SERIALS)[:size].tolist(),
            strict=True,
        )
    ]
    return people.with_columns(
        personal_number=pl.when(known).then(pl.Series(numbers, dtype=pl.String)),
        passport_number=pl.lit(None, pl.String),
        nationality=pl.lit(None, pl.String),
    )


def make_sensitive_facts(staffing: Staffing, planning_date: date, seed: int) -> pl.DataFrame:
    """Return ethnic group, religion and day of joining the Party, for nearly everybody."""
    rng = stream(seed, "sensitive facts")
    size = staffing.people.height
    known = rng.random(size) >= NOTHING_KNOWN_SHARE
    facts = pl.DataFrame(
        {
            "person_id": staffing.people["person_id"],
            "ethnic_group": _pick(rng, raw_facts("ethnic_shares"), size),
            "religion": _pick(rng, raw_facts("religion_shares"), size),
            "party_joined_on": _joined(rng, staffing.placements, planning_date),
            "source": pl.repeat(SAMPLE_SOURCE, size, eager=True),
        }
    )
    return facts.filter(pl.Series(known))


def _joined(rng: np.random.Generator, placements: pl.DataFrame, planning_date: date) -> pl.Series:
    """Draw the day of joining; null for those who have not joined by the planning date."""
    leads = placements["leadership_level"].is_not_null().to_numpy()
    member: Bools = rng.random(len(leads)) < np.where(leads, LEADERS_IN_PARTY, OTHERS_IN_PARTY)
    entered = placements["in_service_on"].cast(pl.Int32).to_numpy()
    joined: Floats = np.floor(entered + rng.random(len(leads)) * YEARS_TO_JOIN * DAYS_A_YEAR)
    member &= joined < (planning_date - EPOCH).days
    days = pl.Series(joined.astype(np.int32)).cast(pl.Date)
    return pl.select(pl.when(pl.Series(member)).then(days)).to_series()


def _pick(rng: np.random.Generator, facts: pl.DataFrame, size: int) -> pl.Series:
    shares = facts["share"].cast(pl.Float64).to_numpy()
    return facts["code"].gather(weighted(rng, shares, size))
