"""Frames packed beside a way."""

from __future__ import annotations

from io import BytesIO

import polars as pl


def packed(frame: pl.DataFrame) -> bytes:
    """Return a frame as Parquet."""
    out = BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def unpacked(content: bytes | memoryview) -> pl.DataFrame:
    """Return the frame that :func:`packed` packed."""
    return pl.read_parquet(BytesIO(bytes(content)))
