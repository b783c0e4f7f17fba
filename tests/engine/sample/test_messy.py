"""Every messy file is read as its truth says: layout, people, holdings and faults."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from thuctien.engine.sample import sample_province
from thuctien.engine.sample.messy import messy_sample, write_messy
from thuctien.engine.sample.messy.truth import SheetTruth
from thuctien.engine.sheets import Reading, SheetFault, open_book, read_people
from thuctien.engine.text.dates import show_date
from thuctien.engine.workbook.catalogue import FaultCode

AS_OF = date(2026, 12, 31)
SAMPLE = messy_sample(sample_province(1_000, 7, 2027), 7, AS_OF)
NAMES = [file.name for file in SAMPLE.files]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The messy files on disk."""
    path = tmp_path_factory.mktemp("messy")
    write_messy(path, SAMPLE)
    return path


@pytest.fixture(scope="module", params=NAMES)
def read(request: pytest.FixtureRequest, folder: Path) -> tuple[list[SheetTruth], Reading]:
    """The truth about one file, and what was read of it."""
    name = request.param
    truths = [sheet.truth for file in SAMPLE.files if file.name == name for sheet in file.sheets]
    book = open_book(folder / name)
    return truths, read_people(book, SAMPLE.vocabulary, as_of=AS_OF)


def test_the_layout_is_found(read: tuple[list[SheetTruth], Reading]) -> None:
    """Heading, columns, people and the rows passed over."""
    truths, reading = read
    for truth, layout in zip(truths, reading.layouts, strict=True):
        assert layout.sheet == truth.sheet
        assert layout.header_rows == truth.header_rows
        assert layout.targets == truth.columns
        assert list(layout.people) == [person["row"] for person in truth.people]
        assert [(row.row, row.kind) for row in layout.skipped] == truth.skipped


def test_the_people_are_read(read: tuple[list[SheetTruth], Reading]) -> None:
    """Every field that the sheet tells."""
    truths, reading = read
    for truth in truths:
        people = reading.people.filter(pl.col("sheet") == truth.sheet)
        fields = sorted({field for person in truth.people for field in person})
        expected = [{field: person.get(field) for field in fields} for person in truth.people]
        assert people.select(fields).to_dicts() == expected


def test_the_holdings_are_read(read: tuple[list[SheetTruth], Reading]) -> None:
    """Who holds what, since when or how many hours."""
    truths, reading = read
    for truth in truths:
        held = reading.holdings.filter(pl.col("sheet") == truth.sheet)
        found = [
            (row["row"], row["qualification_id"], _shown(row)) for row in held.iter_rows(named=True)
        ]
        assert sorted(found) == sorted(truth.holdings)


def test_the_faults_are_found_and_no_others(read: tuple[list[SheetTruth], Reading]) -> None:
    """By code and cell."""
    truths, reading = read
    expected = Counter(
        (truth.sheet, fault.code, fault.row, fault.column)
        for truth in truths
        for fault in truth.faults
    )
    found = Counter((f.sheet, str(f.code), f.row, f.column) for f in reading.faults)
    assert found == expected


def test_what_is_proposed_is_the_truth(read: tuple[list[SheetTruth], Reading]) -> None:
    """Where the truth knows what was meant."""
    truths, reading = read
    expected = {
        (truth.sheet, fault.code, fault.row, fault.column): fault.proposal
        for truth in truths
        for fault in truth.faults
        if fault.proposal is not None
    }
    found = {(f.sheet, str(f.code), f.row, f.column): f.proposal for f in reading.faults}
    assert {place: found.get(place) for place in expected} == expected


def _shown(holding: dict[str, object]) -> str:
    day, hours = holding["awarded_on"], holding["hours"]
    if isinstance(day, date):
        return show_date(day, str(holding["awarded_on_precision"]))
    return "" if hours is None else str(hours).replace(".", ",")


REFUSALS = {
    FaultCode.FILE_MISSING,
    FaultCode.FILE_TOO_LARGE,
    FaultCode.UNPACKS_TOO_LARGE,
    FaultCode.DAMAGED_FILE,
    FaultCode.SHEET_TOO_LARGE,
    FaultCode.EMPTY_WORKBOOK,
    SheetFault.PASSWORD_PROTECTED,
    SheetFault.WEB_PAGE,
    SheetFault.NOT_A_LIST,
    SheetFault.UNKNOWN_ENCODING,
}
"""Faults of whole files, which have files of their own in ``tests/engine/sheets``."""

NOT_IN_THIS_SAMPLE = {
    FaultCode.FORMULA_WITHOUT_VALUE,
    SheetFault.AMBIGUOUS_NAME,
    SheetFault.NO_LIST,
}
"""Only some programs leave a formula without any value, no two units of the sample share a name,
and every file has a list; all are tested there too."""

NOT_OF_LISTS = {
    # of the kind of file: all kinds are read, and each sheet by itself
    *(FaultCode.NOT_A_WORKBOOK, FaultCode.OLD_FORMAT, FaultCode.DAMAGED_SHEET),
    # of a fixed form: a list has no sheets nor columns that must have a name
    *(FaultCode.MISSING_SHEET, FaultCode.UNKNOWN_SHEET, FaultCode.DUPLICATE_SHEET),
    FaultCode.MISSPELT_COLUMN,
    # of numbers that a list does not have, and marks that may also be a date
    *(FaultCode.NOT_WHOLE, FaultCode.NOT_YES_OR_NO),
    # every fault is told, none is only counted
    *(FaultCode.MORE_ERRORS, FaultCode.MORE_WARNINGS),
}
OF_OTHER_TABLES = {
    code
    for code in FaultCode
    if list(FaultCode).index(code) > list(FaultCode).index(FaultCode.UNKNOWN_CODE)
} | {FaultCode.DUPLICATE_KEY, FaultCode.SAME_NUMBER, FaultCode.ODD_NUMBER}
"""Rules on appointments, requirements, programmes and rooms, keys of several columns, and what the
province's own workbook says of numbers, in our words NUMBER_TWICE and NUMBER_CLASH."""


def test_every_fault_that_a_list_can_have_is_planted() -> None:
    """The messy files leave no rule of the catalogue without an example."""
    planted = {f.code for file in SAMPLE.files for s in file.sheets for f in s.truth.faults}
    others = REFUSALS | NOT_IN_THIS_SAMPLE | NOT_OF_LISTS | OF_OTHER_TABLES
    codes = {str(code) for code in (*FaultCode, *SheetFault) if code not in others}
    assert planted == codes
