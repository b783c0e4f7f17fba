"""What happened since a plan was approved, and the province as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from thuctien.engine.model import TABLES, Province
from thuctien.engine.replanning.faults import Fault, FaultCode

TOLD_SCHEMA: dict[str, pl.DataType] = {"person_id": pl.String(), "class_id": pl.String()}
"""One row a person who has been told of a class."""


@dataclass(frozen=True, slots=True)
class MovedClass:
    """A class of the plan that will be held elsewhere or at another time."""

    class_id: str
    starts_on: date
    """The Monday of its new first week."""
    site_id: str


@dataclass(frozen=True, slots=True)
class Events:
    """What happened, as of ``today``: classes that have begun by then are past and stay.

    ``withdrawn``: (person, class) pairs that fell out; the person is not sent to that programme
    again this year. ``gone``: people who can no longer be sent anywhere. ``budgets``: new amounts
    in đồng by source of money. ``quotas``: rows of the table of quotas that replace those of the
    same code or are new. ``rooms_until``, ``lecturers_until``: their last day in use.
    """

    today: date
    moved: tuple[MovedClass, ...] = ()
    cancelled: tuple[str, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    budgets: Mapping[str, int] = field(default_factory=dict)
    quotas: pl.DataFrame = field(default_factory=TABLES["quotas"].empty_frame)
    rooms_until: Mapping[str, date] = field(default_factory=dict)
    lecturers_until: Mapping[str, date] = field(default_factory=dict)


def province_after(province: Province, events: Events, year: int) -> Province:
    """Return the province with the budgets, quotas, rooms and lecturers that are left.

    A plan after the events is judged against this province by ``planning.check_plan``.
    """
    frames = province.frames()
    frames["budgets"] = _new_amounts(province.budgets, events.budgets, year)
    unchanged = province.quotas.join(events.quotas, on="quota_id", how="anti")
    schema = TABLES["quotas"].frame_schema
    changed = events.quotas.select(pl.col(c).cast(t) for c, t in schema.items())
    frames["quotas"] = pl.concat([unchanged, changed]).sort("quota_id")
    frames["rooms"] = _until(province.rooms, "room_id", events.rooms_until)
    frames["lecturers"] = _until(province.lecturers, "lecturer_id", events.lecturers_until)
    return replace(province, **frames)


def _new_amounts(budgets: pl.DataFrame, amounts: Mapping[str, int], year: int) -> pl.DataFrame:
    """Return the budgets with new amounts for the year; a source without a row gets one."""
    known = set(budgets.filter(pl.col("year") == year)["budget_id"])
    of_year = pl.col("year") == year
    changed = budgets.with_columns(
        pl.when(of_year & pl.col("budget_id").is_in(list(amounts)))
        .then(
            pl.col("budget_id").replace_strict(dict(amounts), default=None, return_dtype=pl.Int64())
        )
        .otherwise("amount")
        .alias("amount")
    )
    added = [
        {"budget_id": code, "name": code, "year": year, "amount": amount}
        for code, amount in sorted(amounts.items())
        if code not in known
    ]
    schema = TABLES["budgets"].frame_schema
    return pl.concat([changed, pl.DataFrame(added, schema=schema)]) if added else changed


def _until(frame: pl.DataFrame, key: str, last_days: Mapping[str, date]) -> pl.DataFrame:
    """End rows on their last day, where they would otherwise be in force for longer."""
    if not last_days:
        return frame
    ends = pl.DataFrame(
        {key: list(last_days), "ends_on": list(last_days.values())},
        schema={key: pl.String(), "ends_on": pl.Date()},
    )
    return (
        frame.join(ends, on=key, how="left", maintain_order="left")
        .with_columns(pl.min_horizontal("valid_to", "ends_on").alias("valid_to"))
        .drop("ends_on")
    )


def event_faults(classes: pl.DataFrame, events: Events) -> Iterator[Fault]:
    """Yield what cannot have happened to a plan with these classes."""
    starts = dict(classes.select("class_id", "starts_on").iter_rows())
    named = [m.class_id for m in events.moved] + list(events.cancelled)
    named += [class_id for _, class_id in events.withdrawn]
    for class_id in sorted(set(named) - starts.keys()):
        yield Fault(FaultCode.UNKNOWN_CLASS, {"class_id": class_id})
    for class_id in sorted({*(m.class_id for m in events.moved), *events.cancelled}):
        if class_id in starts and starts[class_id] <= events.today:
            figures = {"class_id": class_id, "starts_on": starts[class_id]}
            yield Fault(FaultCode.ALREADY_BEGUN, figures)
    for move in events.moved:
        if move.starts_on <= events.today:
            figures = {"class_id": move.class_id, "starts_on": move.starts_on}
            yield Fault(FaultCode.MOVED_INTO_THE_PAST, figures)
