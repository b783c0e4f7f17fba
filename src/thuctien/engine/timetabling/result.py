"""The tables that a timetable is written in."""

from __future__ import annotations

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
