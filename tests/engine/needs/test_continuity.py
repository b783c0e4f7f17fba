"""Appointments that go on through a reorganisation, where the province says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.needs.provinces import (
    POSTS,
    UNITS,
    appointment,
    only_need,
    requirement,
    small_province,
)
from thuctien.engine.model import Province
from thuctien.engine.needs.continuity import continues_since

Row = Mapping[str, Any]

FIRST = date(2020, 3, 1)
MERGED = date(2025, 7, 1)
EVE = date(2025, 6, 30)
RULE = requirement(timing="within_months", months=12)


def succession(from_unit: str, to_unit: str, on: date = MERGED) -> Row:
    """Return that a unit took over from another."""
    return {"from_unit_id": from_unit, "to_unit_id": to_unit, "event": "merge", "happened_on": on}


def parameter(value: str) -> Row:
    """Return the day from which appointments go on."""
    return {"key": "appointments_continue_since", "value": value}


def merged(
    parameters: Sequence[Row] = (parameter("01/01/2025"),),
    successions: Sequence[Row] = (succession("xa", "phong"),),
    until: date = EVE,
    **post: Any,
) -> Province:
    """Return a clerk of a commune whose appointment follows one in another unit."""
    old = {**POSTS[2], "family": "staff", **post}
    return small_province(
        units=UNITS,
        posts=[*POSTS[:2], old],
        unit_successions=successions,
        parameters=parameters,
        requirements=[RULE],
        appointments=[
            appointment(post_id="cv_xa", valid_to=until),
            appointment(post_id="cv", valid_from=MERGED),
        ],
    )


def test_the_time_to_meet_goes_on() -> None:
    """A year from the first appointment, not from the merger."""
    assert only_need(merged())["due_on"] == date(2021, 3, 1)


@pytest.mark.parametrize(
    "province",
    [
        merged(parameters=()),
        merged(parameters=[parameter("02/07/2025")]),
        merged(parameters=[parameter("sau này")]),
        merged(successions=()),
        merged(successions=[succession("xa", "so")]),
        merged(successions=[succession("xa", "phong", date(2025, 8, 1))]),
        merged(until=date(2025, 5, 31)),
        merged(family="lead"),
        merged(leadership_level="head"),
    ],
    ids=["unsaid", "later", "no day", "none", "other unit", "other day", "gap", "family", "level"],
)
def test_else_it_begins_anew(province: Province) -> None:
    """Another day, unit or kind of work is another appointment."""
    assert only_need(province)["due_on"] == date(2026, 7, 1)


def test_two_reorganisations_are_gone_through() -> None:
    """From the commune into the division, from there into the department."""
    again = date(2026, 7, 1)
    province = small_province(
        posts=[*POSTS, {**POSTS[1], "post_id": "cv_so", "unit_id": "so"}],
        unit_successions=[succession("xa", "phong"), succession("phong", "so", again)],
        parameters=[parameter("01/07/2025")],
        requirements=[RULE],
        appointments=[
            appointment(post_id="cv_xa", valid_to=EVE),
            appointment(post_id="cv", valid_from=MERGED, valid_to=date(2026, 6, 30)),
            appointment(post_id="cv_so", valid_from=again),
        ],
    )
    assert only_need(province)["due_on"] == date(2021, 3, 1)


def test_the_youngest_parameter_counts() -> None:
    """As with every dated rule."""
    old, new = parameter("01/01/2025"), {**parameter("01/01/2026"), "valid_from": MERGED}
    assert continues_since(merged(parameters=[new, old])) == date(2026, 1, 1)
