"""Files of all four kinds are opened by their content; what is no list is refused in words."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.sheets.books import AN, BINH, HEADING, grid_of, write
from thuctien.engine.sample.messy.files import (
    encoded,
    write_csv,
    write_ods,
    write_xls,
    write_xlsx,
)
from thuctien.engine.sample.messy.grid import Grid
from thuctien.engine.sheets import BookKind, RefusedBookError, SheetFault, open_book
from thuctien.engine.sheets.book import Span
from thuctien.engine.sheets.opening import delimited, kind, xls
from thuctien.engine.sheets.opening.delimited import decoded, delimiter_of
from thuctien.engine.text.legacy import Encoding, encode
from thuctien.engine.wording import Language
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.cells import Cell

ROWS: list[list[Cell]] = [list(HEADING), list(AN), list(BINH)]


def grid() -> Grid:
    """Return the rows as a grid."""
    return grid_of(*ROWS)


def refusal(path: Path) -> str:
    """Return the code with which a file is refused; its sentence must read in both languages."""
    with pytest.raises(RefusedBookError) as raised:
        open_book(path)
    fault = raised.value.fault
    assert fault.text(Language.VI) != fault.text(Language.EN)
    return str(fault.code)


def made(path: Path, content: bytes) -> Path:
    """Write bytes and return their path."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind_of_file", list(BookKind))
