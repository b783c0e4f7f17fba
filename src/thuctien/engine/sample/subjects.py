"""Who a row of facts is about: people by family, rank, leadership level and kind of unit."""

from __future__ import annotations

import polars as pl

from thuctien.engine.sample.draw import Bools
from thuctien.engine.sample.facts import split_codes

SUBJECT_COLUMNS = {
    "post_families": "family",
    "ranks": "rank",
    "leadership_levels": "leadership_level",
    "unit_kinds": "kind",
}


def subject_masks(placements: pl.DataFrame, rows: pl.DataFrame) -> list[Bools]:
    """Return for each of ``rows`` which placements it is about; an empty cell means all.

    ``rows`` has any of the columns of :data:`SUBJECT_COLUMNS` as texts with codes between «;».
    """
    filters = {name: column for name, column in SUBJECT_COLUMNS.items() if name in rows.columns}
    wanted = rows.select(split_codes(pl.col(name)) for name in filters)
    masks = []
    for codes in wanted.iter_rows():
        conditions = [
            pl.col(column).is_in(list(listed)).fill_null(value=False)
            for column, listed in zip(filters.values(), codes, strict=True)
            if listed
        ]
        matches = pl.all_horizontal(pl.lit(value=True), *conditions)
        masks.append(
            placements.select(pl.repeat(value=True, n=pl.len()) & matches).to_series().to_numpy()
        )
    return masks
