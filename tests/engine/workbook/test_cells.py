"""Cells that do not hold what their column asks for, each named by its place."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from tests.engine.workbook.bench import Workbench, only, set_cell
from thuctien.engine.wording import Language
from thuctien.engine.workbook import Fault, FaultCode, Reading, Severity
from thuctien.engine.workbook.catalogue import SENTENCES


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        ("Nhân sự", "B2", None, FaultCode.MISSING_VALUE),
        ("Nhân sự", "B2", "  ", FaultCode.MISSING_VALUE),
        ("Hình thức học", "C2", "; ", FaultCode.MISSING_VALUE),
        ("Nhân sự", "C2", "khác", FaultCode.NOT_A_CHOICE),
        ("Nhân sự", "D2", "31/02/1990", FaultCode.NO_SUCH_DAY),
        ("Nhân sự", "D2", "hồi nhỏ", FaultCode.NOT_A_DATE),
        ("Nhân sự", "D2", "1/2/90", FaultCode.SHORT_YEAR),
        ("Nhân sự", "D2", "1/2/1790", FaultCode.YEAR_OUT_OF_RANGE),
        ("Nhân sự", "D2", True, FaultCode.NOT_A_DATE),
        ("Nhân sự", "D2", time(7, 30), FaultCode.NOT_A_DATE),
        ("Học phần", "E2", date(2027, 1, 1), FaultCode.NOT_A_NUMBER),
        ("Bổ nhiệm", "C2", "3/2020", FaultCode.DAY_NEEDED),
        ("Bổ nhiệm", "C2", 2020, FaultCode.DAY_NEEDED),
        ("Học phần", "E2", "mười", FaultCode.NOT_A_NUMBER),
        ("Học phần", "E2", 2.5, FaultCode.NOT_WHOLE),
        ("Học phần", "E2", "2,5", FaultCode.NOT_WHOLE),
        ("Học phần", "E2", 0, FaultCode.BELOW_LEAST),
        ("Kinh phí", "D2", "14,000", FaultCode.AMBIGUOUS_NUMBER),
        ("Kinh phí", "D2", 1e17, FaultCode.NUMBER_TOO_LARGE),
        ("Đơn vị", "G2", 1.5, FaultCode.ABOVE_MOST),
        ("Đơn vị", "G2", "nhiều", FaultCode.NOT_A_NUMBER),
        ("Tham số", "E2", "có lẽ", FaultCode.NOT_YES_OR_NO),
    ],
)
def test_a_cell_at_fault(
    workbench: Workbench, sheet: str, cell: str, value: object, code: FaultCode
) -> None:
    """One cell spoiled: one error, with its sheet, row and header, and no province."""
    reading = workbench.read(set_cell(sheet, cell, value))
    fault = only(reading, code)
    header = openpyxl.load_workbook(workbench.path)[sheet][f"{cell[0]}1"].value
    assert (fault.sheet, fault.row, fault.column) == (sheet, 2, header)
    assert fault.severity is Severity.ERROR
    assert reading.province is None


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "table", "column", "read"),
    [
        ("Kinh phí", "D2", "5.000.000.000", "budgets", "amount", 5_000_000_000),
        ("Kinh phí", "D2", "14 000", "budgets", "amount", 14_000),
        ("Đơn vị", "G2", "15%", "units", "away_share", 0.15),
        ("Đơn vị", "G2", "0,25", "units", "away_share", 0.25),
        ("Nhân sự", "C2", "NU", "people", "sex", "female"),
        ("Nhân sự", "C2", "Female", "people", "sex", "female"),
        ("Nhân sự", "D2", "1980", "people", "birth_date_precision", "year"),
        ("Nhân sự", "D2", 1980, "people", "birth_date_precision", "year"),
        ("Nhân sự", "D2", "5-1980", "people", "birth_date_precision", "month"),
        ("Nhân sự", "D2", 29353, "people", "birth_date_precision", "day"),
        ("Nhân sự", "B2", " Nguyễn\u00a0 Thị  Hòa ", "people", "full_name", "Nguyễn Thị Hòa"),
        ("Nhân sự", "F2", 12.0, "people", "note", "12"),
        ("Nhân sự", "F2", 12.5, "people", "note", "12.5"),
        ("Nhân sự", "F2", True, "people", "note", "x"),
        ("Nhân sự", "F2", date(2020, 2, 1), "people", "note", "01/02/2020"),
        ("Đơn vị", "G2", " ", "units", "away_share", None),
        ("Kinh phí", "E2", " ", "budgets", "source", None),
        ("Nhân sự", "E2", " ", "people", "service_from", None),
        ("Yêu cầu", "L2", " ", "requirements", "max_age", None),
        ("Tham số", "E2", "Có", "parameters", "confirmed", True),
        ("Tham số", "E2", True, "parameters", "confirmed", True),
        ("Tham số", "E2", "không", "parameters", "confirmed", False),
        (
            "Giảng viên",
            "E2",
            "Học viện;trường chính trị; ",
            "lecturers",
            "site_kinds",
            ["academy", "school"],
        ),
    ],
)
def test_a_cell_written_another_way(
    workbench: Workbench, sheet: str, cell: str, value: object, table: str, column: str, read: Any
) -> None:
    """Styles that people use are read without a fault."""
    reading = workbench.read(set_cell(sheet, cell, value))
    assert not reading.faults
    assert reading.province is not None
    found = reading.province.frames()[table][column].to_list()[0]
    assert found == read


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_a_formula_with_an_error(workbench: Workbench, error: str) -> None:
    """Excel's own words are told, and the empty cell behind is not told again."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"]["B3"] = error
        book["Nhân sự"]["B3"].data_type = "e"

    fault = only(workbench.read(spoil), FaultCode.FORMULA_ERROR)
    assert (fault.row, fault.column, fault.values["error"]) == (3, "Họ và tên", error)


