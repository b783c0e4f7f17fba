"""The state that a search begins with."""

from __future__ import annotations

import numpy as np

from thuctien.engine.timetabling.kernel.counts import fill
from thuctien.engine.timetabling.kernel.model import Ints, Model
from thuctien.engine.timetabling.kernel.state import NOWHERE, State
from thuctien.engine.timetabling.kernel.tally import HARD, SOFT

_NONE_YET = np.iinfo(np.int64).max
_MIX = 0x9E3779B97F4A7C15


def make_state(model: Model, slot_of: Ints, place_of: Ints, seed: int) -> State:
    """Return the state of a timetable in which no two events are in one cell.

    Raises ``ValueError`` where some are.
    """
    kinds, slots = model.may.shape
    lines, days = model.on_line.shape[1], int(model.day_of[-1]) + 1
    places, events = model.place_cost.shape[1], len(model.kind_of)
    state = State(
        slot_of=np.array(slot_of, dtype=np.int32),
        place_of=np.array(place_of, dtype=np.int32),
        cell=np.full((places, slots), NOWHERE, dtype=np.int32),
        blocked=np.zeros((kinds, slots), dtype=np.int16),
        held=np.zeros((lines, slots), dtype=np.int16),
        taken=np.zeros((lines, days), dtype=np.int32),
        on_day=np.zeros((kinds, days), dtype=np.int16),
        days=np.zeros(kinds, dtype=np.int32),
        in_place=np.zeros((kinds, places), dtype=np.int16),
        best_slot_of=np.zeros(events, dtype=np.int32),
        best_place_of=np.zeros(events, dtype=np.int32),
        tally=np.array([0, 0, _NONE_YET, _NONE_YET, 0], dtype=np.int64),
        random=np.array([(seed + 1) * _MIX & (2**64 - 1)], dtype=np.uint64),
    )
    soft, conflicts, shared = fill(model, state)
    if shared:
        raise ValueError(shared)
    state.tally[SOFT], state.tally[HARD] = soft + cost_of_nothing(model), conflicts
    return state


def cost_of_nothing(model: Model) -> int:
    """Return what a timetable costs before any event is in it."""
    days = int(model.day_of[-1]) + 1
    return (
        int(model.day_cost[model.line_type, 0].sum()) * days
        + int(model.days_cost[:, 0].sum())
        - int(model.places_cost.sum())
    )
