"""Cells become values, and each oddity is told with its cell and a proposal."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.sheets.books import AN, AS_OF, BINH, HEADING, VOCABULARY, codes, read, reread
from thuctien.engine.sheets import (
    Place,
    Qualification,
    Reading,
    Severity,
    Vocabulary,
    apply_corrections,
    level_target,
    read_people,
)
from thuctien.engine.sheets.book import Book, BookKind, Sheet, Span
from thuctien.engine.sheets.cleaning.awards import Award, Awards
from thuctien.engine.sheets.cleaning.dates import parse_written_date
from thuctien.engine.text.dates import EXCEL_EPOCH, PartialDate, Precision
from thuctien.engine.text.legacy import Encoding, encode
from thuctien.engine.wording import Language
from thuctien.engine.workbook.cells import Cell


@pytest.mark.parametrize(
    "written",
    [
        "05/03/1978",
        "5/3/1978",
        "5-3-1978",
        "05.03.1978",
        " 5 / 3 / 1978 ",
        "5\\3\\1978",
        "'05/03/1978",
        "05/03/1978.",
        "ngày 5 tháng 3 năm 1978",
        "Sinh ngày 05 tháng 03 năm 1978",
        "05031978",
        "1978-03-05",
        "1978-03-05 00:00:00",
        "28554",
        28554.0,
        date(1978, 3, 5),
    ],
)
def test_a_day_in_every_written_form(written: Cell) -> None:
    """All of them are 5 March 1978."""
    parsed = parse_written_date(written, as_of=AS_OF)
    assert parsed.value == PartialDate(date(1978, 3, 5), Precision.DAY)


@pytest.mark.parametrize(
    ("written", "precision"),
    [
        ("1978", Precision.YEAR),
        (1978.0, Precision.YEAR),
        ("năm 1978", Precision.YEAR),
        ("00/00/1978", Precision.YEAR),
        ("--/--/1978", Precision.YEAR),
        ("3/1978", Precision.MONTH),
        ("tháng 3/1978", Precision.MONTH),
        ("tháng 3 năm 1978", Precision.MONTH),
        ("00/03/1978", Precision.MONTH),
        ("…/3/1978", Precision.MONTH),
        ("../3/1978", Precision.MONTH),
    ],
)
def test_what_is_known_of_a_date_is_kept(written: Cell, precision: Precision) -> None:
    """A bare year never becomes the first of January."""
    value = parse_written_date(written, as_of=AS_OF).value
    assert isinstance(value, PartialDate)
    assert (value.day.year, value.precision) == (1978, precision)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_written_by_any_habit_is_read(day: date) -> None:
    """Day first, with any separator, and as a serial from 1920 on."""
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}"):
        assert parse_written_date(text, as_of=AS_OF).value == PartialDate(day, Precision.DAY)
    serial = (day - EXCEL_EPOCH).days
    if day.year >= 1920:
        assert parse_written_date(float(serial), as_of=AS_OF).value == PartialDate(
            day, Precision.DAY
        )


@given(st.text(max_size=20))
def test_no_text_is_too_strange_for_a_date(text: str) -> None:
    """A value, a note, or nothing; never an exception."""
    parsed = parse_written_date(text, as_of=AS_OF, of_birth=True)
    assert parsed.value is None or not parsed.notes


def one(column: str, cell: Cell) -> Any:
    """Return the row and its faults where one cell of a person is ``cell``."""
    known: dict[str, Cell] = {
        "Họ và tên": AN[1],
        "Giới tính": "Nam",
        "Ngày sinh": "05/03/1978",
        "Đơn vị": "S01",
    }
    known[column] = cell
    reading = read(tuple(known), tuple(known.values()))
    return reading.people.to_dicts()[0], [(str(f.code), f.proposal) for f in reading.faults]


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("Họ và tên", "  Nguyễn  Văn\u00a0An ", "full_name", "Nguyễn Văn An"),
        ("Họ và tên", "Ðỗ Văn An", "full_name", "Đỗ Văn An"),
        ("Họ và tên", "Ông Nguyễn Văn An", "full_name", "Nguyễn Văn An"),
        ("Họ và tên", "Ông: Cao Thắng", "full_name", "Cao Thắng"),
        ("Họ và tên", "ông Nguyễn An", "full_name", "Nguyễn An"),
        ("Họ và tên", "Ông Lò Văn Ín", "full_name", "Lò Văn Ín"),
        ("Họ và tên", "Ông Cao Thắng", "full_name", "Ông Cao Thắng"),
        ("Họ và tên", "Ông Thị Bích Ngọc", "full_name", "Ông Thị Bích Ngọc"),
        ("Giới tính", "NU", "sex", "female"),
        ("Giới tính", "Nam giới", "sex", "male"),
        ("Đơn vị", "Trường TH Lộc An", "unit_id", None),
        ("Đơn vị", "Truong tieu hoc Loc An", "unit_id", "TH1"),
        ("Đơn vị", "sở nội vụ", "unit_id", "S01"),
        ("Đơn vị", "x01", "unit_id", "X01"),
        ("Ngạch", "CV", "rank", "specialist"),
        ("Ngạch", "01.003", "rank", "specialist"),
        ("Ngạch", "Hạng III", "rank", "class_3"),
        ("Chức vụ", "P1", "post_id", "P1"),
        ("Chức vụ", "P1", "post_title", "Trưởng phòng Tổ chức"),
        ("Chức vụ", "Kế toán", "post_title", "Kế toán"),
        ("Số CCCD", "099 078 000 001", "personal_number", "099078000001"),
        ("Số CCCD", "099.078.000.001", "personal_number", "099078000001"),
        ("Số CCCD", "PA0123456", "passport_number", "PA0123456"),
        ("Số CCCD", "PA0123456", "personal_number", None),
        ("Số CCCD", "•••••••••001", "personal_number", None),
        ("Số hộ chiếu", "pa 0123456", "passport_number", "PA0123456"),
        ("Quốc tịch", "Lào", "nationality", "LA"),
        ("Điện thoại", "0912.345.678", "phone", "0912345678"),
        ("Email", "An@Mau.Example", "email", "an@mau.example"),
        ("Ngày vào Đảng", "x", "party_member", True),
        ("Ngày vào Đảng", "3/2/2005", "party_date", date(2005, 2, 3)),
        ("Ngày vào Đảng", "không", "party_member", False),
        ("Ngày vào Đảng", "", "party_member", None),
    ],
)
def test_values(column: str, cell: Cell, field: str, value: object) -> None:
    """Cleaned, by code where there is one."""
    row, _ = one(column, cell)
    assert row[field] == value


@pytest.mark.parametrize(
    ("column", "cell", "code", "proposal"),
    [
        ("Họ và tên", "Nguyễn Văn An (nghỉ hưu 1/2027)", "not_a_name", "Nguyễn Văn An"),
        ("Họ và tên", "Nguyễn Văn An 2", "not_a_name", None),
        ("Số CCCD", 99078000001.0, "lost_zeros", "099078000001"),
        ("Số CCCD", "99078000001", "lost_zeros", "099078000001"),
        ("Số CCCD", "171234567", "old_identity_number", None),
        ("Số CCCD", "099178000001", "number_clash", None),
        ("Số CCCD", "099079000001", "number_clash", None),
        ("Điện thoại", 912345678.0, "lost_zeros", "0912345678"),
        ("Ngày sinh", "12/25/1980", "no_such_day", "25/12/1980"),
        ("Ngày sinh", "5/3/78", "short_year", "05/03/1978"),
        ("Ngày sinh", "5/3/25", "short_year", None),
        ("Ngày sinh", date(1905, 5, 31), "year_in_date_cell", "1978"),
        ("Đơn vị", "Xã Hòa Sơm", "unknown_code", "Xã Hòa Sơn"),
        ("Đơn vị", "Phòng Kinh tế", "ambiguous_name", None),
        ("Ngày sinh", "#REF!", "formula_error", None),
    ],
)
def test_faults_with_what_to_write_instead(
    column: str, cell: Cell, code: str, proposal: str | None
) -> None:
    """One fault of one cell, and the proposal only where it is no guess."""
    assert one(column, cell)[1] == [(code, proposal)]


def test_every_proposal_mends_its_fault() -> None:
    """Given back as a correction of the cell, the fault is gone and none takes its place."""
    heading = (*HEADING, "Số CCCD", "Điện thoại")
    reading = read(
        heading,
        (1.0, "Nguyễn Văn An", "Nam", "12/25/1980", "Sở Nội vụu", 99080000001.0, 912345678.0),
        (2.0, "Trần Thị Bình", "Nữ", "5/3/78", "Xã Hòa Sơm", 99178000002.0, "912345679"),
    )
    proposed = [fault for fault in reading.faults if fault.proposal]
    assert len(proposed) == 8
    corrections = {
        Place(str(f.sheet), f.row or 0, f.column or 0): f.proposal or "" for f in proposed
    }
    assert codes(apply_corrections(reading, corrections)) == []


def with_births(*births: Cell) -> Reading:
    """Read people who differ in name and birth."""
    names = ("An", "Bình", "Cường", "Dũng")
    return read(
        HEADING,
        *(
            (float(index), f"Nguyễn Văn {name}", "Nam", birth, "S01")
            for index, (name, birth) in enumerate(zip(names, births, strict=True), start=1)
        ),
    )


def test_days_that_a_spreadsheet_swapped_are_offered_back() -> None:
    """Days above 12 stayed text, the others became dates of another day."""
    reading = with_births(date(1980, 12, 5), date(1981, 1, 9), date(1979, 3, 3), "25/12/1980")
    assert [(str(f.code), f.row, f.proposal) for f in reading.faults] == [
        ("swapped_date", 2, "12/05/1980"),
        ("swapped_date", 3, "01/09/1981"),
    ]


def test_real_dates_with_late_days_are_in_no_doubt() -> None:
    """One day above 12 among the dates shows that the spreadsheet read them right."""
    reading = with_births(date(1980, 12, 25), date(1981, 1, 9), date(1979, 4, 3), "25/12/1980")
    assert codes(reading) == []


def test_the_font_tells_an_encoding_that_the_words_do_not() -> None:
    """«Tó» is a word; typed in .VnTime it was «Tú»."""
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Ghi chú"], [1.0, "Hoa", "Tó"]]
    plain, typed = (
        read_people(Book(BookKind.XLSX, (Sheet("DS", rows, fonts=fonts),)), VOCABULARY, as_of=AS_OF)
        for fonts in ({}, {3: Encoding.TCVN3})
    )
    assert plain.people["note"].to_list() == ["Tó"]
    assert typed.people["note"].to_list() == ["Tú"]


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_a_csv_in_an_old_encoding(encoding: Encoding, tmp_path: Any) -> None:
    """No font tells it there; the words do."""
    lines = ("STT;Họ và tên;Giới tính;Ngày sinh;Đơn vị", "1;Trần Thị Hòa;Nữ;05/03/1978;Xã Hòa Sơn")
    text = encode("\r\n".join(lines), encoding)
    path = tmp_path / "list.csv"
    path.write_bytes(b"".join(_western(letter) for letter in text))
    row = reread(path).people.to_dicts()[0]
    assert (row["full_name"], row["sex"], row["unit_id"]) == ("Trần Thị Hòa", "female", "X01")


def _western(letter: str) -> bytes:
    return letter.encode("cp1252" if letter.encode("cp1252", "ignore") else "latin-1")


def test_capitals_of_a_font_that_shows_no_small_letters() -> None:
    """«.VnTimeH» shows what was typed in small letters as capitals."""
    rows: list[list[Cell]] = [["STT", "Họ và tên"], [1.0, encode("nguyễn văn ánh", Encoding.TCVN3)]]
    sheet = Sheet("DS", rows, fonts={2: Encoding.TCVN3})
    reading = read_people(Book(BookKind.XLSX, (sheet,)), VOCABULARY, as_of=AS_OF)
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn Ánh"]


def test_a_unit_merged_over_several_rows_counts_for_all() -> None:
    """The text stands in the first row only."""
    rows: list[list[Cell]] = [list(HEADING), list(AN), [*BINH[:4], ""]]
    sheet = Sheet("DS", rows, merged=(Span(2, 5, 3, 5),))
    reading = read_people(Book(BookKind.XLSX, (sheet,)), VOCABULARY, as_of=AS_OF)
    assert reading.people["unit_id"].to_list() == ["S01", "S01"]


def test_a_formula_that_was_never_computed(tmp_path: Any) -> None:
    """As programs leave it that write a workbook without opening it."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(list(HEADING))
    book.active.append([1, AN[1], AN[2], "=DATE(1978,3,5)", AN[4]])
    book.save(tmp_path / "list.xlsx")
    assert codes(reread(tmp_path / "list.xlsx")) == ["formula_without_value"]


