"""Files that are no workbook, too large, damaged or of another shape."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.engine.workbook.bench import SMALL, Workbench, only, province_of, set_cell
from thuctien.engine.model import TABLES, Table
from thuctien.engine.wording import Language
from thuctien.engine.workbook import FaultCode, Severity, read_province, write_province
from thuctien.engine.workbook.container import MOST_FILE_MIB, MOST_UNPACKED_MIB


def test_a_text_file_is_no_workbook(tmp_path: Path) -> None:
    """Whatever its name says."""
    path = tmp_path / "province.xlsx"
    path.write_text("Họ và tên,Ngày sinh\n", encoding="utf-8")
    only(read_province(path), FaultCode.NOT_A_WORKBOOK)


def test_an_empty_file_is_no_workbook(tmp_path: Path) -> None:
    """Zero bytes."""
    path = tmp_path / "province.xlsx"
    path.touch()
    only(read_province(path), FaultCode.NOT_A_WORKBOOK)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Nor is a name that leads nowhere."""
    only(read_province(tmp_path), FaultCode.FILE_MISSING)


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    """A zip without the parts of a workbook, such as a Word document."""
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    only(read_province(path), FaultCode.NOT_A_WORKBOOK)


def test_an_old_or_locked_file_says_what_to_do(tmp_path: Path) -> None:
    """Both .xls and a workbook with a password are OLE files."""
    path = tmp_path / "old.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    fault = only(read_province(path), FaultCode.OLD_FORMAT)
    assert "mật khẩu" in fault.text(Language.VI)


def test_a_file_of_200_mib_is_refused_unread(tmp_path: Path) -> None:
    """The sentence says how large it is and how large it may be."""
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    fault = only(read_province(path), FaultCode.FILE_TOO_LARGE)
    assert fault.text(Language.VI) == f"Tệp lớn 200 MiB; chỉ nhận tệp đến {MOST_FILE_MIB} MiB."


