"""The posts of every agency, from the positions that its kind of unit has."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.sample.draw import Ints, stream
from thuctien.engine.sample.facts import LIST_SEPARATOR, raw_facts

POSITION_COLUMNS = ["title", "family", "rank", "leadership_level"]


def make_posts(agencies: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return one row a post of each agency.

    Columns: ``post_id``, ``unit_id``, ``kind`` and ``since`` of the unit, ``title``, ``family``,
    ``rank``, ``leadership_level``, and ``holders``: how many people have the post. The holders of
    an agency's posts add up to its size; posts without holder are left out.
    """
    rng = stream(seed, "posts")
    positions = _positions()
    posts = []
    for kind in agencies["kind"].unique(maintain_order=True):
        here = agencies.filter(pl.col("kind") == kind)
        of_kind = positions.filter(pl.col("kind") == kind).drop("kind")
        holders = _holders(rng, here["size"].to_numpy(), of_kind)
        unit, position = np.nonzero(holders)
        posts.append(
            pl.concat(
                [
                    here[unit].select("unit_id", "kind", "since"),
                    of_kind[position].select("number", *POSITION_COLUMNS),
                    pl.DataFrame({"holders": holders[unit, position]}),
                ],
                how="horizontal",
            )
        )
    return pl.concat(posts).with_columns(
        post_id=pl.format("{}-{}", "unit_id", pl.col("number").cast(pl.String).str.zfill(2))
    )


def _positions() -> pl.DataFrame:
    """Return the positions by kind of unit, numbered within the kind."""
    return (
        raw_facts("positions")
        .with_columns(
            pl.col("unit_kinds").str.split(LIST_SEPARATOR),
            pl.col("fixed").cast(pl.Int64),
            pl.col("weight").cast(pl.Float64),
        )
        .explode("unit_kinds")
        .rename({"unit_kinds": "kind"})
        .with_columns(number=pl.int_range(1, pl.len() + 1).over("kind"))
    )


def _holders(rng: np.random.Generator, sizes: Ints, positions: pl.DataFrame) -> Ints:
    """Return people by agency and position: first the fixed ones in order, the rest by weight."""
    fixed = positions["fixed"].to_numpy()
    before = np.cumsum(fixed) - fixed
    filled = np.clip(sizes[:, None] - before, 0, fixed)
    weights = positions["weight"].to_numpy()
    rest = sizes - filled.sum(axis=1)
    holders: Ints = filled + rng.multinomial(rest, weights / weights.sum())
    return holders
