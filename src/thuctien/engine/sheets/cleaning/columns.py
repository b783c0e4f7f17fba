"""The columns of one sheet: cells with their corrections, in Unicode, parsed, faults placed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from thuctien.engine.sheets.book import Place, Sheet, raw_text
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.cleaning import persons
from thuctien.engine.sheets.cleaning.awards import Awards
from thuctien.engine.sheets.cleaning.dates import full_days_only, parse_written_date
from thuctien.engine.sheets.cleaning.parsed import (
    NOTHING,
    Note,
    Parsed,
    Parser,
    failed,
    parse_cells,
)
from thuctien.engine.sheets.cleaning.texts import encoding_of, mended, plain_text
from thuctien.engine.sheets.faults import CellFault
from thuctien.engine.sheets.layout import SheetLayout
from thuctien.engine.sheets.naming import Names
from thuctien.engine.sheets.targets import Target
from thuctien.engine.sheets.vocabulary import Vocabulary
from thuctien.engine.wording import Wording
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell, text_of
from thuctien.engine.workbook.container import MOST_CELLS


class Context:
    """What every sheet of a file is read with; indexes of names are built once."""

    def __init__(self, vocabulary: Vocabulary, as_of: date) -> None:
        self.vocabulary = vocabulary
        self.as_of = as_of
        self.units = Names(vocabulary.units)
        self.ranks = Names(vocabulary.ranks, openings=("vien chuc",), within=True)
        self.levels = Names(vocabulary.leadership_levels)
        self.nationalities = Names(vocabulary.nationalities)
        self.awards = Awards(vocabulary, as_of)

    def parser(self, target: str) -> Parser:
        """Return what parses the cells of a column with this target."""
        fixed: dict[str, Parser] = {
            Target.PERSON_ID: persons.code,
            Target.PERSONAL_NUMBER: persons.personal_number,
            Target.PASSPORT_NUMBER: persons.passport,
            Target.NATIONALITY: partial(
                _named, names=self.nationalities, target=Target.NATIONALITY
            ),
            Target.FULL_NAME: persons.full_name,
            Target.FAMILY_NAME: persons.part_of_name,
            Target.GIVEN_NAME: persons.part_of_name,
            Target.SEX: persons.sex,
            Target.MALE: self._mark_or_birth,
            Target.FEMALE: self._mark_or_birth,
            Target.BIRTH_DATE: self._birth,
            Target.UNIT: partial(_named, names=self.units, target=Target.UNIT),
            Target.RANK: partial(_named, names=self.ranks, target=Target.RANK),
            Target.LEADERSHIP_LEVEL: partial(
                _named, names=self.levels, target=Target.LEADERSHIP_LEVEL
            ),
            Target.SERVICE_FROM: self._service,
            Target.PARTY_DATE: self._party,
            Target.PHONE: persons.phone,
            Target.EMAIL: persons.email,
        }
        return fixed.get(target, plain_text)

    def _birth(self, cell: Cell) -> Parsed:
        return parse_written_date(cell, as_of=self.as_of, of_birth=True)

    def _mark_or_birth(self, cell: Cell) -> Parsed:
        marked = persons.is_mark(cell)
        if marked is not None:
            return Parsed(True) if marked else NOTHING
        return self._birth(cell)

    def _service(self, cell: Cell) -> Parsed:
        return full_days_only(parse_written_date(cell, as_of=self.as_of), cell)

    def _party(self, cell: Cell) -> Parsed:
        marked = persons.is_mark(cell)
        if marked is not None:
            return Parsed(marked)
        return parse_written_date(cell, as_of=self.as_of)


def _named(cell: Cell, *, names: Names, target: Target) -> Parsed:
    """Return the code that a cell names, or a note with the nearest name."""
    text = text_of(cell)
    if not text:
        return NOTHING
    found = names.find(text)
    if found.code:
        return Parsed(found.code)
    if found.codes:
        return failed(SheetFault.AMBIGUOUS_NAME, value=text, codes="; ".join(found.codes[:5]))
    from_targets = TARGET_NAMES[target]
    return failed(
        FaultCode.UNKNOWN_CODE, value=text, target=from_targets, proposal=names.nearest(text)
    )


TARGET_NAMES: dict[Target, Wording] = {
    Target.UNIT: Wording("Đơn vị", "Units"),
    Target.RANK: Wording("Ngạch, hạng", "Ranks"),
    Target.NATIONALITY: Wording("Quốc tịch", "Nationalities"),
    Target.LEADERSHIP_LEVEL: Wording("Cấp lãnh đạo", "Leadership levels"),
}


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column of a sheet as read: its cells in Unicode and what became of each."""

    column: int
    title: str
    target: str
    cells: Sequence[Cell]
    parsed: Sequence[Parsed]

    @property
    def values(self) -> list[object]:
        """Return the value of each cell."""
        return [parsed.value for parsed in self.parsed]

    def lacks(self, index: int) -> bool:
        """Return whether a cell has neither a value nor a fault that explains why."""
        return self.parsed[index].value is None and not self.parsed[index].notes


