"""What the sample can teach: programmes, their modules and forms, and who may be sent."""

from __future__ import annotations

import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.sample.facts import table_facts

HOURS_QUALIFICATION = "BD-NAM"
DEGREE_KINDS = ("degree", "political_theory")
PERIODS_A_SESSION = 4
"""Periods in a half day; eight a day, forty a week (sample value, to be confirmed)."""


def programme_frames() -> dict[str, pl.DataFrame]:
    """Return the tables of programmes by name.

    Every short course adds its periods to the yearly training, beside what it grants of its own.
    A programme that leads to a degree, also one of political theory, is no short course and adds
    none.
    """
    tables = ("programmes", "grants", "offerings", "eligibility_rules", "modules")
    frames = {name: table_facts(TABLES[name]) for name in tables}
    degrees = table_facts(TABLES["qualifications"]).filter(pl.col("kind").is_in(DEGREE_KINDS))
    to_degrees = frames["grants"].join(degrees, on="qualification_id", how="semi")
    hours = (
        frames["modules"]
        .join(to_degrees, on="programme_id", how="anti", maintain_order="left")
        .group_by("programme_id", maintain_order=True)
        .agg(
            qualification_id=pl.lit(HOURS_QUALIFICATION),
            hours=PERIODS_A_SESSION * pl.col("sessions").sum().cast(pl.Float64),
            valid_months=pl.lit(None, pl.Int64),
        )
    )
    grants = pl.concat([frames["grants"], hours]).sort("programme_id", "qualification_id")
    return frames | {"grants": grants}
