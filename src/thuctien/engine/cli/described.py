"""Needs as people read them: names instead of codes, the source with its article, the gap in words.

What the words are made from stands beside them as one JSON object a need (``need_figures``), so
that a workbook alone suffices to tell them again in another language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Origin
from thuctien.engine.needs import gap_text
from thuctien.engine.needs.wording import FORCES
from thuctien.engine.text.ordering import name_keys
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.choice_names import CHOICE_NAMES

UNCONFIRMED = Wording("mẫu – cần xác nhận", "sample – to be confirmed")

CodeT = TypeVar("CodeT", bound=str)

_FIGURES = (
    "asked_by",
    "asked_by_en",
    "confirmed",
    "document",
    "due_on",
    "expired_on",
    "held",
    "held_en",
    "held_on",
    "hours_held",
    "hours_needed",
    "origin",
    "qualification",
    "qualification_en",
)


def people_described(province: Province) -> pl.DataFrame:
    """Return everybody in the order of given names.

    Columns: ``person_id``, ``full_name``, ``place`` (position in that order).
    """
    return (
        province.people.select("person_id", "full_name")
        .with_columns(name_keys(province.people["full_name"]).alias("key"))
        .sort("key", "person_id")
        .drop("key")
        .with_row_index("place")
    )


def needs_described(province: Province, needs: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return ``needs`` (``NEEDS_SCHEMA``) in words, by given name of the person and due date.

    Added columns: ``full_name``, ``place``, ``unit``, ``post``, ``qualification_name``,
    ``asked_by_name``, ``document``, ``label`` (says that a rule is not confirmed),
    ``binding_word``, ``force_word``, ``gap_words``, ``need_figures``.
    """
    named = _with_names(province, needs)
    figures = named.select(pl.struct(_FIGURES).struct.json_encode()).to_series()
    gaps = [
        gap_text(gap, localised(json.loads(values), language), language)
        for gap, values in zip(named["gap"], figures, strict=True)
    ]
    suffix = "" if language is Language.VI else "_en"
    return named.with_columns(
        figures.alias("need_figures"),
        pl.Series("gap_words", gaps, dtype=pl.String),
        pl.col(f"qualification{suffix}").alias("qualification_name"),
        pl.col(f"asked_by{suffix}").alias("asked_by_name"),
        pl.when(~pl.col("confirmed")).then(pl.lit(UNCONFIRMED.render(language, {}))).alias("label"),
        in_words("binding", CHOICE_NAMES, language).alias("binding_word"),
        in_words("force", FORCES, language).alias("force_word"),
    ).sort("place", "due_on", "need_id")


def in_words(column: str, wordings: Mapping[CodeT, Wording], language: Language) -> pl.Expr:
    """Return a column of codes in words; a code without words stays as it is."""
    words = {str(code): wording.render(language, {}) for code, wording in wordings.items()}
    return pl.col(column).replace(words)


def localised(figures: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return figures for sentences: English names in English, days (``…_on``) as dates."""
    values: dict[str, object] = {}
    for name, value in figures.items():
        english = figures.get(f"{name}_en")
        chosen = english if english and language is Language.EN else value
        is_day = name.endswith("_on") and isinstance(chosen, str)
        values[name] = date.fromisoformat(str(chosen)) if is_day else chosen
    return values


def _with_names(province: Province, needs: pl.DataFrame) -> pl.DataFrame:
    names = province.qualifications.select(
        "qualification_id",
        pl.col("name").alias("qualification"),
        pl.coalesce("name_en", "name").alias("qualification_en"),
    )
    held = names.rename(
        {"qualification_id": "held_id", "qualification": "held", "qualification_en": "held_en"}
    )
    units = province.units.select("unit_id", pl.col("name").alias("unit"))
    posts = province.posts.select("post_id", pl.col("title").alias("post"))
    return (
        needs.join(people_described(province), on="person_id", how="left", maintain_order="left")
        .join(units, on="unit_id", how="left", maintain_order="left")
        .join(posts, on="post_id", how="left", maintain_order="left")
        .join(names, on="qualification_id", how="left", maintain_order="left")
        .join(held, on="held_id", how="left", maintain_order="left")
        .join(sources_described(province), on="source_id", how="left", maintain_order="left")
    )


def sources_described(province: Province) -> pl.DataFrame:
    """Return who asks, for requirements and stated needs.

    Columns: ``source_id``, ``asked_by``, ``asked_by_en``, ``document`` (text and article),
    ``confirmed``.
    """
    document = pl.concat_str("source", "article", separator=", ", ignore_nulls=True)
    told = (document.alias("document"), pl.col("confirmed").fill_null(value=False))
    requirements = province.requirements.select(
        pl.col("requirement_id").alias("source_id"),
        pl.col("name").alias("asked_by"),
        pl.coalesce("name_en", "name").alias("asked_by_en"),
        *told,
    )
    stated = province.stated_needs.select(
        pl.col("need_id").alias("source_id"),
        _stated("vi").alias("asked_by"),
        _stated("en").alias("asked_by_en"),
        *told,
    )
    return pl.concat([requirements, stated])


def _stated(language: str) -> pl.Expr:
    """Return the origin of a stated need in words, with its reason."""
    origins = {origin: CHOICE_NAMES[origin] for origin in Origin}
    origin = in_words("origin", origins, Language(language))
    return pl.concat_str(origin, "reason", separator=": ", ignore_nulls=True)
