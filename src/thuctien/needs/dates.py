"""The days that a year is planned on."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.text.dates import UnreadableDateError, parse_date

PLANNING_DATE = "planning_date"


def planning_dates(province: Province, year: int) -> tuple[date, date]:
    """Return the day on which needs are looked at, and the last day planned for.

    The first is the province's planning date, as on the command line; the last day before the year
    where there is none that can be read, or where it is after the year.
    """
    horizon = date(year, 12, 31)
    rows = province.parameters.filter(pl.col("key") == PLANNING_DATE)
    values = rows.sort("valid_from", nulls_last=False)["value"].to_list()
    try:
        stated = parse_date(values[-1]).day if values else None
    except UnreadableDateError:
        stated = None
    if stated is None or stated > horizon:
        stated = date(year - 1, 12, 31)
    return stated, horizon
