"""What the planner answers: classes, who goes, the proof, and a reason for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

CLASSES_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),  # «2027-001», in order of start, programme, site
    "programme_id": pl.String(),
    "mode": pl.String(),  # choices.Mode
    "site_id": pl.String(),
    "starts_on": pl.Date(),  # the Monday of the first week
    "ends_on": pl.Date(),  # the last day with a session
    "sessions": pl.Int64(),  # half days
    "size": pl.Int64(),
    "min_size": pl.Int64(),
    "max_size": pl.Int64(),  # also bounded by the largest room of the site
    "cost": pl.Int64(),  # đồng, class and learners
}

TURNS_SCHEMA: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "class_id": pl.String(),
    "needs_met": pl.Int64(),  # at least 1: no seat without a need
    "distance_km": pl.Float64(),
}


class Outcome(StrEnum):
    """What the plan says of a need."""

    SENT = "sent"
    NOT_YET = "not_yet"
    LATER = "later"
    """Due only after the horizon of the plan."""


ANSWERS_SCHEMA: dict[str, pl.DataType] = {
    "need_id": pl.String(),
    "person_id": pl.String(),
    "outcome": pl.String(),  # Outcome
    "class_id": pl.String(),  # where sent
    "reason": pl.String(),  # planning.reasons.Reason
    "figures": pl.String(),  # JSON object, keys sorted: the values for the sentences
}
"""One row a need. A person without any need has no row: that, too, is an answer."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One goal of the plan; the goals are served strictly in their order.

    ``value`` is what the plan reaches, ``bound`` what no plan that is at least as good in the goals
    before can surpass (for goals to be made small: stay under), ``gap`` = |bound - value| over the
    greater of the two (0 where both are 0).
    """

    name: str
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """Return the relative distance of value and bound, 0 where they agree."""
        largest = max(abs(self.value), abs(self.bound))
        return abs(self.bound - self.value) / largest if largest else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A year's plan.

    ``objective`` and ``bound`` weigh the three goals of need so that one unit of a goal is worth
    more than all of the next; ``gap`` is their relative distance, which the first goals decide.
    ``tiers`` has all goals with a gap each: look there for what the weights hide. ``seconds`` is
    wall time by stage.
    """

    year: int
    seed: int
    classes: pl.DataFrame
    turns: pl.DataFrame
    answers: pl.DataFrame
    tiers: tuple[Tier, ...]
    objective: float
    bound: float
    gap: float
    stopped_by: str
    seconds: dict[str, float]

    @property
    def seats(self) -> int:
        """Return the number of turns: one person in one course."""
        return self.turns.height

    @property
    def persons_sent(self) -> int:
        """Return the number of different people who are sent at least once."""
        return self.turns["person_id"].n_unique()
