"""What differs between a frame and the stored table, and how the audit trail keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from django.db import models
from polars import selectors

from thuctien.base.audit import Change, Recorder
from thuctien.engine.model import TABLES
from thuctien.sending.bridge.mapping import from_rows, to_rows

STORED = "_stored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Rows of one table: those that are new, those that differ, those that are no longer there.

    ``changed`` has each column twice, as it is to be and, with the suffix :data:`STORED`, as it is
    stored; where the stored frame has a column ``pk``, so has ``changed``.
    """

    model: type[models.Model]
    new: pl.DataFrame
    changed: pl.DataFrame
    gone: pl.DataFrame
    unchanged: int

    def trail(self) -> Iterator[Change]:
        """Yield what the audit trail keeps of storing the difference, row by row."""
        recorder = Recorder(self.model)
        for row in _plain(to_rows(self.model, self.new)).iter_rows(named=True):
            yield recorder.created(row)
        for row in _plain(to_rows(self.model, self.gone)).iter_rows(named=True):
            yield recorder.deleted(row)
        columns = self.new.columns
        after = to_rows(self.model, self.changed.select(columns))
        before = to_rows(self.model, self._stored(columns))
        rows = zip(
            _plain(before).iter_rows(named=True), _plain(after).iter_rows(named=True), strict=True
        )
        for old, new in rows:
            change = recorder.changed(old, new)
            if change is not None:
                yield change

    def _stored(self, columns: list[str]) -> pl.DataFrame:
        """Return the rows that differ as they are stored; columns of the key do not differ."""
        twice = set(self.changed.columns)
        return self.changed.select(
            pl.col(f"{c}{STORED}").alias(c) if f"{c}{STORED}" in twice else pl.col(c)
            for c in columns
        )


def difference(
    model: type[models.Model], name: str, frame: pl.DataFrame, stored: pl.DataFrame
) -> Difference:
    """Compare the frame of a table with what is stored; both are as the engine holds them."""
    key = list(TABLES[name].key)
    new = frame.join(stored.select(key), on=key, how="anti", nulls_equal=True)
    gone = stored.select(frame.columns).join(
        frame.select(key), on=key, how="anti", nulls_equal=True
    )
    known = frame.join(stored, on=key, how="inner", nulls_equal=True, suffix=STORED)
    others = [column for column in frame.columns if column not in key]
    changed = known.filter(
        pl.any_horizontal(
            pl.lit(value=False), *(pl.col(c).ne_missing(pl.col(f"{c}{STORED}")) for c in others)
        )
    )
    return Difference(
        model=model,
        new=new,
        changed=changed,
        gone=gone,
        unchanged=known.height - changed.height,
    )


def comparable(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the values that it would have after being stored and loaded again."""
    return from_rows(to_rows(model, frame))


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with days as texts, which are quicker to write as JSON."""
    return frame.with_columns(selectors.date().cast(pl.String))
