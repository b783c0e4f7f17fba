"""Small files and vocabularies for the tests of lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from thuctien.engine.model.choices import Measure
from thuctien.engine.sample.messy.grid import Grid
from thuctien.engine.sheets import Qualification, Reading, Vocabulary, open_book, read_people
from thuctien.engine.sheets.book import Book, BookKind, Sheet
from thuctien.engine.workbook.cells import Cell

AS_OF = date(2026, 12, 31)
VOCABULARY = Vocabulary(
    units={
        "S01": "Sở Nội vụ",
        "X01": "Xã Hòa Sơn",
        "X01-KT": "Phòng Kinh tế",
        "X02-KT": "Phòng Kinh tế",
        "TH1": "Trường Tiểu học Lộc An",
    },
    ranks={"specialist": "Chuyên viên", "class_3": "Viên chức hạng III"},
    leadership_levels={"division_head": "Trưởng phòng và tương đương"},
    qualifications={
        "LLCT-TC": Qualification("Trung cấp lý luận chính trị", "political_theory"),
        "LLCT-CC": Qualification("Cao cấp lý luận chính trị", "political_theory"),
        "QLNN-CV": Qualification("Quản lý nhà nước ngạch chuyên viên", "state_management"),
        "QLNN-CVC": Qualification("Quản lý nhà nước ngạch chuyên viên chính", "state_management"),
        "BD": Qualification("Bồi dưỡng hằng năm", "yearly", Measure.HOURS),
    },
    qualification_kinds={
        "political_theory": "Lý luận chính trị",
        "state_management": "Quản lý nhà nước",
    },
    nationalities={"LA": "Lào"},
    posts={"P1": "Trưởng phòng Tổ chức"},
)

HEADING = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị")
AN = (1.0, "Nguyễn Văn An", "Nam", "05/03/1978", "Sở Nội vụ")
BINH = (2.0, "Trần Thị Bình", "Nữ", "17/11/1985", "Xã Hòa Sơn")


def book_of(*rows: Sequence[Cell], name: str = "DS") -> Book:
    """Return a book of one sheet with these rows."""
    return Book(BookKind.XLSX, (Sheet(name, [list(row) for row in rows]),))


def grid_of(*rows: Sequence[Cell], name: str = "DS") -> Grid:
    """Return rows as a grid that a writer of the sample takes."""
    grid = Grid(name)
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            grid.put(row, column, cell)
    return grid


def read(*rows: Sequence[Cell], name: str = "DS") -> Reading:
    """Read a sheet of these rows."""
    return read_people(book_of(*rows, name=name), VOCABULARY, as_of=AS_OF)


def codes(reading: Reading) -> list[str]:
    """Return the codes of all faults in their order."""
    return [str(fault.code) for fault in reading.faults]


def write(path: Path, *rows: Sequence[Cell], name: str = "DS") -> Path:
    """Write rows as an .xlsx."""
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell)
                elif cell != "":
                    sheet.write(row, column, cell)
    return path


def reread(path: Path) -> Reading:
    """Open and read a file."""
    return read_people(open_book(path), VOCABULARY, as_of=AS_OF)
