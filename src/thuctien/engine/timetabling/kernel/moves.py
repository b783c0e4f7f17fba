"""The moves, each tried whole: what it would change is counted first, then it is taken or not."""

from __future__ import annotations

import math

from thuctien.engine.timetabling.kernel.chance import below, unit
from thuctien.engine.timetabling.kernel.compiled import compiled
from thuctien.engine.timetabling.kernel.counts import block, put_in, take_out
from thuctien.engine.timetabling.kernel.model import Model
from thuctien.engine.timetabling.kernel.state import State
from thuctien.engine.timetabling.kernel.tally import HARD, SOFT, TAKEN

NO_KIND = -1
_HOPELESS = 37.0
"""A move that is worse by more temperatures than this is taken less than once in 10^16 times."""


@compiled
def propose(model: Model, state: State, temperature: float, weight: int) -> bool:
    """Try to move an event drawn by chance to a cell drawn by chance, changing with who is there.

    ``weight`` is what a conflict counts. Return whether the move was taken (Metropolis: always
    where nothing gets worse).
    """
    event = below(state.random, len(model.kind_of))
    kind = model.kind_of[event]
    first, last = model.slots_from[kind], model.slots_from[kind + 1]
    slot = model.slots[first + below(state.random, last - first)]
    first, last = model.places_from[kind], model.places_from[kind + 1]
    place = model.places[first + below(state.random, last - first)]
    return shift(model, state, event, slot, place, temperature, weight)


@compiled
def shift(
    model: Model,
    state: State,
    event: int,
    slot: int,
    place: int,
    temperature: float,
    weight: int,
) -> bool:
    """Try to move an event to a cell; who is there goes to where the event was."""
    kind, old_slot, old_place = model.kind_of[event], state.slot_of[event], state.place_of[event]
    other, other_kind = state.cell[place, slot], NO_KIND
    if other >= 0:
        other_kind = model.kind_of[other]
        if kind == other_kind or not may_be(model, other_kind, old_slot, old_place):
            return False
    elif slot == old_slot and place == old_place:
        return False
    conflicts = conflicts_change(model, state, kind, old_slot, slot, other_kind)
    # Hardly a new conflict is worth it. Half of one is left for what the move may win otherwise;
    # refusing the others before the rest is counted makes a cold search twice as fast.
    if weight * (conflicts - 0.5) > _HOPELESS * temperature:
        return False
    cost = time_change(model, state, kind, old_slot, slot, other_kind)
    cost += place_change(model, state, kind, old_place, place)
    if other >= 0:
        cost += time_change(model, state, other_kind, slot, old_slot, kind)
        cost += place_change(model, state, other_kind, place, old_place)
    worse = weight * conflicts + cost
    if worse > 0 and worse > -temperature * math.log(unit(state.random)):
        return False
    exchange(model, state, event, other, slot, place)
    state.tally[SOFT] += cost
    state.tally[HARD] += conflicts
    state.tally[TAKEN] += 1
    return True


@compiled
def may_be(model: Model, kind: int, slot: int, place: int) -> bool:
    """Say whether events of a kind are allowed in a cell."""
    return bool(model.may[kind, slot] and model.may_place[kind, place])


@compiled
def conflicts_change(
    model: Model, state: State, kind: int, slot: int, new_slot: int, other_kind: int
) -> int:
    """Return how many conflicts more there are when an event moves and another takes its slot."""
    if slot == new_slot:
        return 0
    change = int(state.blocked[kind, new_slot] - (state.blocked[kind, slot] - 1))
    if other_kind >= 0:
        change += state.blocked[other_kind, slot] - (state.blocked[other_kind, new_slot] - 1)
        if model.apart[kind, other_kind]:
            change -= 2
    return change


@compiled
def time_change(
    model: Model, state: State, kind: int, slot: int, new_slot: int, other_kind: int
) -> int:
    """Return what the days of lines and of a kind cost more when one of its events moves.

    A line that the other event is on as well sees no difference when the two change places.
    """
    cost = 0
    if slot == new_slot:
        return cost
    for at in range(model.lines_from[kind], model.lines_from[kind + 1]):
        line = model.lines[at]
        if other_kind < 0 or not model.on_line[other_kind, line]:
            cost += line_change(model, state, line, slot, new_slot)
    day, new_day = model.day_of[slot], model.day_of[new_slot]
    if day != new_day:
        days = state.days[kind]
        new_days = days - (state.on_day[kind, day] == 1) + (state.on_day[kind, new_day] == 0)
        cost += model.days_cost[kind, new_days] - model.days_cost[kind, days]
    return cost


@compiled
def line_change(model: Model, state: State, line: int, slot: int, new_slot: int) -> int:
    """Return what the days of a line cost more when one of its events moves."""
    shape, day, new_day = model.line_type[line], model.day_of[slot], model.day_of[new_slot]
    taken = state.taken[line, day]
    left = taken & ~model.bit_of[slot] if state.held[line, slot] == 1 else taken
    if day == new_day:
        left |= model.bit_of[new_slot]
        return int(model.day_cost[shape, left] - model.day_cost[shape, taken])
    there = state.taken[line, new_day]
    return int(
        model.day_cost[shape, left]
        - model.day_cost[shape, taken]
        + model.day_cost[shape, there | model.bit_of[new_slot]]
        - model.day_cost[shape, there]
    )


@compiled
def place_change(model: Model, state: State, kind: int, place: int, new_place: int) -> int:
    """Return what the places of a kind cost more when one of its events moves."""
    cost = 0
    if place == new_place:
        return cost
    cost += int(model.place_cost[kind, new_place] - model.place_cost[kind, place])
    fewer, more = state.in_place[kind, place] == 1, state.in_place[kind, new_place] == 0
    return cost + int(model.places_cost[kind]) * (int(more) - int(fewer))


@compiled
def exchange(model: Model, state: State, event: int, other: int, slot: int, place: int) -> None:
    """Move an event to a cell, and who is there (``other``, or nobody) to where it was."""
    old_slot, old_place = state.slot_of[event], state.place_of[event]
    take_out(model, state, event)
    if other >= 0:
        take_out(model, state, other)
        put_in(model, state, other, old_slot, old_place)
    put_in(model, state, event, slot, place)
    state.cell[old_place, old_slot], state.cell[place, slot] = other, event
    if slot != old_slot:
        block(model, state, model.kind_of[event], old_slot, -1)
        block(model, state, model.kind_of[event], slot, 1)
        if other >= 0:
            block(model, state, model.kind_of[other], slot, -1)
            block(model, state, model.kind_of[other], old_slot, 1)