def test_each_kind_gives_the_same_cells(kind_of_file: BookKind, tmp_path: Path) -> None:
    """Whatever the name says: all four files are called «list.dat» here."""
    path = tmp_path / "list.dat"
    if kind_of_file is BookKind.XLSX:
        write(path, *ROWS)
    elif kind_of_file is BookKind.XLS:
        write_xls(path, [grid()])
    elif kind_of_file is BookKind.ODS:
        write_ods(path, [grid()])
    else:
        write_csv(path, grid(), "utf-8", ";")
    book = open_book(path)
    assert book.kind is kind_of_file
    rows = [[str(cell).removesuffix(".0") for cell in row] for row in book.sheets[0].rows]
    assert rows == [[str(cell).removesuffix(".0") for cell in row] for row in ROWS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("delimiter", delimited.DELIMITERS)
def test_encoding_and_delimiter_of_a_csv_are_found(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    """Without any word about them in the file."""
    path = tmp_path / "list.csv"
    write_csv(path, grid(), encoding, delimiter)
    book = open_book(path)
    assert book.delimiter == delimiter
    assert book.sheets[0].cell(3, 2) == "Trần Thị Bình"


def test_the_line_of_excel_about_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    """«sep=;» is no row of the list, but the rows keep their numbers."""
    path = made(tmp_path / "list.csv", b"sep=;\r\nA;B\r\n")
    sheet = open_book(path).sheets[0]
    assert [list(row) for row in sheet.rows] == [[], ["A", "B"]]


def test_a_csv_is_called_after_its_file_as_excel_allows(tmp_path: Path) -> None:
    """Also where the upload is stored under another name."""
    path = made(tmp_path / "3f2c", b"A;B\r\n1;2\r\n")
    name = "Danh sách [cuối]: trường Tiểu học Lộc An năm 2026.csv"
    assert open_book(path, name=name).sheets[0].name == "Danh sách  cuối   trường Tiểu h"


@given(st.text(st.characters(codec="cp1258", categories=["Ll", "Lu"]), max_size=40))
def test_unicode_bytes_are_never_taken_for_another_encoding(text: str) -> None:
    """Proper UTF-8 is read as such whatever it says."""
    assert decoded(f"Họ và tên;{text}".encode()) == (f"Họ và tên;{text}", "utf-8")


@given(st.lists(st.sampled_from(["An", "Bình", "Nguyễn", "Chuyên viên", "1"]), min_size=2))
def test_the_delimiter_is_the_one_that_divides_evenly(words: list[str]) -> None:
    """Also where each cell has a comma inside quotes."""
    line = ";".join(f'"{word}, {word}"' for word in words)
    assert delimiter_of(f"{line}\n{line}\n{line}") == ";"


@pytest.mark.parametrize("writer", [write_xlsx, write_xls, write_ods])
def test_merged_and_hidden_parts_are_seen(
    writer: Callable[[Path, Sequence[Grid]], None], tmp_path: Path
) -> None:
    """In every kind of file that knows them."""
    made = grid()
    made.merge(Span(4, 1, 5, 3), "Ghi chú")
    made.hidden_rows.add(2)
    made.hidden_columns.add(3)
    path = tmp_path / "list"
    writer(path, [made])
    sheet = open_book(path).sheets[0]
    assert sheet.merged == (Span(4, 1, 5, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2}), frozenset({3}))
    assert sheet.cell(4, 1) == "Ghi chú"


@pytest.mark.parametrize("writer", [write_xlsx, write_xls])
def test_hidden_sheets_are_read_and_known_as_hidden(
    writer: Callable[[Path, Sequence[Grid]], None], tmp_path: Path
) -> None:
    """What is hidden is sent all the same."""
    hidden = Grid("Ẩn", {(1, 1): "A"}, hidden=True)
    path = tmp_path / "list"
    writer(path, [grid(), hidden])
    assert [sheet.hidden for sheet in open_book(path).sheets] == [False, True]


def test_cells_of_an_xls_have_their_types(tmp_path: Path) -> None:
    """Days, times, marks, numbers; a formula that failed is empty and named."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    day, time = (xlwt.easyxf(num_format_str=text) for text in ("DD/MM/YYYY", "HH:MM"))
    sheet.write(0, 0, 28554, day)
    sheet.write(0, 1, 28554.5, day)
    sheet.write(0, 2, 0.25, time)
    sheet.write(0, 3, value := True)
    sheet.write(0, 4, 8.5)
    sheet.write(0, 5, 9e9, day)
    sheet.row(0).set_cell_error(6, "#REF!")
    book.save(str(tmp_path / "list.xls"))
    read = open_book(tmp_path / "list.xls").sheets[0]
    assert list(read.rows[0]) == [
        *(
            date(1978, 3, 5),
            datetime.fromisoformat("1978-03-05T12:00"),
            time_of_day(6),
            value,
            8.5,
            9e9,
            "",
        ),
    ]
    assert read.broken == {(1, 7): "#REF!"}


def _old(cell: Cell) -> Cell:
    return encode(cell, Encoding.TCVN3) if isinstance(cell, str) else cell


def test_fonts_of_before_unicode_are_noticed(tmp_path: Path) -> None:
    """In each kind of file; a column typed in one has its encoding."""
    for writer in (write_xlsx, write_xls, write_ods):
        old = grid_of(*([_old(cell) for cell in row] for row in ROWS))
        old.font = ".VnTime"
        writer(tmp_path / "list", [old])
        assert set(open_book(tmp_path / "list").sheets[0].fonts.values()) == {Encoding.TCVN3}


def test_an_old_font_on_the_cover_of_an_ods_is_not_that_of_its_list(tmp_path: Path) -> None:
    """Its styles do not say which sheet uses them, and «Có» in .VnTime would be «Cú»."""
    cover = grid_of((encode("Kính gửi", Encoding.TCVN3),), name="Bìa")
    cover.font = ".VnTime"
    write_ods(tmp_path / "list.ods", [cover, grid()])
    fonts = [sheet.fonts for sheet in open_book(tmp_path / "list.ods").sheets]
    assert fonts == [{1: Encoding.TCVN3}, {}]


def repacked(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def test_styles_that_only_others_read_hide_the_font_but_not_the_cells(tmp_path: Path) -> None:
    """A family of fonts beyond those of the standard: openpyxl refuses the whole workbook."""
    old = grid()
    old.font = ".VnTime"
    write_xlsx(path := tmp_path / "list.xlsx", [old])
    repacked(
        path, "xl/styles.xml", lambda styles: styles.replace(b'family val="2"', b'family val="99"')
    )
    sheet = open_book(path).sheets[0]
    assert (sheet.cell(3, 2), sheet.fonts) == ("Trần Thị Bình", {})


def test_a_missing_file(tmp_path: Path) -> None:
    """Nothing to read."""
    assert refusal(tmp_path / "nowhere.xlsx") == FaultCode.FILE_MISSING


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FaultCode.EMPTY_WORKBOOK),
        (b"\n \n", FaultCode.EMPTY_WORKBOOK),
        (b"%PDF-1.7 ...", SheetFault.NOT_A_LIST),
        (b"\x00\x01\x02\x03" * 9, SheetFault.NOT_A_LIST),
        (b"A;B\x07;C\n", SheetFault.NOT_A_LIST),
        (b"\n<html><table><tr><td>A</td></tr></table></html>", SheetFault.WEB_PAGE),
        (b"<?xml version='1.0'?><a/>", SheetFault.NOT_A_LIST),
        (b"PK\x03\x04 cut off", FaultCode.DAMAGED_FILE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"cut off", FaultCode.DAMAGED_FILE),
        (b"\xff\xfea\x00;\x00\x00\xd8", SheetFault.UNKNOWN_ENCODING),
        (b'"' + b"a" * 200_000 + b'"\n', FaultCode.DAMAGED_FILE),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    """Each with the sentence that helps."""
    assert refusal(made(tmp_path / "list.xls", content)) == code


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    """A text document is a zip as well."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(path) == SheetFault.NOT_A_LIST


def test_an_encrypted_xlsx_is_refused(tmp_path: Path) -> None:
    """Excel packs it into a compound document with a part of this name."""
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    assert refusal(made(tmp_path / "list.xlsx", content)) == SheetFault.PASSWORD_PROTECTED


def test_an_encrypted_xls_is_refused(tmp_path: Path) -> None:
    """A record FILEPASS (0x2F) follows the first record of its stream."""
    book = xlwt.Workbook()
    book.add_sheet("DS").write(0, 0, "A")
    records = book.get_biff_data()
    first = 4 + struct.unpack("<H", records[2:4])[0]
    filepass = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    stream = records[:first] + filepass + records[first:]
    document = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(document, stream)
    path = made(tmp_path / "list.xls", document.getvalue())
    assert refusal(path) == SheetFault.PASSWORD_PROTECTED


def test_an_encrypted_ods_is_refused(tmp_path: Path) -> None:
    """Its manifest names how each part was encrypted."""
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", b"\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert refusal(path) == SheetFault.PASSWORD_PROTECTED


def test_an_ods_in_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    """The first bit of the flags of a part says so, here and in the directory."""
    path = tmp_path / "list.ods"
    write_ods(path, [grid()])
    content = bytearray(path.read_bytes())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(head)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(head, place + 1)
    assert refusal(made(path, bytes(content))) == SheetFault.PASSWORD_PROTECTED


def test_a_number_of_five_thousand_digits_is_damage(tmp_path: Path) -> None:
    """Python itself refuses to read it."""
    path = tmp_path / "list.ods"
    row = f'<table:table-row table:number-rows-repeated="{"9" * 5_000}">'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f'<table:table table:name="DS">{row}</table:table-row>')
    assert refusal(path) == FaultCode.DAMAGED_FILE


