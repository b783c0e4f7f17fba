"""What the search counts while it moves is what a timetable costs when counted from nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.timetabling.curriculum.instances import ctt_of, instances
from thuctien.engine.timetabling.curriculum.encode import encode
from thuctien.engine.timetabling.curriculum.instance import Instance, Lecture
from thuctien.engine.timetabling.curriculum.solution import write_solution
from thuctien.engine.timetabling.curriculum.start import first_timetable
from thuctien.engine.timetabling.curriculum.validate import Verdict, validate
from thuctien.engine.timetabling.kernel.begin import make_state
from thuctien.engine.timetabling.kernel.model import Model
from thuctien.engine.timetabling.kernel.moves import propose, shift
from thuctien.engine.timetabling.kernel.state import NOWHERE, State
from thuctien.engine.timetabling.kernel.tally import HARD, SOFT, TAKEN

COUNTS = ("cell", "blocked", "held", "taken", "on_day", "days", "in_place")
HOT = 1e9


def _begun(instance: Instance, seed: int) -> tuple[Model, State]:
    model = encode(instance)
    return model, make_state(model, *first_timetable(model, seed), seed)


def _verdict(instance: Instance, model: Model, state: State) -> Verdict:
    placed = zip(model.kind_of, state.place_of, state.slot_of, strict=True)
    lectures = [Lecture(int(course), int(room), int(slot)) for course, room, slot in placed]
    return validate(ctt_of(instance), write_solution(instance, lectures))


def _assert_counted_right(instance: Instance, model: Model, state: State) -> None:
    verdict = _verdict(instance, model, state)
    assert (state.tally[SOFT], verdict.room_occupancy) == (verdict.cost, 0)
    assert not verdict.availability
    # Two lectures of one course in one period are a conflict too; three would be three pairs but
    # two lectures too many, so the pairs are only compared where no course meets itself.
    if not verdict.lectures:
        assert state.tally[HARD] == verdict.conflicts
    anew = make_state(model, state.slot_of, state.place_of, 0)
    assert state.tally[HARD] == anew.tally[HARD]
    for name in COUNTS:
        assert np.array_equal(getattr(state, name), getattr(anew, name)), name


@given(instances(), st.integers(0, 1000))
@settings(deadline=None, max_examples=150)
def test_after_any_moves_every_count_is_that_of_the_timetable(
    instance: Instance, seed: int
) -> None:
    model, state = _begun(instance, seed)
    _assert_counted_right(instance, model, state)
    for _ in range(30):
        propose(model, state, HOT, 1)
    _assert_counted_right(instance, model, state)


@given(instances(), st.integers(0, 1000), st.data())
@settings(deadline=None, max_examples=150)
def test_each_single_move_costs_what_it_said(
    instance: Instance, seed: int, data: st.DataObject
) -> None:
    """Into a free cell or in exchange; a move that is refused leaves everything as it was."""
    model, state = _begun(instance, seed)
    for _ in range(4):
        event = data.draw(st.integers(0, len(model.kind_of) - 1))
        slot = data.draw(st.sampled_from(np.flatnonzero(model.may[model.kind_of[event]]).tolist()))
        place = data.draw(st.integers(0, len(instance.halls) - 1))
        there, taken = state.cell[place, slot], state.tally[TAKEN]
        where = state.slot_of.copy(), state.place_of.copy()
        was_taken = shift(model, state, event, slot, place, HOT, 1)
        assert was_taken == (state.tally[TAKEN] == taken + 1)
        if not was_taken:
            assert all(map(np.array_equal, where, (state.slot_of, state.place_of)))
        else:
            assert state.cell[place, slot] == event
            if there != NOWHERE:
                assert (state.slot_of[there], state.place_of[there]) == (
                    where[0][event],
                    where[1][event],
                )
        _assert_counted_right(instance, model, state)


@given(instances(), st.integers(0, 1000))
@settings(deadline=None, max_examples=60)
def test_a_cold_search_never_takes_what_is_worse(instance: Instance, seed: int) -> None:
    model, state = _begun(instance, seed)
    worth = state.tally[SOFT] + 30 * state.tally[HARD]
    for _ in range(60):
        propose(model, state, 1e-9, 30)
        now = state.tally[SOFT] + 30 * state.tally[HARD]
        assert now <= worth
        worth = now
