"""Simulated annealing at one temperature, with the best timetable kept."""

from __future__ import annotations

from thuctien.engine.timetabling.kernel.compiled import compiled
from thuctien.engine.timetabling.kernel.model import Model
from thuctien.engine.timetabling.kernel.moves import propose
from thuctien.engine.timetabling.kernel.state import State
from thuctien.engine.timetabling.kernel.tally import BEST_HARD, BEST_SOFT, HARD, SOFT


@compiled
def anneal(model: Model, state: State, moves: int, temperature: float, weight: int) -> None:
    """Propose so many moves; what was best (fewest conflicts, then cost) stays in the state."""
    tally = state.tally
    keep_if_best(state)
    for _ in range(moves):
        if not propose(model, state, temperature, weight):
            continue
        if tally[HARD] < tally[BEST_HARD] or (
            tally[HARD] == tally[BEST_HARD] and tally[SOFT] < tally[BEST_SOFT]
        ):
            keep_if_best(state)


@compiled
def keep_if_best(state: State) -> None:
    """Keep the timetable of now as the best if it is better than that."""
    tally = state.tally
    if tally[HARD] > tally[BEST_HARD] or (
        tally[HARD] == tally[BEST_HARD] and tally[SOFT] >= tally[BEST_SOFT]
    ):
        return
    tally[BEST_SOFT], tally[BEST_HARD] = tally[SOFT], tally[HARD]
    for event in range(len(state.slot_of)):
        state.best_slot_of[event] = state.slot_of[event]
        state.best_place_of[event] = state.place_of[event]
