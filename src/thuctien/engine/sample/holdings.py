"""What people hold: certificates and hours, with dates, expiry and (made up) evidence."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.sample.draw import Bools, Floats, Ints, stream
from thuctien.engine.sample.facts import raw_facts
from thuctien.engine.sample.programmes import HOURS_QUALIFICATION, PERIODS_A_SESSION
from thuctien.engine.sample.staffing import DAYS_A_YEAR, EPOCH, first_possible_day
from thuctien.engine.sample.subjects import subject_masks

DAYS_A_MONTH = DAYS_A_YEAR / 12
NEWCOMER_YEARS = 3.0
NEWCOMER_FACTOR = 0.6
"""Of the share of holders, for people with less than :data:`NEWCOMER_YEARS` of service."""
YEAR_ONLY_SHARE = 0.10
MONTH_ONLY_SHARE = 0.02
NO_EVIDENCE_SHARE = 0.04


HOURS_YEARS = 3
HOURS_HOLDERS_SHARE = 0.35
ISSUERS = ("TCT", "SNV", "HVCT", "TTCT")


def make_holdings(placements: pl.DataFrame, planning_date: date, seed: int) -> pl.DataFrame:
    """Return what people hold at ``planning_date``, drawn from the profiles of holders."""
    rng = stream(seed, "holdings")
    today = (planning_date - EPOCH).days
    profiles = raw_facts("holding_profiles")
    masks = subject_masks(placements, profiles)
    entered = placements["in_service_on"].cast(pl.Int32).to_numpy().astype(np.float64)
    people = placements["person_id"]
    served: dict[str, Bools] = {}
    parts = []
    for row, mask in zip(profiles.iter_rows(named=True), masks, strict=True):
        qualification = row["qualification_id"]
        first = mask & ~served.get(qualification, np.zeros(len(mask), np.bool_))
        served[qualification] = served.get(qualification, mask) | mask
        holders, awarded = _awards(rng, row, np.flatnonzero(first), entered, today)
        parts.append(_frame(people.gather(holders), qualification, awarded, row["valid_months"]))
    parts += _yearly_hours(rng, placements, entered, planning_date)
    return _with_evidence(rng, _with_precision(rng, pl.concat(parts)))


def _awards(
    rng: np.random.Generator, profile: dict[str, str], candidates: Ints, entered: Floats, today: int
) -> tuple[Ints, Floats]:
    """Draw who of the candidates holds it, and the day of the award within service."""
    newcomer = today - entered[candidates] < NEWCOMER_YEARS * DAYS_A_YEAR
    share = float(profile["share"]) * np.where(newcomer, NEWCOMER_FACTOR, 1.0)
    holders = candidates[rng.random(len(candidates)) < share]
    newest = today - float(profile["newest_months"]) * DAYS_A_MONTH
    oldest = today - float(profile["oldest_months"]) * DAYS_A_MONTH
    earliest = np.maximum(oldest, entered[holders] + 30)
    possible = earliest < newest
    holders, earliest = holders[possible], earliest[possible]
    return holders, np.floor(earliest + rng.random(len(holders)) * (newest - earliest))


def _frame(
    people: pl.Series, qualification: str, awarded: Floats, valid_months: str | None
) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "person_id": people,
            "qualification_id": pl.repeat(qualification, len(people), eager=True, dtype=pl.String),
            "awarded_on": pl.Series(awarded.astype(np.int32)).cast(pl.Date),
        }
    )
    expires = pl.lit(None, pl.Date)
    if valid_months is not None:
        expires = pl.col("awarded_on").dt.offset_by(f"{valid_months}mo")
    return frame.with_columns(expires_on=expires, hours=pl.lit(None, pl.Float64))


def _yearly_hours(
    rng: np.random.Generator, placements: pl.DataFrame, entered: Floats, planning_date: date
) -> list[pl.DataFrame]:
    """Return the hours of short courses in the last years, at most one course a person and year."""
    parts = []
    for year in range(planning_date.year - HOURS_YEARS + 1, planning_date.year + 1):
        first_day = (date(year, 1, 1) - EPOCH).days
        size = placements.height
        takes = (rng.random(size) < HOURS_HOLDERS_SHARE) & (entered < first_day)
        people = placements["person_id"].filter(pl.Series(takes))
        day = first_day + rng.integers(40, 350, len(people)).astype(np.float64)
        hours = PERIODS_A_SESSION * rng.integers(4, 13, len(people)).astype(np.float64)
        frame = _frame(people, HOURS_QUALIFICATION, day, None)
        parts.append(frame.with_columns(hours=pl.Series(hours)))
    return parts


def _with_precision(rng: np.random.Generator, holdings: pl.DataFrame) -> pl.DataFrame:
    """Make some awards known only to the year or month, except those of hours and of expiry."""
    draw = rng.random(holdings.height)
    exact = (holdings["hours"].is_not_null() | holdings["expires_on"].is_not_null()).to_numpy()
    precision = np.select(
        [exact, draw < YEAR_ONLY_SHARE, draw < YEAR_ONLY_SHARE + MONTH_ONLY_SHARE],
        ["day", "year", "month"],
        "day",
    )
    return holdings.with_columns(awarded_on_precision=pl.Series(precision)).with_columns(
        awarded_on=first_possible_day("awarded_on")
    )


def _with_evidence(rng: np.random.Generator, holdings: pl.DataFrame) -> pl.DataFrame:
    size = holdings.height
    issuer = np.array(ISSUERS)[rng.integers(0, len(ISSUERS), size)]
    number = rng.integers(1, 9000, size)
    evidence = pl.format(
        "Số {}/{}-{}", pl.Series(number), pl.col("awarded_on").dt.year(), pl.Series(issuer)
    )
    known = pl.Series(rng.random(size) >= NO_EVIDENCE_SHARE)
    return holdings.with_columns(evidence=pl.when(known).then(evidence))