class SheetColumns:
    """Reads the columns of one sheet and keeps the faults of their cells."""

    def __init__(
        self,
        sheet: Sheet,
        layout: SheetLayout,
        context: Context,
        corrections: Mapping[tuple[int, int], str],
    ) -> None:
        self.name = sheet.name
        self.rows = layout.people
        self.faults: list[CellFault] = []
        self._sheet = sheet
        self._layout = layout
        self._context = context
        self._corrections = corrections
        self._index = {row: index for index, row in enumerate(layout.people)}
        self._reported: set[tuple[int, int]] = set()
        self._encoding = encoding_of(sheet)
        self._merged = _cells_below_their_text(sheet)

    def read(self) -> list[ReadColumn]:
        """Return the columns that have a target, in the order of the sheet."""
        return [
            self._read(guess.column, guess.title, guess.target)
            for guess in self._layout.columns
            if guess.target is not None and guess.target != Target.ORDINAL
        ]

    def report(self, column: ReadColumn, index: int, note: Note) -> None:
        """Keep a note on one cell as a fault with its place."""
        self._reported.add((index, column.column))
        self.faults.append(
            CellFault(
                note.code,
                self.name,
                self.rows[index],
                column.column,
                column.title,
                column.target,
                raw_text(column.cells[index]),
                note.proposal,
                note.values,
            )
        )

    def report_notes(self, column: ReadColumn, index: int) -> None:
        """Keep all notes on one cell, but those of a broken formula, which are kept already."""
        for note in column.parsed[index].notes:
            if note is not _BROKEN:
                self.report(column, index, note)

    def require(self, values: Sequence[object], columns: Sequence[ReadColumn]) -> None:
        """Report each missing value at the first of ``columns``, unless something explains it."""
        for index, value in enumerate(values):
            explained = any((index, column.column) in self._reported for column in columns)
            if value is None and not explained:
                self.report(columns[0], index, Note(FaultCode.MISSING_VALUE))

    def _read(self, number: int, title: str, target: str) -> ReadColumn:
        cells = self._corrected(number)
        font = self._sheet.fonts.get(number, self._encoding)
        in_unicode, mends = mended(cells, font)
        raw = ReadColumn(number, title, target, cells, ())
        for index, note in mends.items():
            self.report(raw, index, note)
        broken = self._broken(number, cells)
        for index, error in broken.items():
            code = FaultCode.FORMULA_ERROR if error else FaultCode.FORMULA_WITHOUT_VALUE
            in_unicode[index] = ""
            self.report(raw, index, Note(code, {"error": error}))
        parsed = parse_cells(in_unicode, self._parser(target))
        for index in broken:
            parsed[index] = Parsed(None, (_BROKEN,))
        column = ReadColumn(number, title, target, cells, parsed)
        if target != Target.UNIT:  # what an unknown unit means depends on that around it
            for index in range(len(parsed)):
                self.report_notes(column, index)
        return column

    def _parser(self, target: str) -> Callable[[Cell], Parsed]:
        if ":" in target:
            return partial(self._context.awards.read, target=target)
        return self._context.parser(target)

    def _corrected(self, number: int) -> list[Cell]:
        cells = self._sheet.column(number, self.rows)
        for row, text in self._merged.get(number, {}).items():
            if row in self._index:
                cells[self._index[row]] = text
        for (row, column), text in self._corrections.items():
            if column == number and row in self._index:
                cells[self._index[row]] = text
        return cells

    def _broken(self, number: int, cells: Sequence[Cell]) -> dict[int, str]:
        broken = {
            self._index[row]: error
            for (row, column), error in self._sheet.broken.items()
            if column == number and row in self._index and (row, column) not in self._corrections
        }
        shown = {
            index: cell
            for index, cell in enumerate(cells)
            if isinstance(cell, str) and cell[:1] in _ERROR_STARTS and _ERROR.fullmatch(cell)
        }
        return shown | broken


def _cells_below_their_text(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """Return by column and row what a cell merged over several rows says for the lower ones."""
    below: dict[int, dict[int, Cell]] = {}
    left = MOST_CELLS
    for span in sheet.merged:
        text = sheet.cell(span.first_row, span.first_column)
        rows = range(span.first_row + 1, min(span.last_row, len(sheet.rows)) + 1)
        left -= len(rows)
        if rows and text != "" and left > 0:
            below.setdefault(span.first_column, {}).update(dict.fromkeys(rows, text))
    return below


_ERROR_STARTS = frozenset("#E")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")
"""What spreadsheets show where a formula failed; files without formulas keep it as text."""

_BROKEN = Note(FaultCode.FORMULA_ERROR)
"""Marks a cell whose formula failed, which is reported before parsing."""


def by_sheet(corrections: Mapping[Place, str], sheet: str) -> dict[tuple[int, int], str]:
    """Return the corrections of one sheet by row and column."""
    return {(p.row, p.column): text for p, text in corrections.items() if p.sheet == sheet}
