"""Days without teaching: public holidays from a library, and the closures of the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import holidays
import polars as pl


def public_holidays(years: Iterable[int]) -> dict[date, str]:
    """Return Vietnam's public holidays in ``years`` by name, Tết and days in lieu included."""
    found = holidays.country_holidays("VN", years=list(years), language="vi")
    return dict(sorted(found.items()))


def closed_days(closures: pl.DataFrame, site_id: str, years: Iterable[int]) -> frozenset[date]:
    """Return the days on which a site does not teach.

    ``closures`` is that table of the province; a row without site closes every site.
    """
    days = set(public_holidays(years))
    here = closures.filter(pl.col("site_id").is_null() | (pl.col("site_id") == site_id))
    for first, last in here.select("first_day", "last_day").iter_rows():
        days.update(first + timedelta(days=i) for i in range((last - first).days + 1))
    return frozenset(days)
