"""Evening out the roster: each module, in turn, goes to the lecturer with whom all costs least.

A steepest descent over single moves. With sets of half days as bits a move is priced in
microseconds, which leaves CP-SAT to the months where moves depend on each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thuctien.engine.timetabling.costs import WEIGHTS
from thuctien.engine.timetabling.roster import NOBODY, Roster

MOST_PASSES = 20


def balance(
    roster: Roster, fair: Mapping[tuple[int, int], int], progress: Callable[[float], None]
) -> None:
    """Move sessions of a module to cheaper lecturers until no single move helps, in place.

    ``fair`` is the even load in half days by (lecturer, month). ``progress`` gets fractions.
    """
    for number in range(MOST_PASSES):
        moved = False
        for class_index in range(len(roster.grid.problem.classes)):
            for module, positions in enumerate(roster.blocks(class_index)):
                moved |= _move_module(roster, fair, class_index, module, positions)
        progress((number + 1) / MOST_PASSES)
        if not moved:
            return


def _move_module(
    roster: Roster,
    fair: Mapping[tuple[int, int], int],
    class_index: int,
    module: int,
    positions: list[int],
) -> bool:
    """Move each lecturer's part of a module to the cheapest lecturer; return whether any moved."""
    row = roster.lecturers[class_index]
    before = [row[position] for position in positions]
    for current in sorted(set(before) - {NOBODY}):
        part = [position for position in positions if row[position] == current]
        roster.remove(class_index, part)
        others = {row[position] for position in positions} - {NOBODY}
        best = _cheapest(roster, fair, class_index, module, part, others, current)
        roster.place(class_index, part, best)
    return before != [row[position] for position in positions]


def _cheapest(
    roster: Roster,
    fair: Mapping[tuple[int, int], int],
    class_index: int,
    module: int,
    part: list[int],
    others: set[int],
    current: int,
) -> int:
    """Return the lecturer with whom sessions of a module cost least, rather the current one.

    ``others`` hold the module's other sessions: a lecturer who is none of them is one more.
    """
    grid, site = roster.grid, roster.grid.sites[class_index]
    mask = grid.mask(class_index, part)

    def price(lecturer: int) -> tuple[int, bool, int]:
        cost = WEIGHTS["over_fair_load"] * _added_overload(roster, fair, lecturer, mask)
        if grid.bases[lecturer] != site:
            cost += WEIGHTS["away_sessions"] * mask.bit_count()
        if others and lecturer not in others:
            cost += WEIGHTS["extra_lecturers"]
        return cost, lecturer != current, roster.rank[lecturer]

    free = [
        lecturer
        for lecturer in grid.qualified[class_index][module]
        if roster.can_hold(lecturer, mask, site)
    ]
    return min(free, key=price)


def _added_overload(
    roster: Roster, fair: Mapping[tuple[int, int], int], lecturer: int, mask: int
) -> int:
    """Return by how many sessions more a lecturer would be above the even share, all months."""
    busy, added = roster.busy[lecturer], 0
    for month in roster.grid.months_of(mask):
        inside, even = roster.grid.months[month], fair[lecturer, month]
        before = max(0, (busy & inside).bit_count() - even)
        added += max(0, ((busy | mask) & inside).bit_count() - even) - before
    return added