def test_a_bomb_is_refused_before_it_unpacks(workbench: Workbench) -> None:
    """A small file that says it unpacks to more than a gibibyte."""
    workbench.read()
    with (
        zipfile.ZipFile(workbench.path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/bomb.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(MOST_UNPACKED_MIB // 16 + 1):
            part.write(bytes(16 * 1024 * 1024))
    assert workbench.path.stat().st_size < 10 * 1024 * 1024
    only(read_province(workbench.path), FaultCode.UNPACKS_TOO_LARGE)


def test_a_file_cut_off_is_damaged(workbench: Workbench) -> None:
    """A broken download."""
    workbench.read()
    content = workbench.path.read_bytes()
    workbench.path.write_bytes(content[: len(content) // 2])
    only(read_province(workbench.path), FaultCode.DAMAGED_FILE)


def test_a_flipped_byte_is_damage(workbench: Workbench) -> None:
    """The checksums of the zip are verified."""
    workbench.read()
    content = bytearray(workbench.path.read_bytes())
    with zipfile.ZipFile(workbench.path) as archive:
        part = archive.getinfo("xl/worksheets/sheet3.xml")
    content[part.header_offset + 100] ^= 0xFF
    workbench.path.write_bytes(content)
    only(read_province(workbench.path), FaultCode.DAMAGED_FILE)


def _rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Write the workbook again with one part changed and all checksums right."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_damaged_sheet_is_named_and_the_rest_checked(workbench: Workbench) -> None:
    """Its markup breaks off; a fault elsewhere is told all the same."""
    workbench.read(set_cell("Phòng học", "D2", 0))
    _rewrite(workbench.path, "xl/worksheets/sheet7.xml", lambda xml: xml[: len(xml) // 2])
    faults = read_province(workbench.path).faults
    assert [(f.code, f.sheet) for f in faults] == [
        (FaultCode.DAMAGED_SHEET, "Nhân sự"),
        (FaultCode.BELOW_LEAST, "Phòng học"),
    ]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_broken_part_is_refused(workbench: Workbench, part: str) -> None:
    """The parts that every sheet depends on; no traceback, no half province."""
    workbench.read()
    _rewrite(workbench.path, part, lambda xml: xml[: len(xml) // 2] + b"<")
    reading = read_province(workbench.path)
    assert reading.province is None
    assert reading.errors


def test_a_stray_cell_far_away_is_refused_before_it_fills_the_memory(
    workbench: Workbench,
) -> None:
    """A few bytes that span seventeen thousand million cells."""
    fault = only(workbench.read(set_cell("Nhân sự", "XFD1048576", "x")), FaultCode.SHEET_TOO_LARGE)
    assert fault.sheet == "Nhân sự"
    assert "1.048.576 dòng × 16.384 cột" in fault.text(Language.VI)


def test_an_empty_workbook_has_one_fault(tmp_path: Path) -> None:
    """Not one for every sheet that it lacks."""
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)
    only(read_province(path), FaultCode.EMPTY_WORKBOOK)


def test_a_missing_sheet(workbench: Workbench) -> None:
    """References to it are not told one by one."""

    def spoil(book: openpyxl.Workbook) -> None:
        del book["Nhân sự"]

    reading = workbench.read(spoil)
    fault = only(reading, FaultCode.MISSING_SHEET)
    assert fault.text(Language.VI) == "Thiếu trang «Nhân sự»."
    assert fault.text(Language.EN) == "The sheet «People» is missing."
    assert reading.province is None


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_any_one_sheet_may_be_gone(workbench: Workbench, table: Table) -> None:
    """Every rule leaves alone what hangs on it: the sheet is told, nothing else."""

    def spoil(book: openpyxl.Workbook) -> None:
        del book[table.sheet]

    faults = workbench.read(spoil).faults
    assert [f.code for f in faults] == ([] if table.optional else [FaultCode.MISSING_SHEET])


def test_an_optional_sheet_may_be_missing(workbench: Workbench) -> None:
    """Its table is empty."""

    def spoil(book: openpyxl.Workbook) -> None:
        del book["Ngày không học"]

    reading = workbench.read(spoil)
    assert not reading.faults
    assert reading.province is not None
    assert reading.province.closures.height == 0


def test_a_sheet_of_another_name_is_a_warning(workbench: Workbench) -> None:
    """It is not read, and somebody may have meant it."""

    def spoil(book: openpyxl.Workbook) -> None:
        book.create_sheet("Ghi nhớ")["A1"] = "x"

    fault = only(workbench.read(spoil), FaultCode.UNKNOWN_SHEET)
    assert (fault.sheet, fault.severity) == ("Ghi nhớ", Severity.WARNING)


def test_one_table_in_two_sheets(workbench: Workbench) -> None:
    """In Vietnamese and in English."""

    def spoil(book: openpyxl.Workbook) -> None:
        book.create_sheet("People")["A1"] = "Person"

    assert only(workbench.read(spoil), FaultCode.DUPLICATE_SHEET).values["other"] == "Nhân sự"


@pytest.mark.parametrize("name", ["nhan su", "NHAN  SỰ", "people", "People", "Nh©n sù"])
def test_a_sheet_goes_by_many_names(workbench: Workbench, name: str) -> None:
    """Without marks, in capitals, by code name, in English, in TCVN3."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"].title = name

    assert not workbench.read(spoil).faults


@pytest.mark.parametrize(
    "title", ["ho va ten", "HỌ VÀ TÊN ", "Full name", "full_name", "Hä vµ tªn"]
)
def test_a_column_goes_by_many_names(workbench: Workbench, title: str) -> None:
    """The same for headers."""
    assert not workbench.read(set_cell("Nhân sự", "B1", title)).faults


def test_a_missing_column(workbench: Workbench) -> None:
    """Only the header is told, not every empty cell below."""
    fault = only(workbench.read(set_cell("Nhân sự", "B1", None)), FaultCode.MISSING_COLUMN)
    assert fault.text(Language.VI) == "Trang «Nhân sự», dòng 1: Thiếu cột «Họ và tên»."


def test_a_misspelt_column_is_an_error_with_a_guess(workbench: Workbench) -> None:
    """Its values would be lost without a word, since it need not be there."""
    reading = workbench.read(set_cell("Nhân sự", "E1", "Ngày vào nghành"))
    fault = only(reading, FaultCode.MISSPELT_COLUMN)
    assert fault.column == "Ngày vào nghành"
    assert "«Ngày vào ngành»" in fault.reason(Language.VI)


def test_an_unknown_column_is_a_warning(workbench: Workbench) -> None:
    """Offices add columns of their own."""
    fault = only(workbench.read(set_cell("Nhân sự", "J1", "Quê quán")), FaultCode.UNKNOWN_COLUMN)
    assert (fault.column, fault.severity) == ("Quê quán", Severity.WARNING)


def test_numbering_columns_are_passed_over(workbench: Workbench) -> None:
    """«STT» stands in every Vietnamese table."""
    assert not workbench.read(set_cell("Nhân sự", "J1", "STT")).faults


def test_a_column_twice(workbench: Workbench) -> None:
    """Which one holds the truth is not guessed."""
    fault = only(workbench.read(set_cell("Nhân sự", "J1", "Full name")), FaultCode.DUPLICATE_COLUMN)
    assert fault.values["other"] == "Họ và tên"


def test_a_title_above_the_header(workbench: Workbench) -> None:
    """Rows are still counted as Excel counts them."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"].insert_rows(1, amount=2)
        book["Nhân sự"]["A1"] = "DANH SÁCH NHÂN SỰ"
        book["Nhân sự"]["C4"] = "khác"

    assert only(workbench.read(spoil), FaultCode.NOT_A_CHOICE).row == 4


def test_empty_rows_are_passed_over(workbench: Workbench) -> None:
    """And do not shift the count."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"].insert_rows(3, amount=3)
        book["Nhân sự"]["B4"] = "   "
        book["Nhân sự"]["C6"] = "khác"

    assert only(workbench.read(spoil), FaultCode.NOT_A_CHOICE).row == 6


def test_a_table_without_rows_is_a_warning(tmp_path: Path) -> None:
    """Only for tables that a province cannot do without."""
    path = tmp_path / "province.xlsx"
    rows = {name: table for name, table in SMALL.items() if name not in {"retirement_ages"}}
    write_province(province_of(rows), path)
    assert only(read_province(path), FaultCode.NO_ROWS).sheet == "Tuổi nghỉ hưu"


def test_progress_is_told_in_stages(workbench: Workbench) -> None:
    """Fractions rise from 0 to 1 in each stage."""
    workbench.read()
    told: list[tuple[str, float]] = []
    read_province(workbench.path, lambda stage, part: told.append((stage, part)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == ["file", "sheets", "rules"]
    sheets = [part for stage, part in told if stage == "sheets"]
    assert sheets == sorted(sheets)
    assert sheets[-1] == 1.0
