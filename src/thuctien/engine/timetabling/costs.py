"""The soft faults of a timetable, counted, and what they weigh against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thuctien.engine.timetabling.grid import Grid
from thuctien.engine.timetabling.rooms import NO_ROOM
from thuctien.engine.timetabling.roster import NOBODY, Roster

WEIGHTS: Mapping[str, int] = {
    "unplaced": 10_000,  # a session without room or lecturer
    "extra_lecturers": 30,  # each lecturer of a module after its first
    "room_changes": 10,  # each room of a class after its first
    "over_fair_load": 2,  # each session of a lecturer in a month above the even share
    "away_sessions": 1,  # each session held away from the lecturer's own site
}


def weighed(costs: Mapping[str, int]) -> int:
    """Return the sum of the costs by their weights."""
    return sum(WEIGHTS[kind] * count for kind, count in costs.items())


def fair_loads(grid: Grid) -> dict[tuple[int, int], int]:
    """Return what each lecturer would teach in each month if all taught in proportion.

    Keys are (lecturer, month), values half days: a lecturer's share of the month's half days is
    their most sessions over everybody's, rounded up; without duty in the month it is none.
    """
    lecturers = grid.problem.lecturers
    fair: dict[tuple[int, int], int] = {}
    for month, inside in enumerate(grid.months):
        held = sum(1 for row in grid.bits for bit in row if bit & inside)
        most = [
            min(who.max_sessions_month, (duty & inside).bit_count())
            for who, duty in zip(lecturers, grid.duty, strict=True)
        ]
        everybody = max(1, sum(most))
        for lecturer, share in enumerate(most):
            fair[lecturer, month] = -(-held * share // everybody)
    return fair


def count_costs(
    roster: Roster, rooms: Sequence[Sequence[int]], fair: Mapping[tuple[int, int], int]
) -> dict[str, int]:
    """Return how often each kind of soft fault occurs, by the names of :data:`WEIGHTS`."""
    grid = roster.grid
    unplaced = extra = changes = away = 0
    for class_index, row in enumerate(roster.lecturers):
        unplaced += row.count(NOBODY)
        for positions in roster.blocks(class_index):
            extra += max(0, len({row[position] for position in positions} - {NOBODY}) - 1)
        used = {
            room
            for room, lecturer in zip(rooms[class_index], row, strict=True)
            if room != NO_ROOM and lecturer != NOBODY
        }
        changes += max(0, len(used) - 1)
        away += sum(
            1 for who in row if who != NOBODY and grid.bases[who] != grid.sites[class_index]
        )
    over = sum(
        max(0, (busy & inside).bit_count() - fair[lecturer, month])
        for lecturer, busy in enumerate(roster.busy)
        for month, inside in enumerate(grid.months)
    )
    return {
        "unplaced": unplaced,
        "extra_lecturers": extra,
        "room_changes": changes,
        "over_fair_load": over,
        "away_sessions": away,
    }
