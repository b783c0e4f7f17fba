"""Personal numbers that clash with the record, or that two people have: told, never refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.text.personal_number import Clash, ClashCode, check_personal_number
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.rules.finding import Finding, Tables
from thuctien.engine.workbook.typed import ROW

_NUMBER = "personal_number"


def same_numbers(tables: Tables) -> Iterator[Finding]:
    """Find people with the personal number of an earlier row, under another code."""
    if not tables.has("people"):
        return
    twins = (
        tables.frame("people")
        .drop_nulls([_NUMBER, "person_id"])
        .with_columns(
            pl.col(ROW).first().over(_NUMBER).alias("other"),
            pl.col("person_id").first().over(_NUMBER).alias("person"),
        )
        .filter(pl.col("person") != pl.col("person_id"))
    )
    rows = twins.select(ROW, "other", "person", pl.col("full_name").alias("name"))
    yield Finding(FaultCode.SAME_NUMBER, "people", _NUMBER, rows)


def odd_numbers(tables: Tables) -> Iterator[Finding]:
    """Find numbers that are no personal number, or that say another sex or year of birth."""
    if not tables.has("people"):
        return
    odd: defaultdict[tuple[ClashCode, str, str], list[int]] = defaultdict(list)
    people = tables.frame("people").drop_nulls(_NUMBER)
    for row, number, sex, born in people.select(ROW, _NUMBER, "sex", "birth_date").iter_rows():
        for clash in check_personal_number(number, sex=sex and Sex(sex), birth_date=born):
            odd[_sentence(clash)].append(row)
    for (_code, vi, en), found in odd.items():
        rows = pl.DataFrame({ROW: found}, schema={ROW: pl.Int64})
        yield Finding(FaultCode.ODD_NUMBER, "people", _NUMBER, rows, {"clash": Wording(vi, en)})


def _sentence(clash: Clash) -> tuple[ClashCode, str, str]:
    return clash.code, clash.text(Language.VI), clash.text(Language.EN)
