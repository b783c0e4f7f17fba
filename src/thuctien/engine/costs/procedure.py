"""The procedure of a compensation: its states, what may follow, and by when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    COUNCIL_FORMED = "council_formed"
    MET = "met"
    DECIDED = "decided"
    APPEALED = "appealed"
    PAYING = "paying"
    PAID = "paid"
    EXEMPT = "exempt"


class Outcome(StrEnum):
    """What was decided."""

    FULL = "full"
    REDUCED = "reduced"
    EXEMPT = "exempt"


FOLLOWS: Mapping[State, tuple[State, ...]] = {
    State.OPENED: (State.COUNCIL_FORMED,),
    State.COUNCIL_FORMED: (State.MET,),
    State.MET: (State.DECIDED, State.EXEMPT),
    State.DECIDED: (State.PAYING, State.PAID, State.APPEALED),
    State.APPEALED: (State.DECIDED, State.EXEMPT, State.MET),
    State.PAYING: (State.PAID, State.APPEALED),
    State.PAID: (),
    State.EXEMPT: (),
}
"""What may follow each state; the first is what is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Days within which each step is due after the one before; none where no rule says."""

    council_days: int | None = None
    meeting_days: int | None = None
    decision_days: int | None = None
    payment_days: int | None = None

    def days_after(self, state: State) -> int | None:
        """Return how many days the next step may take."""
        return {
            State.OPENED: self.council_days,
            State.COUNCIL_FORMED: self.meeting_days,
            State.MET: self.decision_days,
            State.DECIDED: self.payment_days,
            State.PAYING: self.payment_days,
            State.APPEALED: self.decision_days,
        }.get(state)


@dataclass(frozen=True, slots=True)
class Next:
    """The step that is waited for, and the last day on which it is in time."""

    state: State
    due_on: date | None

    def is_late(self, today: date) -> bool:
        """Say whether its day has gone by."""
        return self.due_on is not None and self.due_on < today


def next_step(state: State, since: date, deadlines: Deadlines) -> Next | None:
    """Return what a case waits for that is in ``state`` since a day; none where it has ended.

    Money is due so many days after the decision, however it is paid: for :attr:`State.PAYING` give
    the day of the decision as ``since``.
    """
    following = FOLLOWS[state]
    if not following:
        return None
    days = deadlines.days_after(state)
    return Next(following[0], since + timedelta(days=days) if days is not None else None)
