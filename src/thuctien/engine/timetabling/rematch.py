"""Staffing the most sessions of a month by a minimum-cost flow, for modules as they lie.

With the module of every session fixed, who holds what in one month is a flow: from each session to
a half day of a lecturer (at most one session there) and on to the lecturer's month (at most so
many). Its maximum is the most sessions that can be staffed; keeping the present lecturer is free
and any other costs, so that among those the fewest change. That a lecturer is at one site a day is
no rule of a flow: what breaks it is taken out, forbidden, and the flow is solved again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ortools.graph.python import min_cost_flow

from thuctien.engine.timetabling.roster import NOBODY, Roster

MOST_ROUNDS = 8
_COST_OF_CHANGE = 10
_COST_OF_AWAY = 1

Sitting = tuple[int, int]
"""A class and the position of one of its sessions."""


def rematch_month(roster: Roster, month: int) -> None:
    """Staff as many sessions of a month as can be, changing few lecturers, in place."""
    sittings = _sittings_in(roster, month)
    before = {sitting: roster.lecturers[sitting[0]][sitting[1]] for sitting in sittings}
    banned: set[tuple[Sitting, int]] = set()
    best, best_missing = before, list(before.values()).count(NOBODY)
    for _ in range(MOST_ROUNDS):
        if best_missing == 0:
            break
        wanted = _flow(roster, before, banned)
        failed = _apply(roster, before, wanted)
        now = {sitting: roster.lecturers[sitting[0]][sitting[1]] for sitting in sittings}
        missing = list(now.values()).count(NOBODY)
        if missing < best_missing:
            best, best_missing = now, missing
        # The next flow must see who is where when nothing of this attempt holds.
        _apply(roster, now, before)
        if not failed:
            break
        banned.update(failed)
    _apply(roster, before, best)


def _sittings_in(roster: Roster, month: int) -> list[Sitting]:
    inside = roster.grid.months[month]
    return [
        (class_index, position)
        for class_index, row in enumerate(roster.grid.bits)
        for position, bit in enumerate(row)
        if bit & inside
    ]


def _apply(
    roster: Roster, present: dict[Sitting, int], wanted: dict[Sitting, int]
) -> list[tuple[Sitting, int]]:
    """Give the sittings their wanted lecturers, unchanged ones first; return what was refused."""
    for class_index, position in wanted:
        roster.remove(class_index, [position])
    refused: list[tuple[Sitting, int]] = []
    for sitting in sorted(wanted, key=lambda one: (wanted[one] != present[one], one)):
        class_index, position = sitting
        lecturer = wanted[sitting]
        if lecturer == NOBODY:
            continue
        mask, site = roster.grid.bits[class_index][position], roster.grid.sites[class_index]
        if roster.can_hold(lecturer, mask, site):
            roster.place(class_index, [position], lecturer)
        else:
            refused.append((sitting, lecturer))
    return refused


@dataclass(slots=True)
class _Network:
    """A minimum-cost flow with its nodes numbered as they are first named."""

    flow: min_cost_flow.SimpleMinCostFlow = field(default_factory=min_cost_flow.SimpleMinCostFlow)
    numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def node(self, *name: object) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    def arc(self, tail: int, head: int, capacity: int, cost: int) -> int:
        number = self.flow.add_arc_with_capacity_and_unit_cost(tail, head, capacity, cost)
        return int(number)


def _flow(
    roster: Roster,
    present: dict[Sitting, int],
    banned: set[tuple[Sitting, int]],
) -> dict[Sitting, int]:
    """Return the lecturer of each sitting in a flow of greatest value and least cost."""
    grid, network = roster.grid, _Network()
    source, sink = network.node("source"), network.node("sink")
    arcs: dict[int, tuple[Sitting, int]] = {}
    half_days: set[tuple[int, int]] = set()
    for sitting, current in present.items():
        class_index, position = sitting
        bit, site = grid.bits[class_index][position], grid.sites[class_index]
        node = network.node("sitting", *sitting)
        network.arc(source, node, 1, 0)
        module = roster.modules[class_index][position]
        for lecturer in grid.qualified[class_index][module]:
            if (sitting, lecturer) in banned or not grid.duty[lecturer] & bit:
                continue
            cost = 0 if lecturer == current else _COST_OF_CHANGE
            cost += 0 if grid.bases[lecturer] == site else _COST_OF_AWAY
            arcs[network.arc(node, network.node("half", lecturer, bit), 1, cost)] = (
                sitting,
                lecturer,
            )
            half_days.add((lecturer, bit))
    for lecturer, bit in sorted(half_days):
        network.arc(network.node("half", lecturer, bit), network.node("month", lecturer), 1, 0)
    for lecturer in sorted({lecturer for lecturer, _ in half_days}):
        most = grid.problem.lecturers[lecturer].max_sessions_month
        network.arc(network.node("month", lecturer), sink, most, 0)
    network.flow.set_node_supply(source, len(present))
    network.flow.set_node_supply(sink, -len(present))
    network.flow.solve_max_flow_with_min_cost()
    wanted = dict.fromkeys(present, NOBODY)
    for arc, (sitting, lecturer) in arcs.items():
        if network.flow.flow(arc):
            wanted[sitting] = lecturer
    return wanted