def test_an_ods_that_unfolds_to_a_milliard_cells_is_refused(tmp_path: Path) -> None:
    """Thirty bytes can repeat a row a million times; it must be seen before it is unfolded."""
    path = tmp_path / "list.ods"
    row = '<table:table-row table:number-rows-repeated="1048576">'
    cell = '<table:table-cell table:number-columns-repeated="1000" office:value-type="string">'
    cells = f"{row}{cell}<text:p>A</text:p></table:table-cell></table:table-row>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f'<table:table table:name="DS">{cells}</table:table>')
    assert refusal(path) == FaultCode.SHEET_TOO_LARGE


def test_empty_cells_repeated_to_the_end_of_a_sheet_cost_nothing(tmp_path: Path) -> None:
    """Every .ods of LibreOffice ends with them."""
    path = tmp_path / "list.ods"
    write_ods(path, [grid()])
    rest = (
        b'<table:table-row table:number-rows-repeated="1048000">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    end = b"</table:table>"
    repacked(path, "content.xml", lambda content: content.replace(end, rest + end))
    assert len(open_book(path).sheets[0].rows) == len(ROWS)


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the size that its parts unpack to."""
    monkeypatch.setattr("thuctien.engine.sheets.opening.ods.MOST_UNPACKED_MIB", 1)
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 3_000_000)
    assert refusal(path) == FaultCode.UNPACKS_TOO_LARGE


def test_many_sheets_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit for each sheet alone would let a hundred of them through."""
    monkeypatch.setattr("thuctien.engine.sheets.opening.refusal.MOST_CELLS", 20)
    path = tmp_path / "list.xls"
    write_xls(path, [grid(), Grid("Khác", {(1, 9): "A"})])
    assert refusal(path) == FaultCode.SHEET_TOO_LARGE


def test_files_over_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read; old .xls earlier than others."""
    path = tmp_path / "list.xls"
    write_xls(path, [grid()])
    monkeypatch.setattr(xls, "MOST_XLS_MIB", 0)
    assert refusal(path) == FaultCode.FILE_TOO_LARGE
    monkeypatch.setattr(kind, "MOST_FILE_MIB", 0)
    assert refusal(write(tmp_path / "list.xlsx", *ROWS)) == FaultCode.FILE_TOO_LARGE


@settings(deadline=None)
@given(st.binary(max_size=600), st.integers(0, 3_000))
def test_damage_anywhere_in_an_xls_never_escapes(noise: bytes, place: int) -> None:
    """Whatever xlrd makes of it, a caller sees cells or a refusal."""
    path = Path(_damaged_folder) / "damaged.xls"
    sound = path.with_name("sound.xls").read_bytes()
    path.write_bytes(sound[: 512 + place] + noise + sound[512 + place + len(noise) :])
    with contextlib.suppress(RefusedBookError):
        assert open_book(path).kind in BookKind


@pytest.fixture(autouse=True, scope="module")
def _sound_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A sound .xls for the tests that damage it."""
    global _damaged_folder  # noqa: PLW0603 - hypothesis cannot take a fixture of each test
    _damaged_folder = str(tmp_path_factory.mktemp("damaged"))
    write_xls(Path(_damaged_folder) / "sound.xls", [grid()])


_damaged_folder = ""


def test_windows_1258_has_its_tones_apart() -> None:
    """The writer of the sample does as Windows does."""
    assert encoded("Nguyễn", "cp1258").decode("cp1258") == "Nguyê\u0303n"