@pytest.mark.parametrize(("cell", "code"), [("Tiếng Anh B1", "NN-1"), ("Tiếng B2", None)])
def test_a_level_that_shares_no_word_with_its_kind(cell: str, code: str | None) -> None:
    """Its name is then the same with and without the words of the kind: one reading, not two."""
    vocabulary = Vocabulary(
        qualifications={
            f"NN-{number}": Qualification(name, "language")
            for number, name in enumerate(("Tiếng Anh B1", "Tiếng Anh B2", "Tiếng Pháp B2"), 1)
        },
        qualification_kinds={"language": "Ngoại ngữ"},
    )
    awards = Awards(vocabulary, AS_OF)
    assert awards.read(cell, level_target("language")).value == (code and Award(code))


def test_a_cell_of_an_old_form_of_the_file_is_kept_raw() -> None:
    """What is shown as raw is what the file has."""
    raw = "NguyÔn V¨n B×nh"
    reading = read(HEADING, (1.0, raw, "Nam", "05/03/1978", "S01"))
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn Bình"]
    (fault,) = reading.faults
    assert (fault.raw, fault.severity) == (raw, Severity.REPAIRED)
    assert "TCVN3" in fault.text(Language.EN)


def test_corrections_add_up_and_can_empty_a_cell() -> None:
    """The book itself never changes."""
    reading = read((*HEADING, "Email"), (*AN, "không có"))
    first = apply_corrections(reading, {Place("DS", 2, 6): ""})
    second = apply_corrections(first, {Place("DS", 2, 2): "Lê Văn An"})
    assert (codes(reading), codes(second)) == (["not_an_email"], [])
    assert second.people["full_name"].to_list() == ["Lê Văn An"]
    assert reading.people["full_name"].to_list() == ["Nguyễn Văn An"]


