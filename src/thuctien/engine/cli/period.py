"""The two dates of a computation: the day on which we look, and the last day planned for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from thuctien.engine.cli.output import CommandError, UsageError
from thuctien.engine.model import Province
from thuctien.engine.text.dates import UnreadableDateError, parse_date
from thuctien.engine.wording import Wording

PLANNING_DATE = "planning_date"
"""The parameter of a province that names the day on which its plan is made."""

_NO_DATE = Wording(
    "Cần --date hoặc --year: tệp không có tham số «{key}».",
    "Give --date or --year: the workbook has no parameter “{key}”.",
)
_NOT_A_DATE = Wording(
    "Tham số «{key}» không phải là ngày: «{value}».",
    "The parameter “{key}” is no date: “{value}”.",
)
_TOO_LATE = Wording(
    "Ngày xét nhu cầu {as_of} sau ngày cuối của kỳ kế hoạch {horizon}.",
    "The date of the needs, {as_of}, is after the last day planned for, {horizon}.",
)


@dataclass(frozen=True, slots=True)
class Period:
    """``as_of``: posts, rules and holdings of that day count; ``horizon``: the last day planned."""

    as_of: date
    horizon: date


def period_of(province: Province, day: date | None, year: int | None) -> Period:
    """Return the dates of a command.

    ``as_of`` is ``day``, else the province's planning date, else the last day before ``year``.
    ``horizon`` is the last day of ``year``, else of the year in which the day after ``as_of`` lies.
    Raises :class:`CommandError` where they cannot be told or contradict each other.
    """
    as_of = day or _planning_date(province)
    if as_of is None and year is not None:
        as_of = date(year - 1, 12, 31)
    if as_of is None:
        raise UsageError(_NO_DATE, {"key": PLANNING_DATE})
    horizon = date(year or (as_of + timedelta(days=1)).year, 12, 31)
    if horizon < as_of:
        raise UsageError(_TOO_LATE, {"as_of": as_of, "horizon": horizon})
    return Period(as_of, horizon)


def _planning_date(province: Province) -> date | None:
    """Return the planning date of the province: the youngest where there are several."""
    rows = province.parameters.filter(pl.col("key") == PLANNING_DATE)
    values = rows.sort("valid_from", nulls_last=False)["value"].to_list()
    if not values:
        return None
    try:
        return parse_date(values[-1]).day
    except UnreadableDateError as error:
        raise CommandError(_NOT_A_DATE, {"key": PLANNING_DATE, "value": values[-1]}) from error
