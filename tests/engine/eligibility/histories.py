"""A small province whose people have a past: posts, ratings, sanctions, plans and awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from tests.engine.planning.provinces import (
    DEFAULTS,
    Row,
    appointment,
    holding,
    parameter,
    person,
    post,
    rule,
)
from thuctien.engine.eligibility import Assessment, State, assess
from thuctien.engine.model import TABLES, Province
from thuctien.engine.model.choices import Mode

ON = date(2026, 3, 2)
__all__ = [
    "ON",
    "Row",
    "answer",
    "appointment",
    "discipline",
    "holding",
    "parameter",
    "person",
    "plan",
    "post",
    "province_of",
    "rating",
    "rule",
    "state_of",
]


def rating(person_id: str, year: int, grade: str = "good") -> Row:
    """Return the rating of a year; by default a good one."""
    return {"person_id": person_id, "year": year, "grade": grade}


def discipline(person_id: str, valid_from: date, valid_to: date | None = None) -> Row:
    """Return a warning, in force from a day to a day."""
    row = {"person_id": person_id, "form": "warning", "valid_from": valid_from}
    return {**row, "valid_to": valid_to}


def plan(person_id: str, valid_from: date, valid_to: date | None = None) -> Row:
    """Return a succession plan for «head»."""
    row = {"person_id": person_id, "leadership_level": "head", "valid_from": valid_from}
    return {**row, "valid_to": valid_to}


def province_of(**tables: Sequence[Row]) -> Province:
    """Return the province of the planner's tests with some tables replaced."""
    rows = {**DEFAULTS, **tables}
    return Province.from_frames(
        {
            name: pl.DataFrame(list(part), schema=TABLES[name].frame_schema)
            for name, part in rows.items()
        }
    )


def answer(
    rules: Sequence[Row], on: date = ON, mode: Mode = Mode.FULL_TIME, **tables: Any
) -> Assessment:
    """Return what some rules of «ct» say of p1."""
    named = [{**row, "rule_id": row.get("id", f"dk{n}")} for n, row in enumerate(rules)]
    plain = [{k: v for k, v in row.items() if k != "id"} for row in named]
    province = province_of(eligibility_rules=plain, **tables)
    return assess(province, ["p1"], "ct", mode, on)["p1"]


def state_of(condition: Row, on: date = ON, **tables: Any) -> State:
    """Return how one rule stands for p1."""
    (item,) = answer([condition], on, **tables).items
    return item.state
