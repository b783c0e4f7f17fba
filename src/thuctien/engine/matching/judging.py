"""Which pairs are proposed as one person, how surely, and why.

A pair is proposed where the code or the personal number is the same; or where the names are the
same and the births agree, or the names are near and the births are the same; where the births only
agree in the year, the unit must be the same too. Two different numbers of the same kind say two
people, whatever else agrees: twins and namesakes are never proposed.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from thuctien.engine.matching.evidence import Evidence
from thuctien.engine.text.dates import Precision

_SCORES_OF_NAME = {
    Evidence.SAME_NAME: 0.9,
    Evidence.SAME_SPELLING: 0.88,
    Evidence.UNMARKED_NAME: 0.82,
    Evidence.NEAR_NAME: 0.7,
}
_LOSS_BY_BIRTH = {
    Evidence.SAME_BIRTH: 0.0,
    Evidence.COMPATIBLE_BIRTH: 0.15,
    Evidence.SWAPPED_BIRTH: 0.15,
    Evidence.SAME_BIRTH_YEAR: 0.25,
}
_BY_NUMBER, _BY_CODE, _BY_NUMBER_ONLY = 1.0, 0.98, 0.75
_OF_UNIT = 0.05
"""Own judgement, to put the surest first; nothing is merged by score alone."""


def judged(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that are proposed, with ``score`` and ``reasons``.

    ``pairs`` has the columns of :func:`~.candidates.with_both`.
    """
    seen = pairs.with_columns(_birth(), same_unit=_same("unit")).with_columns(_names(pairs))
    seen = seen.with_columns(
        same_number=_same("number"),
        same_code=_same("code"),
        other_number=(_different("number") & _same_kind_of_number()),
        other_sex=_different("sex"),
    )
    return (
        seen.filter(_accepted())
        .with_columns(score=_score().round(2), reasons=_reasons())
        .select("left", "right", "score", "reasons")
    )


def _accepted() -> pl.Expr:
    name, birth, unit = pl.col("name_evidence"), pl.col("birth_evidence"), pl.col("same_unit")
    same_name = name.is_not_null() & (name != Evidence.NEAR_NAME)
    near_name = (name == Evidence.NEAR_NAME) & ~pl.col("other_sex")
    same_birth = birth == Evidence.SAME_BIRTH
    agreeing = birth.is_in([Evidence.SAME_BIRTH, Evidence.COMPATIBLE_BIRTH, Evidence.SWAPPED_BIRTH])
    by_name = (
        (same_name & agreeing)
        | (near_name & (same_birth | (birth == Evidence.SWAPPED_BIRTH)))
        | ((same_name | near_name) & birth.is_not_null() & unit)
    ).fill_null(value=False)
    return pl.col("same_code") | pl.col("same_number") | (by_name & ~pl.col("other_number"))


def _score() -> pl.Expr:
    name = pl.col("name_evidence").replace_strict(
        {str(k): v for k, v in _SCORES_OF_NAME.items()}, default=None, return_dtype=pl.Float64
    )
    loss = pl.col("birth_evidence").replace_strict(
        {str(k): v for k, v in _LOSS_BY_BIRTH.items()}, default=None, return_dtype=pl.Float64
    )
    by_name = name - loss + pl.when("same_unit").then(_OF_UNIT).otherwise(0.0)
    named = pl.col("name_evidence").is_not_null()
    by_number = pl.when(named).then(_BY_NUMBER).otherwise(_BY_NUMBER_ONLY)
    return (
        pl.when("same_number").then(by_number).when("same_code").then(_BY_CODE).otherwise(by_name)
    )


def _reasons() -> pl.Expr:
    """Return the evidence as a list of codes, the strongest first."""
    number_only = pl.col("same_number") & pl.col("name_evidence").is_null()
    return pl.concat_list(
        pl.when("same_number").then(pl.lit(str(Evidence.SAME_NUMBER))),
        pl.when("same_code").then(pl.lit(str(Evidence.SAME_CODE))),
        pl.col("name_evidence"),
        pl.col("birth_evidence"),
        pl.when("same_unit").then(pl.lit(str(Evidence.SAME_UNIT))),
        pl.when(number_only).then(pl.lit(str(Evidence.OTHER_NAME))),
    ).list.drop_nulls()


