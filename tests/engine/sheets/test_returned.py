"""The workbook given back: faults in the cells, and nothing lost when it comes back corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from tests.engine.sheets.books import (
    AN,
    AS_OF,
    BINH,
    HEADING,
    VOCABULARY,
    codes,
    grid_of,
    read,
    reread,
    write,
)
from thuctien.engine.sample import sample_province
from thuctien.engine.sample.messy import messy_sample, write_messy
from thuctien.engine.sample.messy.files import write_ods
from thuctien.engine.sheets import (
    Place,
    Reading,
    apply_corrections,
    open_book,
    read_people,
    returned,
    write_returned,
)
from thuctien.engine.sheets.book import Book, BookKind, Sheet
from thuctien.engine.wording import Language
from thuctien.engine.workbook.cells import Cell

SAMPLE = messy_sample(sample_province(1_000, 7, 2027), 7, AS_OF)
ROWS: Sequence[Sequence[Cell]] = (
    ("DANH SÁCH",),
    HEADING,
    (1.0, "Nguyễn Văn An", "Nam", "31/02/1980", "Sở Nội vụ"),
    (2.0, "TRẦN THỊ BÌNH", "Nữ", "5/3/78", "=1+1"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The messy files on disk."""
    path = tmp_path_factory.mktemp("messy")
    write_messy(path, SAMPLE)
    return path


def given_back(folder: Path, reading: Reading, source: Path) -> Reading:
    """Write a reading as a returned workbook and read that."""
    path = folder / "returned.xlsx"
    write_returned(reading, source, path)
    return read_people(open_book(path), reading.vocabulary, as_of=AS_OF)


def facts(reading: Reading) -> list[pl.DataFrame]:
    """Return what was read without the counts of repairs, which a new file has no more."""
    return [reading.people.drop("errors", "warnings"), reading.holdings.drop("raw")]


