"""Requirements that can be met, and that do not contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.model.choices import Measure, Timing
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.choice_names import CHOICE_NAMES
from thuctien.engine.workbook.layout import column_title
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_LISTS = ("post_families", "ranks", "leadership_levels", "unit_kinds")
_LIMITS = ("min_age", "max_age", "min_years_to_retirement")
_CONTRADICTING = ("binding", "months", "hours")


def empty_age_ranges(tables: Tables) -> Iterator[Finding]:
    """Find requirements from an age above the age they end at."""
    if tables.has("requirements"):
        rows = tables.frame("requirements").filter(pl.col("min_age") > pl.col("max_age"))
        rows = rows.select(ROW, pl.col("min_age").alias("least"), pl.col("max_age").alias("most"))
        yield Finding(FaultCode.AGE_RANGE_EMPTY, "requirements", "max_age", rows)


def timings_without_figures(tables: Tables) -> Iterator[Finding]:
    """Find timings that count months, or hours, without saying how many."""
    if not tables.has("requirements"):
        return
    wanted = (
        (Timing.WITHIN_MONTHS, "months", FaultCode.TIMING_NEEDS_MONTHS),
        (Timing.EVERY_MONTHS, "months", FaultCode.TIMING_NEEDS_MONTHS),
        (Timing.YEARLY_HOURS, "hours", FaultCode.TIMING_NEEDS_HOURS),
    )
    for timing, column, code in wanted:
        rows = tables.frame("requirements").filter(
            pl.col("timing") == timing, pl.col(column).fill_null(0) <= 0
        )
        wordings = {"timing": CHOICE_NAMES[timing]}
        yield Finding(code, "requirements", column, rows.select(ROW), wordings)


def hours_of_credentials(tables: Tables) -> Iterator[Finding]:
    """Find hours asked of a qualification that is obtained once and has none."""
    if not tables.has("qualifications"):
        return
    credentials = (
        tables.frame("qualifications")
        .filter(pl.col("measure") == Measure.CREDENTIAL)
        .select("qualification_id")
        .unique()
    )
    for name in ("requirements", "stated_needs"):
        if tables.has(name):
            asked = tables.frame(name).filter(pl.col("hours") > 0)
            rows = asked.join(credentials, on="qualification_id", how="semi").select(
                ROW, pl.col("qualification_id").alias("qualification")
            )
            yield Finding(FaultCode.HOURS_OF_CREDENTIAL, name, "hours", rows)


def contradicting_requirements(tables: Tables) -> Iterator[Finding]:
    """Find pairs that ask the same people for the same at the same time in two ways.

    Same qualification, timing and audience, validity in common, but another binding, other months
    or other hours.
    """
    if not tables.has("requirements"):
        return
    pairs = _pairs(tables.frame("requirements"))
    differs = [pl.col(c).ne_missing(pl.col(f"{c}_other")).alias(c) for c in _CONTRADICTING]
    found = pairs.select(
        pl.col(f"{ROW}_other").alias(ROW),
        pl.col("requirement_id_other").alias("requirement"),
        pl.col("requirement_id").alias("other"),
        pl.col(ROW).alias("other_row"),
        *differs,
    )
    for differing in product((False, True), repeat=len(_CONTRADICTING)):
        if any(differing):
            same = [pl.col(c) == d for c, d in zip(_CONTRADICTING, differing, strict=True)]
            rows = found.filter(same).drop(_CONTRADICTING)
            names = [c for c, d in zip(_CONTRADICTING, differing, strict=True) if d]
            wordings = {"columns": _column_names(names)}
            yield Finding(
                FaultCode.CONTRADICTING_REQUIREMENTS, "requirements", names[0], rows, wordings
            )


def _pairs(requirements: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs for the same audience at the same time, the earlier row first."""
    whom = [pl.col(c).list.join(";").alias(f"__{c}") for c in _LISTS]
    whom += [pl.col(c).cast(pl.String).fill_null("").alias(f"__{c}") for c in _LIMITS]
    keyed = requirements.with_columns(whom)
    keys = ["qualification_id", "timing", *(f"__{c}" for c in (*_LISTS, *_LIMITS))]
    pairs = keyed.join(keyed, on=keys, how="inner", suffix="_other").filter(
        pl.col(ROW) < pl.col(f"{ROW}_other")
    )
    apart = (pl.col("valid_to") < pl.col("valid_from_other")).fill_null(value=False) | (
        pl.col("valid_to_other") < pl.col("valid_from")
    ).fill_null(value=False)
    return pairs.filter(~apart)


def _column_names(names: list[str]) -> Wording:
    titles = [column_title(TABLES["requirements"].column(name)) for name in names]
    return Wording(
        ", ".join(title.vi.lower() for title in titles),
        ", ".join(title.en.lower() for title in titles),
    )
