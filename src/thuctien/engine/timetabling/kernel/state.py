"""Where every event is, and the counts that make the increments cheap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from thuctien.engine.timetabling.kernel.model import Ints

NOWHERE = -1


class State(NamedTuple):
    """A timetable on the way, with everything that is counted of it; changed in place."""

    slot_of: Ints
    """E: the slot of an event."""
    place_of: Ints
    """E: its place."""
    cell: Ints
    """P × T: the event in a cell, or :data:`NOWHERE`."""
    blocked: NDArray[np.int16]
    """K × T: how many events in a slot are of kinds that must be apart from a kind."""
    held: NDArray[np.int16]
    """L × T: how many events a line has in a slot."""
    taken: Ints
    """L × D: the slots of a day that a line has events in, as bits."""
    on_day: NDArray[np.int16]
    """K × D: how many events of a kind are on a day."""
    days: Ints
    """K: on how many days events of a kind are."""
    in_place: NDArray[np.int16]
    """K × P: how many events of a kind are in a place."""
    best_slot_of: Ints
    best_place_of: Ints
    tally: NDArray[np.int64]
    random: NDArray[np.uint64]
