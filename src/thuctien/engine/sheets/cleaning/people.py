"""One sheet as rows of people: names joined, sex and birth from whichever columns have them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from thuctien.engine.model.choices import Sex
from thuctien.engine.sheets.book import Sheet, raw_text
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning import persons
from thuctien.engine.sheets.cleaning.awards import Award
from thuctien.engine.sheets.cleaning.columns import Context, ReadColumn, SheetColumns
from thuctien.engine.sheets.cleaning.dates import joined_parts, parse_written_date, swapped_days
from thuctien.engine.sheets.cleaning.parsed import NOTHING, Note, Parsed, parse_cells
from thuctien.engine.sheets.cleaning.persons import Passport
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.sheets.layout import SheetLayout
from thuctien.engine.sheets.people import HOLDINGS_SCHEMA, PEOPLE_SCHEMA
from thuctien.engine.sheets.targets import TARGETS, Target
from thuctien.engine.text.dates import PartialDate
from thuctien.engine.text.personal_number import sex_told_by
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell

Columns = Mapping[str, ReadColumn]

_PLAIN = {
    "person_id": Target.PERSON_ID,
    "nationality": Target.NATIONALITY,
    "rank": Target.RANK,
    "leadership_level": Target.LEADERSHIP_LEVEL,
    "ethnic_group": Target.ETHNIC_GROUP,
    "religion": Target.RELIGION,
    "phone": Target.PHONE,
    "email": Target.EMAIL,
    "note": Target.NOTE,
}


class CleanSheet(NamedTuple):
    """The people and holdings of one sheet, and the faults of its cells."""

    people: pl.DataFrame
    holdings: pl.DataFrame
    faults: list[CellFault]
    columns: dict[str, ReadColumn]


def clean_sheet(
    sheet: Sheet,
    layout: SheetLayout,
    context: Context,
    corrections: Mapping[tuple[int, int], str],
) -> CleanSheet:
    """Return the rows of people of one sheet in the flat form, without counts of faults."""
    reader = SheetColumns(sheet, layout, context, corrections)
    read = reader.read()
    columns = {column.target: column for column in read}
    rows = _Rows(reader, columns, context, layout)
    series: dict[str, list[object]] = {
        "sheet": [sheet.name] * len(layout.people),
        "row": list(layout.people),
        **{name: rows.values(target) for name, target in _PLAIN.items()},
        **rows.numbers(),
        "full_name": rows.names(),
        **rows.births(),
        "sex": rows.sexes(),
        "unit_id": rows.units(),
        **rows.posts(),
        **rows.service(),
        **rows.party(),
        "errors": [0] * len(layout.people),
        "warnings": [0] * len(layout.people),
    }
    people = pl.DataFrame(
        [pl.Series(name, series[name], dtype=dtype) for name, dtype in PEOPLE_SCHEMA.items()]
    )
    rows.require(people)
    return CleanSheet(people, _holdings(sheet.name, layout.people, read), reader.faults, columns)


class _Rows:
    """Puts the columns of one sheet together; what no column has is null."""

    def __init__(
        self, reader: SheetColumns, columns: Columns, context: Context, layout: SheetLayout
    ) -> None:
        self._reader = reader
        self._columns = columns
        self._context = context
        self._layout = layout
        self._size = len(layout.people)

    def values(self, target: str) -> list[object]:
        """Return the values of a column, nulls where the sheet has none such."""
        column = self._columns.get(target)
        return [None] * self._size if column is None else column.values

    def numbers(self) -> dict[str, list[object]]:
        """Return personal numbers and passports, also of one column for both."""
        numbers, passports = map(self.values, (Target.PERSONAL_NUMBER, Target.PASSPORT_NUMBER))
        both = zip(passports, numbers, strict=True)
        found = (next((n for n in pair if isinstance(n, Passport)), None) for pair in both)
        return {
            "personal_number": [n if isinstance(n, str) else None for n in numbers],
            "passport_number": [None if n is None else n.number for n in found],
        }

    def names(self) -> list[object]:
        """Return full names, of one column or of two."""
        family = self._columns.get(Target.FAMILY_NAME)
        if Target.FULL_NAME in self._columns or family is None:
            return self.values(Target.FULL_NAME)
        joined = [
            " ".join(str(part) for part in pair if part)
            for pair in zip(family.values, self.values(Target.GIVEN_NAME), strict=True)
        ]
        parsed = parse_cells(joined, persons.full_name)
        for index, found in enumerate(parsed):
            for note in found.notes:
                self._reader.report(family, index, note)
        return [found.value for found in parsed]

    def births(self) -> dict[str, list[object]]:
        """Return birth dates and their precision."""
        column, parsed = self._birth_column()
        if column is not None:
            for index, note in swapped_days(column.cells).items():
                self._reader.report(column, index, note)
        dates = [p.value if isinstance(p.value, PartialDate) else None for p in parsed]
        return _partial("birth_date", dates)

    def _birth_column(self) -> tuple[ReadColumn | None, Sequence[Parsed]]:
        if column := self._columns.get(Target.BIRTH_DATE):
            return column, column.parsed
        year = self._columns.get(Target.BIRTH_YEAR)
        if year is not None:
            return None, self._birth_of_parts(year)
        male, female = self._columns.get(Target.MALE), self._columns.get(Target.FEMALE)
        if male is None or female is None:
            return None, [NOTHING] * self._size
        pairs = zip(male.parsed, female.parsed, strict=True)
        return None, [m if isinstance(m.value, PartialDate) else f for m, f in pairs]

    def _birth_of_parts(self, year: ReadColumn) -> list[Parsed]:
        empty: Sequence[Cell] = [""] * self._size
        day, month = (
            self._columns[t].cells if t in self._columns else empty
            for t in (Target.BIRTH_DAY, Target.BIRTH_MONTH)
        )
        parsed = []
        for index, parts in enumerate(zip(day, month, year.cells, strict=True)):
            found = parse_written_date(
                joined_parts(*parts), as_of=self._context.as_of, of_birth=True
            )
            parsed.append(found)
            for note in found.notes:
                self._reader.report(year, index, note)
        return parsed

    def sexes(self) -> list[object]:
        """Return the sex by its own column, or by which of two columns is filled."""
        if Target.SEX in self._columns:
            return self.values(Target.SEX)
        if not {Target.MALE, Target.FEMALE} & set(self._columns):
            return self._sexes_by_number()
        male, female = self._columns.get(Target.MALE), self._columns.get(Target.FEMALE)
        sexes: list[object] = []
        for index in range(self._size):
            men = male is not None and not male.lacks(index)
            women = female is not None and not female.lacks(index)
            if men and women and male is not None:
                self._reader.report(male, index, Note(SheetFault.BOTH_SEXES))
            sexes.append(None if men == women else (Sex.MALE if men else Sex.FEMALE))
        return [None if sex is None else str(sex) for sex in sexes]

    def _sexes_by_number(self) -> list[object]:
        """Return the sexes that personal numbers tell, where no column does, and say so."""
        numbers = self.values(Target.PERSONAL_NUMBER)
        sexes = [sex_told_by(n) if isinstance(n, str) else None for n in numbers]
        if told := sum(sex is not None for sex in sexes):
            column = self._columns[Target.PERSONAL_NUMBER]
            header = self._layout.header_rows[-1]
            place = (self._layout.sheet, header, column.column, column.title, column.target)
            self._reader.faults.append(
                CellFault(SheetFault.SEX_BY_NUMBER, *place, column.title, values={"count": told})
            )
        return [None if sex is None else str(sex) for sex in sexes]

    def units(self) -> list[object]:
        """Return the unit by its own column, else by group rows, else that of the sheet."""
        starts = [row for row, _ in self._layout.row_units]
        codes = [self._layout.unit_id, *(code for _, code in self._layout.row_units)]
        around = [codes[bisect_right(starts, row)] for row in self._layout.people]
        column = self._columns.get(Target.UNIT)
        if column is None:
            return list(around)
        return [self._unit(column, index, outer) for index, outer in enumerate(around)]

    def _unit(self, column: ReadColumn, index: int, outer: str | None) -> object:
        """Return the unit of one person; an unknown one may be a part of the unit around it."""
        parsed = column.parsed[index]
        if outer is not None and parsed.value is None:
            if not parsed.notes:
                return outer
            note = parsed.notes[0]
            if note.code is FaultCode.UNKNOWN_CODE and note.proposal is None:
                values = {"value": note.values["value"], "unit": self._context.units.name(outer)}
                self._reader.report(column, index, Note(SheetFault.PART_OF_UNIT, values))
                return outer
        self._reader.report_notes(column, index)
        return parsed.value

    def posts(self) -> dict[str, list[object]]:
        """Return the code of a post where a known one stands there, and its title."""
        posts = self._context.vocabulary.posts
        texts = self.values(Target.POST)
        codes = [text if text in posts else None for text in texts]
        titles = [posts.get(str(text), text) if text else None for text in texts]
        return {"post_id": codes, "post_title": titles}

    def service(self) -> dict[str, list[object]]:
        """Return the days of entering service."""
        values = self.values(Target.SERVICE_FROM)
        return {"service_from": [v.day if isinstance(v, PartialDate) else None for v in values]}

    def party(self) -> dict[str, list[object]]:
        """Return whether people are Party members, as far as told, and since when."""
        values = self.values(Target.PARTY_DATE)
        dates = [v if isinstance(v, PartialDate) else None for v in values]
        members = [True if isinstance(v, PartialDate) else v for v in values]
        return {"party_member": members, **_partial("party_date", dates)}

    def require(self, people: pl.DataFrame) -> None:
        """Report required cells that are empty, and required columns that the sheet lacks."""
        for name, targets in _REQUIRED.items():
            present = [self._columns[t] for t in targets if t in self._columns]
            if not self._size:
                continue
            if not present and name == "sex" and people[name].count():
                self._require_by_number(people)
            elif present:
                self._reader.require(people[name].to_list(), present)
            else:
                values = {"column": TARGETS[targets[0]].name}
                header = self._layout.header_rows[-1]
                fault = CellFault(
                    FaultCode.MISSING_COLUMN, self._layout.sheet, header, values=values
                )
                self._reader.faults.append(fault)
        if (unit := self._columns.get(Target.UNIT)) is not None:
            self._reader.require(people["unit_id"].to_list(), [unit])

    def _require_by_number(self, people: pl.DataFrame) -> None:
        """Report people whose sex would be told by their number, had they a proper one."""
        column = self._columns[Target.PERSONAL_NUMBER]
        for index, sex in enumerate(people["sex"]):
            if sex is None:
                self._reader.report(column, index, Note(FaultCode.MISSING_VALUE))


_REQUIRED: dict[str, tuple[Target, ...]] = {
    "full_name": (Target.FULL_NAME, Target.FAMILY_NAME),
    "sex": (Target.SEX, Target.MALE, Target.FEMALE),
    "birth_date": (Target.BIRTH_DATE, Target.BIRTH_YEAR, Target.MALE, Target.FEMALE),
}
"""What every person must have, each by any of these columns."""


def _partial(name: str, dates: Sequence[PartialDate | None]) -> dict[str, list[object]]:
    return {
        name: [None if d is None else d.day for d in dates],
        f"{name}_precision": [None if d is None else str(d.precision) for d in dates],
    }


def _holdings(sheet: str, rows: Sequence[int], columns: Sequence[ReadColumn]) -> pl.DataFrame:
    found = [
        (sheet, rows[index], column.column, award, raw_text(column.cells[index]))
        for column in columns
        if ":" in column.target
        for index, award in enumerate(column.values)
        if isinstance(award, Award)
    ]
    dates = [award.awarded for _, _, _, award, _ in found]
    series: dict[str, list[object]] = {
        "sheet": [entry[0] for entry in found],
        "row": [entry[1] for entry in found],
        "column": [entry[2] for entry in found],
        "qualification_id": [entry[3].qualification_id for entry in found],
        **_partial("awarded_on", dates),
        "hours": [entry[3].hours for entry in found],
        "raw": [entry[4] for entry in found],
    }
    frame = pl.DataFrame(
        [pl.Series(name, series[name], dtype=dtype) for name, dtype in HOLDINGS_SCHEMA.items()]
    )
    return frame.sort("row", "column")
