"""The flat form of a list of people: which columns the frames of a reading have."""

from __future__ import annotations

import polars as pl

SHEET, ROW, COLUMN = "sheet", "row", "column"

PEOPLE_SCHEMA: dict[str, pl.DataType] = {
    SHEET: pl.String(),
    ROW: pl.Int32(),
    "person_id": pl.String(),
    "personal_number": pl.String(),
    "passport_number": pl.String(),
    "nationality": pl.String(),
    "full_name": pl.String(),
    "sex": pl.String(),
    "birth_date": pl.Date(),
    "birth_date_precision": pl.String(),
    "unit_id": pl.String(),
    "post_id": pl.String(),
    "post_title": pl.String(),
    "rank": pl.String(),
    "leadership_level": pl.String(),
    "service_from": pl.Date(),
    "ethnic_group": pl.String(),
    "religion": pl.String(),
    "party_member": pl.Boolean(),
    "party_date": pl.Date(),
    "party_date_precision": pl.String(),
    "phone": pl.String(),
    "email": pl.String(),
    "note": pl.String(),
    "errors": pl.Int32(),
    "warnings": pl.Int32(),
}
"""One row a person; ``row`` as Excel counts it; ``errors`` and ``warnings`` count the row's faults.

``sex`` is a value of ``model.choices.Sex``; partial dates are the earliest day and their precision
(``day``, ``month``, ``year``); codes are those of the vocabulary. Nothing known is null.
"""

HOLDINGS_SCHEMA: dict[str, pl.DataType] = {
    SHEET: pl.String(),
    ROW: pl.Int32(),
    COLUMN: pl.Int32(),
    "qualification_id": pl.String(),
    "awarded_on": pl.Date(),
    "awarded_on_precision": pl.String(),
    "hours": pl.Float64(),
    "raw": pl.String(),
}
"""One row for each qualification that a cell names; a mere mark has no date."""