def test_a_formula_that_was_never_computed(workbench: Workbench) -> None:
    """openpyxl writes formulas without values, as other programs do."""
    reading = workbench.read(set_cell("Nhân sự", "B3", '="Đỗ "&"Ưng"'))
    fault = only(reading, FaultCode.FORMULA_WITHOUT_VALUE)
    assert (fault.row, fault.column) == (3, "Họ và tên")


def test_a_formula_error_outside_the_table_is_none_of_ours(workbench: Workbench) -> None:
    """A column that is not read may hold what it wants."""
    reading = workbench.read(set_cell("Nhân sự", "J3", "=1/0"))
    assert not reading.errors


def test_lost_zeros_are_a_warning(workbench: Workbench) -> None:
    """«0381» kept as the number 381: told beside the reference that then leads nowhere."""
    reading = workbench.read(set_cell("Nhân sự", "A2", 381))
    lost = [f for f in reading.faults if f.sheet == "Nhân sự"]
    assert [(f.code, f.row, f.values["value"]) for f in lost] == [(FaultCode.LOST_ZEROS, 2, "381")]
    assert lost[0].severity is Severity.WARNING
    assert FaultCode.UNKNOWN_CODE in {f.code for f in reading.errors}


def test_an_identity_number_one_digit_short_is_a_warning(workbench: Workbench) -> None:
    """Eleven digits as a number were twelve with a zero, though no neighbour shows it."""
    reading = workbench.read(set_cell("Phòng học", "A2", 38_080_012_345))
    assert only(reading, FaultCode.LOST_ZEROS).values["value"] == "38080012345"


def test_a_personal_number_without_its_zero_is_told_but_not_shown(workbench: Workbench) -> None:
    """Faults are read by more people than may see the number: its end must do."""
    reading = workbench.read(set_cell("Nhân sự", "G2", 38_080_012_345))
    assert "38080012345" not in only(reading, FaultCode.ODD_NUMBER).text(Language.VI)
    assert reading.province is not None


