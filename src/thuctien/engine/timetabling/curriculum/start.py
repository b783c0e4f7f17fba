"""A first timetable: every lecture in a cell of its own, at a period that is open to it."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from thuctien.engine.timetabling.curriculum.faults import CttError, Fault
from thuctien.engine.timetabling.kernel.model import Ints, Model

_CLOSED = 1e6


def first_timetable(model: Model, seed: int) -> tuple[Ints, Ints]:
    """Return a slot and a room for every lecture, drawn by chance, no two in one cell.

    Conflicts between lectures are not looked at: the search begins hot. An assignment of lectures
    to cells finds a place for all of them wherever there is one; raises :class:`CttError` where
    there is none.
    """
    chance = np.random.default_rng(seed)
    slots, rooms = model.may.shape[1], model.place_cost.shape[1]
    is_open = np.repeat(model.may[model.kind_of], rooms, axis=1)
    drawn = np.where(is_open, chance.random(is_open.shape), _CLOSED)
    if len(model.kind_of) > slots * rooms:
        raise _too_few(len(model.kind_of), slots * rooms)
    _events, cells = linear_sum_assignment(drawn)
    placed = is_open[np.arange(len(cells)), cells]
    if not placed.all():
        raise _too_few(len(placed), int(placed.sum()))
    return (cells // rooms).astype(np.int32), (cells % rooms).astype(np.int32)


def _too_few(needed: int, found: int) -> CttError:
    return CttError((Fault.HALLS_FULL, {"needed": needed, "found": found}))
