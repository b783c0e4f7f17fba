"""Rooms: kept for the whole class where that is possible, housed in any case."""

from __future__ import annotations

from datetime import timedelta

from tests.engine.timetabling.provinces import (
    MONDAY,
    Small,
    lecturer,
    module,
    room,
    site,
    study_class,
)
from thuctien.engine.timetabling.rooms import NO_ROOM, assign_rooms

WEEK = timedelta(weeks=1)


def long_classes(*starts: int, sizes: tuple[int, ...] = (), rooms: tuple[int, ...]) -> Small:
    """Return two-week classes that start in these weeks, and rooms of these capacities."""
    return Small(
        modules=(module(1, 20),),
        classes=[
            study_class(f"l{n}", MONDAY + week * WEEK, size=sizes[n] if sizes else 30)
            for n, week in enumerate(starts)
        ],
        rooms=[room(f"p{n}", capacity=capacity) for n, capacity in enumerate(rooms)],
    )


def test_a_class_stays_in_one_room() -> None:
    """Four classes that overlap in pairs fit two rooms without a change."""
    rooms = assign_rooms(long_classes(0, 1, 2, 3, rooms=(40, 40)).problem)
    assert [len(set(row)) for row in rooms] == [1, 1, 1, 1]
    assert all(NO_ROOM not in row for row in rooms)


def test_the_smallest_room_that_does_is_taken() -> None:
    """The large room stays free for the large class that starts in the same week."""
    rooms = assign_rooms(long_classes(0, 0, sizes=(20, 45), rooms=(50, 25)).problem)
    assert [set(row) for row in rooms] == [{1}, {0}]


def test_a_class_moves_rather_than_leave_another_without_room() -> None:
    """A large class begins in the middle of a small one, which gives up the only large room."""
    rooms = assign_rooms(long_classes(0, 1, 2, sizes=(25, 20, 45), rooms=(50, 28)).problem)
    assert rooms == [[1] * 20, [0] * 10 + [1] * 10, [0] * 20]


def test_a_room_that_falls_out_of_use_is_left_in_time() -> None:
    """After its last day the class goes on in the other room."""
    last = MONDAY + timedelta(days=6)
    small = Small(
        modules=(module(1, 20),),
        rooms=(room("p1", capacity=35, valid_to=last), room("p2", valid_from=last)),
    )
    rooms = assign_rooms(small.problem)
    assert rooms == [[0] * 10 + [1] * 10]


def test_half_days_that_a_block_leaves_free_are_used() -> None:
    """A class that ends on Tuesday leaves its room to another from Wednesday on."""
    small = Small(
        modules=(
            {**module(1, 4), "programme_id": "ngan"},
            {**module(1, 10), "programme_id": "dai"},
        ),
        classes=(study_class("a", programme_id="ngan"), study_class("b", programme_id="dai")),
        lecturers=(lecturer("g1"), lecturer("g2")),
    )
    rooms = assign_rooms(small.problem)
    placed = sorted(row.count(NO_ROOM) for row in rooms)
    assert placed in ([0, 4], [4, 4])


def test_rooms_are_only_of_the_class_s_site() -> None:
    """An empty room elsewhere is no room."""
    small = Small(sites=(site(), site("xa", "centre")), rooms=(room("p1", "xa", 90),))
    assert assign_rooms(small.problem) == [[NO_ROOM] * 4]