def test_a_year_typed_into_a_date_cell_is_not_a_day_of_1905(workbench: Workbench) -> None:
    """Excel shows 1980 there as 02/06/1905; the sentence says what probably happened."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"]["D2"] = 1980
        book["Nhân sự"]["D2"].number_format = "dd/mm/yyyy"

    fault = only(workbench.read(spoil), FaultCode.YEAR_IN_DATE_CELL)
    assert (fault.row, fault.values["value"], fault.values["year"]) == (2, "02/06/1905", "1980")


def test_decomposed_text_is_composed_and_noted(workbench: Workbench) -> None:
    """A name typed on a Mac is no fault."""
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    reading = workbench.read(set_cell("Nhân sự", "B2", decomposed))
    assert not reading.faults
    assert reading.province is not None
    assert reading.province.people["full_name"][0] == "Nguyễn Thị Hòa"
    (repair,) = reading.repairs
    assert (repair.sheet, repair.row, repair.encoding) == ("Nhân sự", 2, "decomposed")


@pytest.mark.parametrize(
    ("encoding", "raw"), [("tcvn3", "NguyÔn ThÞ Hßa"), ("vni", "Nguyeãn Thò Hoøa")]
)
def test_an_old_encoding_is_converted_and_noted_by_cell(
    workbench: Workbench, encoding: str, raw: str
) -> None:
    """One cell among proper ones; what the file holds is kept."""
    reading = workbench.read(set_cell("Nhân sự", "B2", raw))
    assert not reading.faults
    assert reading.province is not None
    assert reading.province.people["full_name"][0] == "Nguyễn Thị Hòa"
    (repair,) = reading.repairs
    assert (repair.encoding, repair.raw, repair.column) == (encoding, raw, "Họ và tên")


def test_a_column_of_one_old_encoding_settles_doubtful_cells(workbench: Workbench) -> None:
    """«TrÇn Léc» alone could be foreign; below a neighbour in TCVN3 it is «Trần Lộc»."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"]["B2"] = "NguyÔn ThÞ Hßa"
        book["Nhân sự"]["B3"] = "Léc"

    reading = workbench.read(spoil)
    assert reading.province is not None
    assert reading.province.people["full_name"].to_list() == ["Nguyễn Thị Hòa", "Lộc"]


def test_a_flood_of_one_kind_is_cut_and_counted(workbench: Workbench) -> None:
    """A thousand are listed; the number of all is told."""

    def spoil(book: openpyxl.Workbook) -> None:
        for row in range(10, 1_510):
            book["Bổ nhiệm"].cell(row, 1, f"N{row}")
            book["Bổ nhiệm"].cell(row, 2, "P1")
            book["Bổ nhiệm"].cell(row, 3, "31/02/2020")

    reading = workbench.read(spoil)
    days = [f for f in reading.faults if f.code is FaultCode.NO_SUCH_DAY]
    people = [f for f in reading.faults if f.code is FaultCode.UNKNOWN_CODE]
    assert len(days) == len(people) == 1_000
    more = {f.column: f.values["count"] for f in reading.faults if f.code is FaultCode.MORE_ERRORS}
    assert more == {"Từ ngày": 1_500, "Mã nhân sự": 1_500}


def test_all_faults_of_a_row_are_told(workbench: Workbench) -> None:
    """The rest is checked after the first."""

    def spoil(book: openpyxl.Workbook) -> None:
        book["Nhân sự"]["B2"] = None
        book["Nhân sự"]["C2"] = "khác"
        book["Phòng học"]["D2"] = 0

    assert [f.code for f in workbench.read(spoil).faults] == [
        FaultCode.MISSING_VALUE,
        FaultCode.NOT_A_CHOICE,
        FaultCode.BELOW_LEAST,
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_sentence_renders(workbench: Workbench, language: Language) -> None:
    """Place and reason in both languages, without a hole."""
    reading: Reading = workbench.read(set_cell("Nhân sự", "D2", "31/02/1990"))
    fault: Fault = reading.faults[0]
    text = fault.text(language)
    assert "31/02/1990" in text
    assert ("dòng 2" if language is Language.VI else "row 2") in text
    assert set(SENTENCES) == set(FaultCode)
