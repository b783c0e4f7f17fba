"""A timetabling problem as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


class Model(NamedTuple):
    """What does not change during a search. E events, K kinds, T slots, D days, P places, L lines.

    Lists of lists are one array, and where each of them begins in it (``near``, ``near_from``).
    """

    kind_of: Ints
    """E: the kind of an event."""
    day_of: Ints
    """T: the day of a slot."""
    bit_of: Ints
    """T: 1 shifted by the number of the slot in its day."""
    may: Bools
    """K × T: whether events of a kind may be in a slot."""
    may_place: Bools
    """K × P: whether events of a kind may be in a place."""
    slots: Ints
    """For each kind, the slots that it may be in."""
    slots_from: Ints
    places: Ints
    """For each kind, the places that it may be in."""
    places_from: Ints
    near: Ints
    """For each kind, those that must never be in one slot with it, itself included."""
    near_from: Ints
    apart: Bools
    """K × K: the same as a table."""
    lines: Ints
    """For each kind, the lines that its events are on."""
    lines_from: Ints
    on_line: Bools
    """K × L: the same as a table."""
    line_type: Ints
    """L: the row of ``day_cost`` of a line."""
    day_cost: Ints
    """Types × 2 to the slots of a day: what a day costs in which these slots are taken."""
    days_cost: Ints
    """K × (D + 1): what it costs that the events of a kind are on so many days."""
    place_cost: Ints
    """K × P: what it costs that an event of a kind is in a place."""
    places_cost: Ints
    """K: what each place after the first of a kind costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Events that are alike: how many, where they may be, what lines they are on, what they cost.

    ``slots`` and ``places`` are those allowed, ``place_cost`` has a cost for every place of the
    problem and ``days_cost`` one for every number of days from 0.
    """

    events: int
    slots: Sequence[int]
    places: Sequence[int]
    lines: Sequence[int]
    place_cost: Sequence[int]
    days_cost: Sequence[int]
    places_cost: int


def make_model(
    kinds: Sequence[Kind],
    apart: Bools,
    *,
    days: int,
    slots_a_day: int,
    day_cost: Sequence[Sequence[int]],
) -> Model:
    """Return a problem as numbers.

    ``apart`` (K × K) says which kinds must never be in one slot; a kind is always apart from
    itself. ``day_cost`` has, for each line, what every set of taken slots of a day costs.
    """
    apart = apart | apart.T | np.eye(len(kinds), dtype=np.bool_)
    slots = np.arange(days * slots_a_day)
    tables = np.array(day_cost, dtype=np.int32).reshape(len(day_cost), 1 << slots_a_day)
    day_cost_of_type, line_type = np.unique(tables, axis=0, return_inverse=True)
    may_place = np.zeros((len(kinds), len(kinds[0].place_cost)), dtype=np.bool_)
    may = np.zeros((len(kinds), len(slots)), dtype=np.bool_)
    on_line = np.zeros((len(kinds), len(day_cost)), dtype=np.bool_)
    for number, kind in enumerate(kinds):
        may[number, list(kind.slots)] = True
        may_place[number, list(kind.places)] = True
        on_line[number, list(kind.lines)] = True
    return Model(
        kind_of=np.repeat(np.arange(len(kinds)), [k.events for k in kinds]).astype(np.int32),
        day_of=(slots // slots_a_day).astype(np.int32),
        bit_of=(1 << (slots % slots_a_day)).astype(np.int32),
        may=may,
        may_place=may_place,
        **_joined("slots", [kind.slots for kind in kinds]),
        **_joined("places", [kind.places for kind in kinds]),
        **_joined("near", [np.flatnonzero(row).tolist() for row in apart]),
        apart=apart,
        **_joined("lines", [kind.lines for kind in kinds]),
        on_line=on_line,
        line_type=line_type.astype(np.int32).reshape(-1),
        day_cost=day_cost_of_type,
        days_cost=np.array([kind.days_cost for kind in kinds], dtype=np.int32),
        place_cost=np.array([kind.place_cost for kind in kinds], dtype=np.int32),
        places_cost=np.array([kind.places_cost for kind in kinds], dtype=np.int32),
    )


def _joined(name: str, lists: Sequence[Sequence[int]]) -> dict[str, Ints]:
    ends = np.cumsum([0, *(len(each) for each in lists)])
    return {
        name: np.array([value for each in lists for value in each], dtype=np.int32),
        f"{name}_from": ends.astype(np.int32),
    }
