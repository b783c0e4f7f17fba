"""What a case waits for, and by when."""

from __future__ import annotations

from datetime import date

import pytest

from thuctien.engine.costs.procedure import FOLLOWS, Deadlines, State, next_step
from thuctien.engine.costs.wording import STATES, TO_DO

DEADLINES = Deadlines(council_days=10, meeting_days=15, decision_days=5, payment_days=120)
SINCE = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("state", "then", "due_on"),
    [
        (State.OPENED, State.COUNCIL_FORMED, date(2026, 11, 11)),
        (State.COUNCIL_FORMED, State.MET, date(2026, 11, 16)),
        (State.MET, State.DECIDED, date(2026, 11, 6)),
        (State.DECIDED, State.PAYING, date(2027, 3, 1)),
        (State.PAYING, State.PAID, date(2027, 3, 1)),
        (State.APPEALED, State.DECIDED, date(2026, 11, 6)),
    ],
)
def test_each_state_waits_for_a_step(state: State, then: State, due_on: date) -> None:
    found = next_step(state, SINCE, DEADLINES)
    assert found is not None
    assert (found.state, found.due_on) == (then, due_on)


def test_a_step_is_late_from_the_day_after_its_last() -> None:
    found = next_step(State.OPENED, SINCE, DEADLINES)
    assert found is not None
    assert not found.is_late(date(2026, 11, 11))
    assert found.is_late(date(2026, 11, 12))


def test_without_a_deadline_nothing_is_late() -> None:
    found = next_step(State.OPENED, SINCE, Deadlines())
    assert found is not None
    assert not found.is_late(date(2099, 1, 1))


def test_an_ended_case_waits_for_nothing() -> None:
    assert next_step(State.PAID, SINCE, DEADLINES) is None
    assert next_step(State.EXEMPT, SINCE, DEADLINES) is None


def test_every_state_can_be_reached_and_has_words() -> None:
    reached = {state for following in FOLLOWS.values() for state in following}
    assert reached | {State.OPENED} == set(State) == set(FOLLOWS) == set(STATES)
    assert {following[0] for following in FOLLOWS.values() if following} <= set(TO_DO)
