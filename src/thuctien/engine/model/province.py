"""A province in memory: one polars frame for each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import polars as pl

from thuctien.engine.model.tables import TABLES


@dataclass(frozen=True, slots=True)
class Province:
    """Everything the engine knows of a province; each attribute is the frame of that table.

    The frames have exactly the columns and types of :attr:`Table.frame_schema`. What a reader
    lets through is consistent (references resolve, keys are unique); the engine relies on it.
    """

    parameters: pl.DataFrame
    codes: pl.DataFrame
    units: pl.DataFrame
    unit_successions: pl.DataFrame
    posts: pl.DataFrame
    people: pl.DataFrame
    sensitive_facts: pl.DataFrame
    appointments: pl.DataFrame
    ratings: pl.DataFrame
    disciplines: pl.DataFrame
    succession_plans: pl.DataFrame
    qualifications: pl.DataFrame
    inclusions: pl.DataFrame
    holdings: pl.DataFrame
    requirements: pl.DataFrame
    retirement_ages: pl.DataFrame
    stated_needs: pl.DataFrame
    need_refusals: pl.DataFrame
    budgets: pl.DataFrame
    programmes: pl.DataFrame
    grants: pl.DataFrame
    offerings: pl.DataFrame
    eligibility_rules: pl.DataFrame
    modules: pl.DataFrame
    sites: pl.DataFrame
    rooms: pl.DataFrame
    closures: pl.DataFrame
    lecturers: pl.DataFrame
    lecturer_absences: pl.DataFrame
    quotas: pl.DataFrame

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame]) -> Province:
        """Build a province from frames by table name; a missing table is empty.

        Columns are put in the table's order and cast to its types. Raises
        ``polars.exceptions.PolarsError`` where a column is missing or cannot be cast.
        """
        return cls(
            **{
                name: (
                    frames[name].select(pl.col(c).cast(t) for c, t in table.frame_schema.items())
                    if name in frames
                    else table.empty_frame()
                )
                for name, table in TABLES.items()
            }
        )

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the frames by table name, in the order of the workbook."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
