"""The tables that a timetable is written in, and the timetable as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

SESSIONS_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),
    "session_no": pl.Int64(),  # 1, 2, ... in order of time
    "module_no": pl.Int64(),
    "day": pl.Date(),
    "half": pl.Int64(),  # calendar.Half: 0 morning, 1 afternoon
    "room_id": pl.String(),
    "lecturer_id": pl.String(),
}
"""One row a session (half day), sorted by class and session."""

UNPLACED_SCHEMA: dict[str, pl.DataType] = {
    "class_id": pl.String(),
    "session_no": pl.Int64(),
    "module_no": pl.Int64(),
    "day": pl.Date(),
    "half": pl.Int64(),
    "reason": pl.String(),  # timetabling.explain.Reason
    "figures": pl.String(),  # JSON object, keys sorted: the values for the sentence
}
"""One row a session that has no room or no lecturer, sorted by class and session."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """A timetable: what is placed, what is not and why, and what it costs.

    ``sessions`` (:data:`SESSIONS_SCHEMA`) and ``unplaced`` (:data:`UNPLACED_SCHEMA`) together have
    every session of the problem once. ``costs`` counts each kind of soft fault, ``cost`` is their
    weighted sum (``solve.WEIGHTS``). ``stopped_by`` is «done» or «time»; only a timetable that was
    stopped by time may differ on another machine. ``seconds`` is wall time by stage.
    """

    seed: int
    sessions: pl.DataFrame
    unplaced: pl.DataFrame
    costs: dict[str, int]
    cost: int
    stopped_by: str
    seconds: dict[str, float]

    @property
    def complete(self) -> bool:
        """Return whether every session has its room and its lecturer."""
        return self.unplaced.is_empty()