def test_counts_of_faults_stand_in_each_row() -> None:
    """So that a preview can show the rows that need somebody."""
    reading = read(HEADING, (1.0, "An", "Nan", "31/02/1980", "S01"), BINH)
    assert reading.people.select("errors", "warnings").rows() == [(2, 1), (0, 0)]


def test_the_same_person_twice_is_asked_about_unless_numbers_differ() -> None:
    """Namesakes born on one day exist."""
    heading = (*HEADING, "Số CCCD")
    same = read(heading, (*AN, ""), (*AN, "099078000001"))
    apart = read(heading, (*AN, "099078000002"), (*AN, "099078000001"))
    assert (codes(same), codes(apart)) == (["same_person"], [])


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(max_size=12),
                st.floats(),
                st.booleans(),
                st.dates(),
                st.datetimes(),
                st.times(),
                st.timedeltas(),
            ),
            max_size=6,
        ),
        max_size=6,
    )
)
def test_no_cell_is_too_strange(rows: list[list[Cell]]) -> None:
    """Below a proper heading anything may stand: it is read or told, never an exception."""
    reading = read(("Họ và tên", "Năm sinh", "CCCD", "LLCT", "BD", "Ngạch"), *rows)
    for fault in reading.faults:
        assert fault.text(Language.VI)
