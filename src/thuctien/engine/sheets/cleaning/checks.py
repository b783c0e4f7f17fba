"""What only several cells or rows together can show: ages, pairs of dates, people twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.sheets.book import raw_text
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning.columns import ReadColumn
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.sheets.targets import Target
from thuctien.engine.text.dates import show_date
from thuctien.engine.text.folding import folded
from thuctien.engine.text.personal_number import LENGTH, Clash, check_personal_number
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.catalogue import FaultCode

YOUNGEST, OLDEST = 15, 100
"""Ages of people in a list: the labour code's least, and more than anybody in service has."""

_YEAR_DAYS = 365.2425
_TELLING = 6
"""Digits at the start of a personal number that say something: place, century and sex, year."""

_INDEX = "__index"

ColumnsBySheet = Mapping[str, Mapping[str, ReadColumn]]


class RowChecks:
    """Checks the people of all sheets of a file together."""

    def __init__(self, people: pl.DataFrame, columns: ColumnsBySheet, as_of: date) -> None:
        self._people = people.with_columns(
            pl.int_range(pl.len()).over("sheet").alias(_INDEX), key=folded(pl.col("full_name"))
        )
        self._columns = columns
        self._as_of = as_of

    def faults(self) -> Iterator[CellFault]:
        """Yield what is found, in no particular order."""
        yield from self._ages()
        yield from self._future()
        yield from self._service()
        yield from self._units()
        yield from self._codes_twice()
        yield from self._numbers_twice()
        yield from self._clashes()
        yield from self._same_people()
        yield from self._short_codes()

    def _ages(self) -> Iterator[CellFault]:
        age = (pl.lit(self._as_of) - pl.col("birth_date")).dt.total_days() / _YEAR_DAYS
        aged = self._people.with_columns(age=age.floor().cast(pl.Int32))
        for row in aged.filter(~pl.col("age").is_between(YOUNGEST, OLDEST)).iter_rows(named=True):
            values = {
                "value": show_date(row["birth_date"], row["birth_date_precision"]),
                "age": row["age"],
            }
            yield self._fault(SheetFault.IMPOSSIBLE_AGE, row, _BIRTH, values)

    def _future(self) -> Iterator[CellFault]:
        for name, target in (
            ("service_from", Target.SERVICE_FROM),
            ("party_date", Target.PARTY_DATE),
        ):
            late = self._people.filter(pl.col(name) > self._as_of)
            for row in late.iter_rows(named=True):
                values = {"value": show_date(row[name])}
                yield self._fault(SheetFault.DATE_IN_FUTURE, row, (target,), values)

    def _service(self) -> Iterator[CellFault]:
        age = (pl.col("service_from") - pl.col("birth_date")).dt.total_days() / _YEAR_DAYS
        early = self._people.with_columns(age=age.floor().cast(pl.Int32))
        for row in early.filter(pl.col("age") < YOUNGEST).iter_rows(named=True):
            values = {"value": show_date(row["service_from"]), "age": row["age"]}
            yield self._fault(SheetFault.SERVICE_BEFORE_AGE, row, (Target.SERVICE_FROM,), values)

    def _units(self) -> Iterator[CellFault]:
        """Report people without a unit in sheets that have no column of units."""
        for row in self._people.filter(pl.col("unit_id").is_null()).iter_rows(named=True):
            if Target.UNIT not in self._columns.get(row["sheet"], {}):
                yield self._fault(SheetFault.NO_UNIT, row, _NAME, {})

    def _codes_twice(self) -> Iterator[CellFault]:
        for row in self._repeated(["person_id"]).iter_rows(named=True):
            values = {"person": row["person_id"], "other": _place(row)}
            yield self._fault(FaultCode.PERSON_TWICE, row, (Target.PERSON_ID,), values)

    def _numbers_twice(self) -> Iterator[CellFault]:
        for row in self._repeated(["personal_number"]).iter_rows(named=True):
            values = {"sheet": row["other_sheet"], "other": row["other_row"]}
            yield self._fault(SheetFault.NUMBER_TWICE, row, (Target.PERSONAL_NUMBER,), values)

    def _clashes(self) -> Iterator[CellFault]:
        """Report how numbers of 12 digits clash with the sex and the year of birth beside them."""
        whole = pl.col("personal_number").str.contains(rf"^\d{{{LENGTH}}}$")
        numbered = self._people.filter(whole).with_columns(
            telling=pl.col("personal_number").str.head(_TELLING),
            year=pl.col("birth_date").dt.year(),
        )
        alike = ["telling", "sex", "year"]
        firsts = numbered.unique(alike, keep="first", maintain_order=True)
        odd = firsts.filter([bool(_clashes_of(row)) for row in firsts.iter_rows(named=True)])
        clashing = numbered.join(odd.select(alike), on=alike, how="semi", nulls_equal=True)
        for row in clashing.iter_rows(named=True):
            for clash in _clashes_of(row):
                wording = Wording(clash.text(Language.VI), clash.text(Language.EN))
                where = (Target.PERSONAL_NUMBER,)
                yield self._fault(SheetFault.NUMBER_CLASH, row, where, {"clash": wording})

    def _same_people(self) -> Iterator[CellFault]:
        """Report equal names and birth dates, unless two different numbers say two people."""
        same = self._repeated(["key", "birth_date", "birth_date_precision"])
        number, other = pl.col("personal_number"), pl.col("other_number")
        code, other_code = pl.col("person_id"), pl.col("other_id")
        apart = (number != other).fill_null(value=False)
        told = (number == other).fill_null(value=False) | (code == other_code).fill_null(
            value=False
        )
        for row in same.filter(~apart & ~told).iter_rows(named=True):
            values = {
                "name": row["full_name"],
                "person": row["other_id"] or row["other_name"],
                "other": _place(row),
            }
            yield self._fault(FaultCode.SAME_PERSON, row, _NAME, values)

    def _repeated(self, keys: list[str]) -> pl.DataFrame:
        """Return the rows that have the same keys as an earlier one, with that one's place."""
        known = self._people.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in keys))
        firsts = known.group_by(keys, maintain_order=True).agg(
            other_sheet=pl.col("sheet").first(),
            other_row=pl.col("row").first(),
            other_number=pl.col("personal_number").first(),
            other_id=pl.col("person_id").first(),
            other_name=pl.col("full_name").first(),
        )
        return known.join(firsts, on=keys, maintain_order="left").filter(
            (pl.col("row") != pl.col("other_row")) | (pl.col("sheet") != pl.col("other_sheet"))
        )

    def _short_codes(self) -> Iterator[CellFault]:
        """Report codes kept as numbers that are shorter than codes written with a zero."""
        for sheet, columns in self._columns.items():
            column = columns.get(Target.PERSON_ID)
            if column is None:
                continue
            padded = {
                len(c) for c in column.cells if isinstance(c, str) and c.isdecimal() and c[0] == "0"
            }
            widest = max(padded, default=0)
            if not widest:
                continue
            rows = self._people.filter(pl.col("sheet") == sheet).iter_rows(named=True)
            for row, cell in zip(rows, column.cells, strict=True):
                text = raw_text(cell)
                if isinstance(cell, float | int) and len(text) < widest:
                    proposal = text.zfill(widest)
                    values = {"value": text}
                    where = (Target.PERSON_ID,)
                    yield self._fault(FaultCode.LOST_ZEROS, row, where, values, proposal)

    def _fault(
        self,
        code: FaultCode | SheetFault,
        row: Mapping[str, object],
        targets: tuple[Target, ...],
        values: Mapping[str, object],
        proposal: str | None = None,
    ) -> CellFault:
        """Return a fault at the first of ``targets`` that the row's sheet has a filled cell for."""
        sheet, number, index = str(row["sheet"]), row["row"], row[_INDEX]
        columns = self._columns.get(sheet, {})
        present = [columns[target] for target in targets if target in columns]
        if not present or not isinstance(index, int) or not isinstance(number, int):
            return CellFault(code, sheet, None, proposal=proposal, values=values)
        column = next((c for c in present if c.cells[index] != ""), present[0])
        raw = raw_text(column.cells[index])
        return CellFault(
            code, sheet, number, column.column, column.title, column.target, raw, proposal, values
        )


_BIRTH = (Target.BIRTH_DATE, Target.BIRTH_YEAR, Target.MALE, Target.FEMALE)
_NAME = (Target.FULL_NAME, Target.FAMILY_NAME)


def _clashes_of(row: Mapping[str, Any]) -> list[Clash]:
    sex = Sex(row["sex"]) if row["sex"] else None
    return check_personal_number(row["personal_number"], sex=sex, birth_date=row["birth_date"])


def _place(row: Mapping[str, object]) -> str:
    """Return the other row as a text, with its sheet where that is another."""
    if row["sheet"] == row["other_sheet"]:
        return str(row["other_row"])
    return f"{row['other_row']} ({row['other_sheet']})"
