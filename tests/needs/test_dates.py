"""Needs are looked at on the province's planning date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from thuctien.engine.model import Province
from thuctien.needs.dates import planning_dates


def _with_date(province: Province, value: str | None) -> Province:
    is_date = pl.col("key") == "planning_date"
    if value is None:
        return replace(province, parameters=province.parameters.filter(~is_date))
    changed = pl.when(is_date).then(pl.lit(value)).otherwise(pl.col("value"))
    return replace(province, parameters=province.parameters.with_columns(changed.alias("value")))


def test_the_stated_date_counts(province: Province) -> None:
    stated = planning_dates(_with_date(province, "30/11/2026"), 2027)
    assert stated == (date(2026, 11, 30), date(2027, 12, 31))


@pytest.mark.parametrize("value", [None, "31/02/2026", "bao giờ cũng được", "01/01/2028"])
def test_else_the_last_day_before_the_year(province: Province, value: str | None) -> None:
    assert planning_dates(_with_date(province, value), 2027)[0] == date(2026, 12, 31)
