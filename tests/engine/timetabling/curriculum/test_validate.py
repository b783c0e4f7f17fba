"""The checker finds each thing that can be wrong, planted once."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from tests.engine.timetabling.curriculum.instances import ctt_of
from tests.engine.timetabling.curriculum.test_solve import SMALL
from thuctien.engine.timetabling.curriculum.validate import validate

TEXT = ctt_of(SMALL)
GOOD = ("a big 0 0", "a big 1 0", "b big 0 1", "c little 1 1")


def _found(*lines: str) -> dict[str, int]:
    verdict = asdict(validate(TEXT, "\n".join(lines)))
    return {name: value for name, value in verdict.items() if value}


def test_a_good_timetable_costs_what_it_costs() -> None:
    """Five stand in the big room; two lectures of each curriculum have no neighbour."""
    assert _found(*GOOD) == {"room_capacity": 5, "curriculum_compactness": 6}


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (GOOD[:3], "lectures"),
        ((*GOOD, "c little 0 0"), "lectures"),
        (("a big 0 0", "a little 0 0", *GOOD[2:]), "lectures"),
        ((*GOOD[:3], "c little 1 0"), "conflicts"),
        ((*GOOD[:2], "b little 0 0", GOOD[3]), "conflicts"),
        (("a big 1 1", *GOOD[1:3], "c little 0 0"), "availability"),
        ((*GOOD[:3], "c big 0 1"), "room_occupancy"),
        (("a little 0 0", *GOOD[1:]), "room_stability"),
        (("a big 1 0", "a big 0 1", "b big 0 0", GOOD[3]), "room_capacity"),
        ((*GOOD[:3], "c elsewhere 1 1"), "unreadable"),
        ((*GOOD[:3], "c little 1 9"), "unreadable"),
        ((*GOOD[:3], "c little"), "unreadable"),
    ],
)
def test_each_fault_is_found(lines: tuple[str, ...], what: str) -> None:
    assert what in _found(*lines)
    assert what not in _found(*GOOD) or what == "room_capacity"


def test_a_course_on_too_few_days_is_found() -> None:
    assert _found("a big 0 0", "a big 0 1", "b big 1 0", GOOD[3])["minimum_working_days"] == 5
