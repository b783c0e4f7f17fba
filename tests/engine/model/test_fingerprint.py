"""Equal results have equal fingerprints, others have not."""

from __future__ import annotations

import polars as pl

from thuctien.engine.model.fingerprint import fingerprint

FRAME = pl.DataFrame({"a": [1, 2], "b": ["x", None]})


def test_the_same_rows_have_the_same_fingerprint() -> None:
    assert fingerprint(FRAME, FRAME) == fingerprint(FRAME.clone(), FRAME.clone())


def test_another_value_order_or_cut_has_another() -> None:
    others = [
        FRAME.reverse(),
        FRAME.head(1),
        FRAME.with_columns(b=pl.lit("x")),
        FRAME.rename({"b": "c"}),
    ]
    assert len({fingerprint(frame) for frame in [FRAME, *others]}) == len(others) + 1
    assert fingerprint(FRAME.head(1), FRAME.tail(1)) != fingerprint(FRAME)