def _birth() -> pl.Expr:
    """Return how two births agree, null where they contradict or one is unknown."""
    precise = pl.col("precision") == Precision.DAY
    precise_right = pl.col("precision_right") == Precision.DAY
    year = pl.col("year") == pl.col("year_right")
    month = pl.col("birth").dt.month() == pl.col("birth_right").dt.month()
    month_known = (pl.col("precision") != Precision.YEAR) & (
        pl.col("precision_right") != Precision.YEAR
    )
    return (
        pl.when(precise & precise_right & (pl.col("birth") == pl.col("birth_right")))
        .then(pl.lit(str(Evidence.SAME_BIRTH)))
        .when(precise & precise_right & (pl.col("swapped") == pl.col("birth_right")))
        .then(pl.lit(str(Evidence.SWAPPED_BIRTH)))
        .when(year & ~(precise & precise_right) & (month | ~month_known))
        .then(pl.lit(str(Evidence.COMPATIBLE_BIRTH)))
        .when(year)
        .then(pl.lit(str(Evidence.SAME_BIRTH_YEAR)))
        .alias("birth_evidence")
    )


def _names(pairs: pl.DataFrame) -> pl.Series:
    """Return how two names agree, null where they are different names."""
    unmarked = pl.col("unmarked") | pl.col("unmarked_right")
    told = pairs.select(
        pl.when(pl.col("name") == pl.col("name_right"))
        .then(pl.lit(str(Evidence.SAME_NAME)))
        .when(pl.col("spelling") == pl.col("spelling_right"))
        .then(pl.lit(str(Evidence.SAME_SPELLING)))
        .when((pl.col("folded") == pl.col("folded_right")) & unmarked)
        .then(pl.lit(str(Evidence.UNMARKED_NAME)))
        .alias("name_evidence")
    ).to_series()
    near = told.is_null() & (_one_slip(pairs) | _one_middle_name(pairs))
    return pl.select(
        pl.when(near).then(pl.lit(str(Evidence.NEAR_NAME))).otherwise(told).alias("name_evidence")
    ).to_series()


def _one_slip(pairs: pl.DataFrame) -> pl.Series:
    """Return where one letter or tone is added, lost, changed, or two neighbours exchanged."""
    if not pairs.height:
        return pl.Series([], dtype=pl.Boolean)
    distances = cpdist(
        pairs["spelling"].fill_null("").to_list(),
        pairs["spelling_right"].fill_null("").to_list(),
        scorer=OSA.distance,
        score_cutoff=1,
        dtype=np.int32,
    )
    return pl.Series(distances <= 1)


def _one_middle_name(pairs: pl.DataFrame) -> pl.Series:
    """Return where one name lacks a single middle name of the other."""
    words, words_right = (
        pl.col(column).str.split(" ") for column in ("spelling", "spelling_right")
    )
    ends = (words.list.first() == words_right.list.first()) & (
        words.list.last() == words_right.list.last()
    )
    shorter, longer = (
        pl.when(words.list.len() < words_right.list.len()).then(one).otherwise(other)
        for one, other in ((words, words_right), (words_right, words))
    )
    one_more = longer.list.len() == shorter.list.len() + 1
    within = shorter.list.set_difference(longer).list.len() == 0
    return pairs.select(
        (ends & one_more & within & (shorter.list.len() >= 2)).fill_null(value=False)
    ).to_series()


def _same(column: str) -> pl.Expr:
    return (pl.col(column) == pl.col(f"{column}_right")).fill_null(value=False)


def _different(column: str) -> pl.Expr:
    return (pl.col(column) != pl.col(f"{column}_right")).fill_null(value=False)


def _same_kind_of_number() -> pl.Expr:
    """A number of an old card and one of 12 digits differ without saying anything."""
    lengths = pl.col("number").str.len_chars() == pl.col("number_right").str.len_chars()
    return lengths.fill_null(value=False)
