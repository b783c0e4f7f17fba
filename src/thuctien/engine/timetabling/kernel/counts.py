"""The counts of a state, kept right while events are taken out and put in, and what they cost."""

from __future__ import annotations

from thuctien.engine.timetabling.kernel.compiled import compiled
from thuctien.engine.timetabling.kernel.model import Model
from thuctien.engine.timetabling.kernel.state import State


@compiled
def take_out(model: Model, state: State, event: int) -> None:
    """Take an event out of the counts, but not out of its cell nor out of ``blocked``."""
    kind, slot, place = model.kind_of[event], state.slot_of[event], state.place_of[event]
    day, bit = model.day_of[slot], model.bit_of[slot]
    for at in range(model.lines_from[kind], model.lines_from[kind + 1]):
        line = model.lines[at]
        state.held[line, slot] -= 1
        if state.held[line, slot] == 0:
            state.taken[line, day] &= ~bit
    state.on_day[kind, day] -= 1
    if state.on_day[kind, day] == 0:
        state.days[kind] -= 1
    state.in_place[kind, place] -= 1


@compiled
def put_in(model: Model, state: State, event: int, slot: int, place: int) -> int:
    """Put an event that was taken out where it is said; return what that costs."""
    kind = model.kind_of[event]
    state.slot_of[event], state.place_of[event] = slot, place
    day, bit = model.day_of[slot], model.bit_of[slot]
    cost = int(model.place_cost[kind, place])
    for at in range(model.lines_from[kind], model.lines_from[kind + 1]):
        line = model.lines[at]
        state.held[line, slot] += 1
        if state.held[line, slot] == 1:
            shape, before = model.line_type[line], state.taken[line, day]
            state.taken[line, day] = before | bit
            cost += model.day_cost[shape, before | bit]
            cost -= model.day_cost[shape, before]
    state.on_day[kind, day] += 1
    if state.on_day[kind, day] == 1:
        state.days[kind] += 1
        days = state.days[kind]
        cost += model.days_cost[kind, days] - model.days_cost[kind, days - 1]
    state.in_place[kind, place] += 1
    if state.in_place[kind, place] == 1:
        cost += model.places_cost[kind]
    return cost


@compiled
def block(model: Model, state: State, kind: int, slot: int, sign: int) -> None:
    """Count (1) or uncount (-1) an event of a kind against all kinds that must be apart from it."""
    for at in range(model.near_from[kind], model.near_from[kind + 1]):
        state.blocked[model.near[at], slot] += sign


@compiled
def fill(model: Model, state: State) -> tuple[int, int, int]:
    """Count a timetable whose events have slots and places but are counted nowhere yet.

    Return its cost, its conflicts and how many events share a cell with another. The cost is
    without what empty days and kinds without events cost.
    """
    soft, conflicts, shared = 0, 0, 0
    for event in range(len(model.kind_of)):
        kind, slot, place = model.kind_of[event], state.slot_of[event], state.place_of[event]
        shared += state.cell[place, slot] >= 0
        state.cell[place, slot] = event
        conflicts += state.blocked[kind, slot]
        block(model, state, kind, slot, 1)
        soft += put_in(model, state, event, slot, place)
    return soft, conflicts, shared
