"""Names of people who do not exist, drawn from tables of frequency."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.draw import Bools, weighted
from thuctien.engine.sample.facts import raw_facts

TWO_MIDDLE_NAMES_SHARE = 0.12
"""Share of names of four syllables: family, two middle names, given name."""
PLAIN_MIDDLE_NAMES = ("Thị", "Văn")
"""The commonest middle names of women and of men."""


def full_names(rng: np.random.Generator, female: Bools) -> pl.Series:
    """Return a Vietnamese full name (NFC) for every person, ``female`` telling the sex."""
    size = len(female)
    middles = raw_facts("middle_names")
    parts = pl.DataFrame(
        {
            "family": _pick(rng, raw_facts("family_names"), size),
            "first": _by_sex(rng, middles, female),
            "second": _by_sex(rng, middles, female),
            "given": _by_sex(rng, raw_facts("given_names"), female),
            "plain": np.where(female, *PLAIN_MIDDLE_NAMES),
            "four": rng.random(size) < TWO_MIDDLE_NAMES_SHARE,
        }
    )
    first, second, given = pl.col("first"), pl.col("second"), pl.col("given")
    distinct = (second != first) & (second != given)
    return parts.select(
        pl.concat_str(
            "family",
            # A middle name that repeats the given one reads as a slip of the pen.
            pl.when(first == given).then("plain").otherwise(first),
            pl.when(pl.col("four") & distinct).then(second),
            given,
            separator=" ",
            ignore_nulls=True,
        )
    ).to_series()


def _by_sex(rng: np.random.Generator, table: pl.DataFrame, female: Bools) -> pl.Series:
    of_women, of_men = (
        _pick(rng, table.filter(pl.col("sex") == sex), len(female))
        for sex in (Sex.FEMALE, Sex.MALE)
    )
    return of_women.zip_with(pl.Series(female), of_men)


def _pick(rng: np.random.Generator, table: pl.DataFrame, size: int) -> pl.Series:
    weights = table["weight"].cast(pl.Float64).to_numpy()
    return table["name"].gather(weighted(rng, weights, size))
