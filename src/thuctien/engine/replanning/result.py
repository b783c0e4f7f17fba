"""What replanning answers: several complete plans, from the fewest changes to none spared."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from thuctien.engine.replanning.price import Price

TOUCHED_SCHEMA: dict[str, pl.DataType] = {
    "person_id": pl.String(),
    "class_id": pl.String(),  # of which the person had been told
    "kind": pl.String(),  # changes.ChangeKind
    "new_class_id": pl.String(),  # of the same programme, if any
    "cause": pl.String(),  # changes.Cause
    "figures": pl.String(),  # JSON object, keys sorted: the values for the sentences
}


@dataclass(frozen=True, slots=True)
class Point:
    """One complete plan of the frontier.

    ``classes`` and ``turns`` have the schemas of ``planning.result``; kept classes keep their
    codes. ``met`` counts needs met: overdue, due, recommended. ``dropped``, ``moved`` and
    ``class_moved`` count turns of people who had been told: no class of the programme any more,
    another class of it, or the same class elsewhere or at another time; ``fallen`` those who fell
    out by themselves. ``least_changes``: no plan at all has fewer, proven.
    """

    price: Price
    classes: pl.DataFrame
    turns: pl.DataFrame
    met: tuple[int, int, int]
    dropped: int
    moved: int
    class_moved: int
    fallen: int
    opened: int
    closed: int
    cost: int
    least_changes: int
    touched: pl.DataFrame

    @property
    def changes(self) -> int:
        """Return how many turns change of people who had been told."""
        return self.dropped + self.moved + self.class_moved

    @property
    def is_proven_least(self) -> bool:
        """Tell whether no plan at all has fewer changes."""
        return self.changes == self.least_changes


@dataclass(frozen=True, slots=True)
class Frontier:
    """Plans ordered from the fewest changes to the most; each meets more needs than those before.

    «More» in the order of the tiers. ``told`` counts turns of which somebody was told and that had
    not begun; ``stopped_by`` is «done» or «time»; ``seconds`` is wall time by stage.
    """

    year: int
    seed: int
    told: int
    points: tuple[Point, ...]
    stopped_by: str
    seconds: dict[str, float]