@pytest.mark.parametrize("name", [file.name for file in SAMPLE.files])
@pytest.mark.parametrize("anew", [False, True])
def test_nothing_is_lost(
    name: str, anew: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every messy file comes back with the same people, holdings and faults."""
    if anew:
        monkeypatch.setattr(returned, "MOST_KEPT_CELLS", 0)
    book = open_book(folder / name)
    reading = read_people(book, SAMPLE.vocabulary, as_of=AS_OF)
    back = given_back(tmp_path, reading, folder / name)
    for before, after in zip(facts(reading), facts(back), strict=True):
        assert after.equals(before)
    kept = not anew and book.kind is BookKind.XLSX
    gone = set() if kept else {"old_encoding", "hidden_cells"}  # mended, and shown
    assert codes(back) == [code for code in codes(reading) if code not in gone]


def test_corrected_in_the_cells_it_comes_back_sound(tmp_path: Path) -> None:
    """As the sender does it: type into the coloured cells and send the same file."""
    source = write(tmp_path / "list.xlsx", *ROWS)
    write_returned(reread(source), source, tmp_path / "returned.xlsx")
    book = openpyxl.load_workbook(tmp_path / "returned.xlsx")
    for place, text in (("D3", "28/02/1980"), ("D4", "5/3/1978"), ("E4", "Xã Hòa Sơn")):
        book["DS"][place] = text
    book.save(tmp_path / "again.xlsx")
    again = reread(tmp_path / "again.xlsx")
    assert codes(again) == ["name_in_capitals"]
    assert again.people["unit_id"].to_list() == ["S01", "X01"]


@pytest.mark.parametrize("anew", [False, True])
def test_faults_stand_in_their_cells(
    anew: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a colour and as a comment with the sentence and the proposal."""
    if anew:
        monkeypatch.setattr(returned, "MOST_KEPT_CELLS", 0)
    source = write(tmp_path / "list.xlsx", *ROWS)
    write_returned(reread(source), source, tmp_path / "r.xlsx", language=Language.EN)
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["DS"]
    assert "The calendar has no day «31/02/1980»." in sheet["D3"].comment.text
    assert "Perhaps: 05/03/1978" in sheet["D4"].comment.text
    colours = {place: sheet[place].fill.fgColor.rgb[-6:] for place in ("D3", "B4", "B3")}
    assert colours == {"D3": "FFC7CE", "B4": "DDEBF7", "B3": "000000"}


def test_the_first_sheet_lists_the_faults(tmp_path: Path) -> None:
    """With the place, what stands there, the reason and the proposal."""
    source = write(tmp_path / "list.xlsx", *ROWS)
    write_returned(reread(source), source, tmp_path / "r.xlsx", language=Language.EN)
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    listed = list(book.worksheets[0].iter_rows(min_row=4, values_only=True))
    assert book.sheetnames == ["Faults to correct", "DS"]
    assert [row[:5] for row in listed] == [
        ("Error", "DS", 3, "D Ngày sinh", "31/02/1980"),
        ("Mended", "DS", 4, "B Họ và tên", "TRẦN THỊ BÌNH"),
        ("Error", "DS", 4, "D Ngày sinh", "5/3/78"),
        ("Error", "DS", 4, "E Đơn vị", "=1+1"),
    ]
    assert listed[2][6] == "05/03/1978"


def test_an_upload_kept_without_its_ending_is_given_back(tmp_path: Path) -> None:
    """The kind is in the content."""
    source = write(tmp_path / "list.xlsx", *ROWS).rename(tmp_path / "3f2c")
    back = given_back(tmp_path, reread(source), source)
    assert back.people.height == 2


@pytest.mark.parametrize("anew", [False, True])
def test_a_text_is_never_turned_into_a_formula(
    anew: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what the sender wrote nor a correction."""
    if anew:
        monkeypatch.setattr(returned, "MOST_KEPT_CELLS", 0)
    source = write(tmp_path / "list.xlsx", HEADING, AN)
    formula = '=HYPERLINK("http://mau.example")'
    reading = apply_corrections(reread(source), {Place("DS", 2, 5): formula})
    write_returned(reading, source, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert book["DS"]["E2"].value == formula


def test_the_senders_own_layout_stays(tmp_path: Path) -> None:
    """Widths, fonts and merged cells are as the sender made them."""
    source = tmp_path / "list.xlsx"
    write(source, *ROWS)
    book = openpyxl.load_workbook(source)
    book["DS"].column_dimensions["B"].width = 41
    book["DS"].merge_cells("A1:E1")
    book["DS"]["A1"].font = openpyxl.styles.Font(name="Be Vietnam Pro", bold=True)
    book.save(source)
    write_returned(reread(source), source, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["DS"]
    assert sheet.column_dimensions["B"].width == 41
    assert [str(span) for span in sheet.merged_cells.ranges] == ["A1:E1"]
    assert sheet["A1"].font.name == "Be Vietnam Pro"


def test_values_of_formulas_stay_readable(tmp_path: Path) -> None:
    """A formula that was computed would otherwise come back as one that never was."""
    source = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("DS")
        for row, cells in enumerate((HEADING, AN, BINH)):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(2, 3, '="17/11/"&1985', None, "17/11/1985")
    back = given_back(tmp_path, reread(source), source)
    assert back.people["birth_date"].null_count() == 0
    assert codes(back) == []


def test_a_formula_that_gives_nought_keeps_it(tmp_path: Path) -> None:
    """Nought is a value, not a cell without one."""
    source = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("DS")
        for row, cells in enumerate(((*HEADING, "Ghi chú"), AN)):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(1, 5, "=1-1", None, 0)
    assert given_back(tmp_path, reread(source), source).people["note"].to_list() == ["0"]


def test_a_sheet_of_a_diagram_is_given_back_as_it_is(tmp_path: Path) -> None:
    """It has no cells, and no people."""
    source = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(source)) as book:
        sheet = book.add_worksheet("DS")
        for row, cells in enumerate((HEADING, AN, BINH)):
            sheet.write_row(row, 0, cells)
        diagram = book.add_chart({"type": "bar"})
        diagram.add_series({"values": "=DS!$A$2:$A$3"})
        book.add_chartsheet("Biểu đồ").set_chart(diagram)
    back = given_back(tmp_path, reread(source), source)
    assert back.people.height == 2
    assert [sheet.name for sheet in back.book.sheets][1:] == ["DS", "Biểu đồ"]


def test_names_of_sheets_that_excel_does_not_allow(tmp_path: Path) -> None:
    """LibreOffice takes longer ones; two that begin alike stay two."""
    names = [f"Danh sách viên chức Trường Tiểu học {place}" for place in ("Lộc An", "Hòa Sơn")]
    write_ods(source := tmp_path / "list.ods", [grid_of(HEADING, AN, name=name) for name in names])
    back = given_back(tmp_path, reread(source), source)
    assert [sheet.name for sheet in back.book.sheets][1:] == [
        "Danh sách viên chức Trường Tiểu",
        "Danh sách viên chức Trường  (2)",
    ]


def test_a_number_that_is_none_does_not_stop_the_writing(tmp_path: Path) -> None:
    """An old .xls can hold what no spreadsheet shows."""
    sheet = Sheet("DS", [list(HEADING), list(AN), [float("inf"), *BINH[1:]]])
    reading = read_people(Book(BookKind.XLS, (sheet,)), VOCABULARY, as_of=AS_OF)
    assert given_back(tmp_path, reading, tmp_path / "list.xls").people.height == 2


def test_returned_twice_has_one_list_of_faults(tmp_path: Path) -> None:
    """The list of the first time is replaced, in whichever language it was."""
    source = write(tmp_path / "list.xlsx", *ROWS)
    write_returned(reread(source), source, tmp_path / "one.xlsx", language=Language.EN)
    once = reread(tmp_path / "one.xlsx")
    write_returned(once, tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    assert openpyxl.load_workbook(tmp_path / "two.xlsx").sheetnames == ["Lỗi cần sửa", "DS"]


def test_a_reading_without_faults_can_be_given_back_too(tmp_path: Path) -> None:
    """Its list is empty."""
    source = write(tmp_path / "list.xlsx", HEADING, AN, BINH)
    back = given_back(tmp_path, reread(source), source)
    assert back.people.equals(read(HEADING, AN, BINH).people)
    assert back.vocabulary is VOCABULARY
