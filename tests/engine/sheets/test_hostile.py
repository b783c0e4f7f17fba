"""Files made to keep the reader busy are done with in a moment."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from tests.engine.sheets.books import AN, AS_OF, HEADING, VOCABULARY, read
from thuctien.engine.sheets import read_people
from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.workbook.cells import Cell

LONGEST_TEXT = 32_767
"""What one cell of a spreadsheet can hold."""

PATIENCE = 60.0
"""Processor seconds: far above what is needed on a busy machine, far below the many minutes that a
pattern takes which goes back and forth over such a text."""

PIECES = ("-", "0/", "(1/1", "ngay thang ", " ", "a@.", "1,", "?-.", "Tổng cộng ", "(ghi ")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("column", range(len(HEADING)))
def test_long_texts_in_any_cell(piece: str, column: int) -> None:
    """As heading, as title, as note and in a row of a person."""
    long = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    row: list[Cell] = list(AN)
    row[column] = long
    started = time.process_time()
    read((long,), HEADING, row, ("", long), (long, "", "x"), AN)
    assert time.process_time() - started < PATIENCE


def test_wide_rows_of_words() -> None:
    """Every one of which could be part of a heading."""
    rows: Sequence[Sequence[Cell]] = [
        [f"quản lý nhà nước {row} {column}" for column in range(2_000)] for row in range(40)
    ]
    started = time.process_time()
    read(*rows)
    assert time.process_time() - started < PATIENCE


def test_thousands_of_merged_ranges() -> None:
    """All over the whole height of the sheet."""
    people: list[list[Cell]] = [list(AN) for _ in range(2_000)]
    rows: list[list[Cell]] = [list(HEADING), *people]
    sheet = Sheet("DS", rows, merged=tuple(Span(2, 5, 1_048_576, 5) for _ in range(20_000)))
    started = time.process_time()
    read_people(Book(BookKind.XLSX, (sheet,)), VOCABULARY, as_of=AS_OF)
    assert time.process_time() - started < PATIENCE


def test_a_column_of_unknown_units() -> None:
    """A wrong column chosen must not ask for the nearest name of each cell."""
    rows = [(*AN[:4], f"Đơn vị số {number}") for number in range(20_000)]
    started = time.process_time()
    reading = read(HEADING, *rows)
    assert time.process_time() - started < PATIENCE
    assert len(reading.errors) == 20_000
