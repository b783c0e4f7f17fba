"""Every code names a row that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from thuctien.engine.model import TABLES, Column, Kind
from thuctien.engine.model.choices import CodeList, Predicate
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.choice_names import CHOICE_NAMES
from thuctien.engine.workbook.layout import sheet_title
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_LIST_PREFIX = "codes:"

_CODES_OF_PREDICATE: Mapping[Predicate, str] = {
    Predicate.LEADERSHIP_LEVELS: _LIST_PREFIX + CodeList.LEADERSHIP_LEVEL,
    Predicate.POST_FAMILIES: _LIST_PREFIX + CodeList.POST_FAMILY,
    Predicate.RANKS: _LIST_PREFIX + CodeList.RANK,
    Predicate.UNIT_KINDS: _LIST_PREFIX + CodeList.UNIT_KIND,
    Predicate.HOLDS: "qualifications",
    Predicate.HOLDS_NOT: "qualifications",
    Predicate.RATED_AT_LEAST: _LIST_PREFIX + CodeList.RATING,
    Predicate.NO_DISCIPLINE: _LIST_PREFIX + CodeList.DISCIPLINE_FORM,
    Predicate.MIN_MONTHS_SINCE_TRAINING: "qualifications",
    Predicate.MIN_MONTHS_SINCE_KIND: _LIST_PREFIX + CodeList.QUALIFICATION_KIND,
    Predicate.PLANNED_LEVELS: _LIST_PREFIX + CodeList.LEADERSHIP_LEVEL,
    Predicate.DOCUMENTED: _LIST_PREFIX + CodeList.CONDITION,
}


def unknown_references(tables: Tables) -> Iterator[Finding]:
    """Find values of referring columns that no row of their target has."""
    for typed in tables.typed():
        for column in typed.table.columns:
            if column.refers_to:
                values = _values(typed.frame, column)
                yield from _unknown(tables, values, typed.table.name, column, column.refers_to)


def unknown_codes_of_rules(tables: Tables) -> Iterator[Finding]:
    """Find codes of eligibility rules that what their predicate looks at does not know."""
    if not tables.has("eligibility_rules"):
        return
    column = TABLES["eligibility_rules"].column("codes")
    rules = tables.frame("eligibility_rules")
    for predicate, target in _CODES_OF_PREDICATE.items():
        values = _values(rules.filter(pl.col("predicate") == predicate), column)
        yield from _unknown(tables, values, "eligibility_rules", column, target)


def _values(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Return :data:`ROW` and ``value``, one row for each code of the column."""
    values = frame.select(ROW, pl.col(column.name).alias("value"))
    if column.kind is Kind.CODES:
        values = values.explode("value", empty_as_null=True)
    return values.drop_nulls("value")


def _unknown(
    tables: Tables, values: pl.DataFrame, table: str, column: Column, target: str
) -> Iterator[Finding]:
    name = "codes" if target.startswith(_LIST_PREFIX) else target
    if not tables.has(name):
        return
    known = _known(tables.frame(name), target).drop_nulls().unique()
    rows = values.join(known, on="value", how="anti", maintain_order="left")
    wordings = {"target": _title(target)}
    yield Finding(FaultCode.UNKNOWN_CODE, table, column.name, rows, wordings)


def _known(frame: pl.DataFrame, target: str) -> pl.DataFrame:
    if target.startswith(_LIST_PREFIX):
        of_list = frame.filter(pl.col("list") == target.removeprefix(_LIST_PREFIX))
        return of_list.select(pl.col("code").alias("value"))
    return frame.select(pl.col(TABLES[target].key[0]).alias("value"))


def _title(target: str) -> Wording:
    if target.startswith(_LIST_PREFIX):
        return CHOICE_NAMES[target.removeprefix(_LIST_PREFIX)]
    return sheet_title(TABLES[target])
