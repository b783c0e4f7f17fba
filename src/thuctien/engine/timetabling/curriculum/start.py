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
    rooms = model.place_cost.shape[1]
    is_open = np.repeat(model.may[model.kind_of], rooms, axis=1)
    drawn = np.where(is_open, chance.random(is_open.shape), _CLOSED)
    events, cells = linear_sum_assignment(drawn)
    placed = is_open[events, cells]
    if placed.sum() < len(model.kind_of):
        figures = {"needed": len(model.kind_of), "found": int(placed.sum())}
        raise CttError((Fault.NO_CELLS, figures))
    return (cells // rooms).astype(np.int32), (cells % rooms).astype(np.int32)
