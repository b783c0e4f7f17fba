"""Which pairs are worth comparing: those that share a number, or a birth and a part of the name.

Comparing everybody with everybody would be 25,000 × 60,000 pairs; these keys leave some hundred
thousand, and no pair that the rules of :mod:`~.judging` accept is left out (a test compares with
all pairs).
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from thuctien.engine.text.dates import Precision

PAIR = ("left", "right")

_COMPARED = (
    "index",
    "code",
    "number",
    "sex",
    "unit",
    "name",
    "spelling",
    "folded",
    "family",
    "given",
    "unmarked",
    "birth",
    "precision",
    "year",
    "swapped",
)


def candidate_pairs(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of indices (``left``, ``right``), each once, that may be accepted."""
    pairs = pl.concat(list(_joined(left, right)))
    return pairs.unique().sort(PAIR)


def with_both(pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with the columns of both people, of the second ending in ``_right``."""
    first = left.select(_COMPARED).rename({"index": "left"})
    second = right.select(pl.col(_COMPARED).name.suffix("_right")).rename({"index_right": "right"})
    return pairs.join(first, on="left", maintain_order="left").join(
        second, on="right", maintain_order="left"
    )


def _joined(left: pl.DataFrame, right: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield _on(left, right, ["number"], ["number"])
    yield _on(left, right, ["code"], ["code"])
    for name in ("folded", "spelling"):
        yield _on(left, right, [name, "year"], [name, "year"])
    yield from _exact_births(left, right)
    for name in ("family", "given"):  # one slip leaves one of them as it was
        yield _on(left, right, ["unit", "year", name], ["unit", "year", name])


def _exact_births(left: pl.DataFrame, right: pl.DataFrame) -> Iterator[pl.DataFrame]:
    precise_left, precise_right = (
        people.filter(pl.col("precision") == Precision.DAY) for people in (left, right)
    )
    yield _on(precise_left, precise_right, ["birth"], ["birth"])
    yield _on(precise_left, precise_right, ["swapped"], ["birth"])


def _on(
    left: pl.DataFrame, right: pl.DataFrame, left_keys: list[str], right_keys: list[str]
) -> pl.DataFrame:
    first = left.select(*left_keys, left="index")
    second = right.select(*right_keys, right="index")
    return first.join(second, left_on=left_keys, right_on=right_keys).select(PAIR)
