"""People prepared for comparing: names in several keys, numbers mended, birth dates in parts."""

from __future__ import annotations

import polars as pl

from thuctien.engine.text.dates import Precision
from thuctien.engine.text.folding import folded, match_key
from thuctien.engine.text.normal import cleaned
from thuctien.engine.text.personal_number import clean_personal_number, with_lost_zeros

_TEXTS = ("person_id", "personal_number", "full_name", "sex", "birth_date_precision", "unit_id")


def prepared(people: pl.DataFrame) -> pl.DataFrame:
    """Return what is compared of each person, one row each in the order of ``people``.

    Columns: ``index``; ``code``, ``number`` (zeros that a spreadsheet took given back), ``sex``,
    ``unit``; ``name`` in small letters, ``spelling`` (:func:`match_key`), ``folded``, ``family``
    and ``given`` (first and last word, folded), ``unmarked`` (typed without any mark); ``birth``,
    ``precision``, ``year``, and ``swapped``, the birth date with day and month exchanged.
    """
    given = people.select(
        pl.col(name).cast(pl.String)
        if name in people.columns
        else pl.lit(None, pl.String).alias(name)
        for name in _TEXTS
    ).with_columns(people["birth_date"].cast(pl.Date))
    names = given.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("index"),
        code=_filled("person_id"),
        number=pl.Series(_numbers(given["personal_number"]), dtype=pl.String),
        sex=_filled("sex"),
        unit=_filled("unit_id"),
        name=cleaned(pl.col("full_name")).str.to_lowercase(),
        folded=folded(pl.col("full_name")),
        birth="birth_date",
        precision=pl.col("birth_date_precision").fill_null(Precision.DAY),
        year=pl.col("birth_date").dt.year(),
        swapped=_swapped(),
    )
    return names.with_columns(
        spelling=_spellings(names["name"]),
        family=pl.col("folded").str.split(" ").list.first(),
        given=pl.col("folded").str.split(" ").list.last(),
        unmarked=pl.col("name") == pl.col("folded"),
    )


def _filled(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def _numbers(numbers: pl.Series) -> list[str | None]:
    cleaned_numbers = (clean_personal_number(text) if text else "" for text in numbers)
    return [(with_lost_zeros(number) or number) or None for number in cleaned_numbers]


def _swapped() -> pl.Expr:
    """Return the birth date with day and month exchanged; null where that is no other day."""
    birth = pl.col("birth_date")
    day, month = birth.dt.day(), birth.dt.month()
    precise = pl.col("birth_date_precision").fill_null(Precision.DAY) == Precision.DAY
    exchanged = (day <= 12) & (day != month) & precise
    safe_month = pl.when(exchanged).then(day).otherwise(1)
    safe_day = pl.when(exchanged).then(month).otherwise(1)
    return pl.when(exchanged).then(pl.date(birth.dt.year(), safe_month, safe_day))


def _spellings(names: pl.Series) -> pl.Series:
    """Return the names under which two styles of spelling are one, word by word."""
    words = names.str.split(" ")
    known = words.explode().unique().drop_nulls().sort()
    keys = pl.Series([match_key(word) for word in known], dtype=pl.String)
    mapped = pl.element().replace_strict(known, keys, default=None, return_dtype=pl.String)
    return words.list.eval(mapped).list.join(" ").alias("spelling")
