"""What the computation of needs answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl


class Force(StrEnum):
    """How strongly a need presses; the plan serves them strictly in this order."""

    OVERDUE = "overdue"
    """Mandatory, and its due date is before the date of the computation."""
    DUE = "due"
    """Mandatory, and due within the horizon."""
    RECOMMENDED = "recommended"
    """Recommended, and due within the horizon (or before)."""
    LATER = "later"
    """Due only after the horizon: known, but not planned for."""


class Gap(StrEnum):
    """Why what a person holds does not meet a requirement."""

    NEVER_HELD = "never_held"
    LEVEL_BELOW = "level_below"
    """Holds a lower level of the same kind (``held_id``)."""
    EXPIRED = "expired"
    """Held it, but it expired before the computation (``expired_on``)."""
    EXPIRING = "expiring"
    """Holds it, but it expires within the horizon (``expired_on``)."""
    RENEWAL_DUE = "renewal_due"
    """The requirement asks for it again every so many months since the last award (``held_on``)."""
    HOURS_SHORT = "hours_short"
    """Fewer hours than required (``hours_held`` of ``hours_needed``)."""


NEEDS_SCHEMA: dict[str, pl.DataType] = {
    "need_id": pl.String(),  # «person/source»
    "person_id": pl.String(),
    "unit_id": pl.String(),
    "post_id": pl.String(),
    "origin": pl.String(),  # choices.Origin
    "source_id": pl.String(),  # a requirement or a stated need
    "qualification_id": pl.String(),
    "binding": pl.String(),  # choices.Binding
    "force": pl.String(),  # Force
    "due_on": pl.Date(),
    "gap": pl.String(),  # Gap
    "hours_needed": pl.Float64(),
    "hours_held": pl.Float64(),
    "held_id": pl.String(),
    "held_on": pl.Date(),
    "expired_on": pl.Date(),
}

COVERAGE_SCHEMA: dict[str, pl.DataType] = {
    "source_id": pl.String(),
    "unit_id": pl.String(),
    "subject": pl.Int64(),  # people to whom it applies
    "met": pl.Int64(),
    "overdue": pl.Int64(),
    "due": pl.Int64(),
    "recommended": pl.Int64(),
    "later": pl.Int64(),
}


@dataclass(frozen=True, slots=True)
class Needs:
    """Every gap of every person on a date.

    ``needs`` has one row a gap (:data:`NEEDS_SCHEMA`), sorted by person and source; ``coverage``
    one row for each source and unit that it applies to (:data:`COVERAGE_SCHEMA`), so that no count
    of needs need stand without the number of people it was looked for in. ``people`` is the number
    of people with an appointment on the date.
    """

    as_of: date
    horizon: date
    people: int
    needs: pl.DataFrame
    coverage: pl.DataFrame
