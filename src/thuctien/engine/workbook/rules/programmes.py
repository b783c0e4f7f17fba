"""Programmes that can be opened: sizes, modules, forms of study, rooms, quotas, conditions."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from thuctien.engine.model.choices import Predicate
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.choice_names import CHOICE_NAMES
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_BY_NUMBER = frozenset(
    {
        Predicate.MIN_AGE,
        Predicate.MAX_AGE,
        Predicate.MIN_SERVICE_YEARS,
        Predicate.MIN_YEARS_TO_RETIREMENT,
        Predicate.RATED_AT_LEAST,
        Predicate.MIN_MONTHS_SINCE_TRAINING,
        Predicate.MIN_MONTHS_SINCE_KIND,
    }
)
_WITHOUT_CODES = frozenset(
    {
        Predicate.MIN_AGE,
        Predicate.MAX_AGE,
        Predicate.MIN_SERVICE_YEARS,
        Predicate.MIN_YEARS_TO_RETIREMENT,
        Predicate.NO_DISCIPLINE,
        Predicate.MIN_MONTHS_SINCE_TRAINING,
    }
)
"""Those that look at no codes, or at any where none is named."""

_UNKNOWN = 1_000_000
"""A room whose capacity is itself a fault is not called too small as well."""


def empty_size_ranges(tables: Tables) -> Iterator[Finding]:
    """Find programmes whose least size is above their greatest."""
    if tables.has("programmes"):
        rows = tables.frame("programmes").filter(pl.col("min_size") > pl.col("max_size"))
        rows = rows.select(ROW, pl.col("min_size").alias("least"), pl.col("max_size").alias("most"))
        yield Finding(FaultCode.SIZE_RANGE_EMPTY, "programmes", "max_size", rows)


def programmes_that_cannot_open(tables: Tables) -> Iterator[Finding]:
    """Find programmes without any module, or without any form of study."""
    needed = (("modules", FaultCode.NO_MODULES), ("offerings", FaultCode.NO_OFFERING))
    for name, code in needed:
        if tables.has("programmes", name):
            programmes = tables.frame("programmes").drop_nulls("programme_id")
            rows = programmes.join(tables.frame(name), on="programme_id", how="anti").select(
                ROW, pl.col("programme_id").alias("programme")
            )
            yield Finding(code, "programmes", "programme_id", rows)


def quotas_of_unknown_years(tables: Tables) -> Iterator[Finding]:
    """Find quotas of years for which no budget is known."""
    if tables.has("quotas", "budgets"):
        quotas = tables.frame("quotas").drop_nulls("year")
        rows = quotas.join(tables.frame("budgets"), on="year", how="anti").select(ROW, "year")
        yield Finding(FaultCode.QUOTA_YEAR_UNKNOWN, "quotas", "year", rows)


def rooms_too_small(tables: Tables) -> Iterator[Finding]:
    """Find programmes whose least class fits in no room of any site that may host them."""
    if not tables.has("programmes", "offerings", "sites", "rooms"):
        return
    largest = (
        tables.frame("rooms")
        .join(tables.frame("sites"), on="site_id", how="inner")
        .group_by("kind", maintain_order=True)
        .agg(pl.col("capacity").fill_null(_UNKNOWN).max())
    )
    hosts = (
        tables.frame("offerings")
        .select("programme_id", pl.col("site_kinds").alias("kind"))
        .explode("kind", empty_as_null=True)
        .drop_nulls("kind")
        .join(largest, on="kind", how="left")
        .group_by("programme_id", maintain_order=True)
        .agg(pl.col("capacity").max().fill_null(0))
    )
    rows = (
        tables.frame("programmes")
        .join(hosts, on="programme_id", how="inner")
        .filter(pl.col("capacity") < pl.col("min_size"))
        .select(ROW, "capacity", pl.col("min_size").alias("least"))
    )
    yield Finding(FaultCode.ROOMS_TOO_SMALL, "programmes", "min_size", rows)


def predicates_without_values(tables: Tables) -> Iterator[Finding]:
    """Find eligibility rules that look at a number, or at codes, and have none."""
    if not tables.has("eligibility_rules"):
        return
    rules = tables.frame("eligibility_rules")
    for predicate in Predicate:
        own = rules.filter(pl.col("predicate") == predicate)
        wordings = {"predicate": CHOICE_NAMES[predicate]}
        if predicate in _BY_NUMBER:
            rows = own.filter(pl.col("number").is_null()).select(ROW)
            code = FaultCode.PREDICATE_NEEDS_NUMBER
            yield Finding(code, "eligibility_rules", "number", rows, wordings)
        if predicate not in _WITHOUT_CODES:
            rows = own.filter(pl.col("codes").list.len() == 0).select(ROW)
            code = FaultCode.PREDICATE_NEEDS_CODES
            yield Finding(code, "eligibility_rules", "codes", rows, wordings)
