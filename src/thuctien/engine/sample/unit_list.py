"""Collects units and successions row by row, and hands them out as the province's frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.model.choices import UnitEvent


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table of units."""

    unit_id: str
    name: str
    kind: str
    parent_id: str | None
    x_km: float
    y_km: float
    away_share: float | None
    valid_from: date
    valid_to: date | None = None


@dataclass(slots=True)
class UnitList:
    """Units and successions in the order in which they were added."""

    units: list[Unit] = field(default_factory=list)
    _successions: list[tuple[str, str | None, str, date, str]] = field(default_factory=list)

    def add(self, unit: Unit) -> Unit:
        """Add a unit and return it."""
        self.units.append(unit)
        return unit

    def succeed(self, old: Unit, new: Unit | None, event: UnitEvent, document: str) -> None:
        """Record what became of ``old`` on the day after its last; ``new`` is None when ended.

        Raises ``ValueError`` where ``old`` has no last day.
        """
        if old.valid_to is None:
            raise ValueError(f"{old.unit_id} has not ended")
        happened_on = old.valid_to + timedelta(days=1)
        new_id = None if new is None else new.unit_id
        self._successions.append((old.unit_id, new_id, event, happened_on, document))

    def units_frame(self) -> pl.DataFrame:
        """Return the frame of the table of units."""
        names = TABLES["units"].frame_schema
        rows = [tuple(getattr(unit, name) for name in names) for unit in self.units]
        return pl.DataFrame(rows, schema=dict(names), orient="row")

    def successions_frame(self) -> pl.DataFrame:
        """Return the frame of the table of successions."""
        schema = TABLES["unit_successions"].frame_schema
        return pl.DataFrame(self._successions, schema=dict(schema), orient="row")
