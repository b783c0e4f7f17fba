"""Any frames as sheets, and back again with their types."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from thuctien.engine.workbook import read_tables, write_tables
from thuctien.engine.workbook.tables import LONGEST_TEXT

SCHEMA: dict[str, pl.DataType] = {
    "text": pl.String(),
    "codes": pl.List(pl.String()),
    "whole": pl.Int64(),
    "share": pl.Float64(),
    "yes": pl.Boolean(),
    "day": pl.Date(),
}
HEADERS = {
    "text": "Tên",
    "codes": "Mã",
    "whole": "Số lượng",
    "share": "Tỷ lệ",
    "yes": "Có",
    "day": "Ngày",
}
CODE = st.text("abcĐ09-_.=+@", min_size=1, max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | st.text("Nguyễn Đỗ=+-@'\"<&>x_0;", min_size=1, max_size=20),
            "codes": st.lists(CODE, max_size=3),
            "whole": st.integers(-(10**15), 10**15),
            "share": st.none() | st.integers(-(10**9), 10**9).map(lambda n: n / 1000),
            "yes": st.booleans(),
            "day": st.none() | st.dates(date(1901, 1, 1), date(2100, 12, 31)),
        }
    ),
    max_size=6,
)


@given(ROWS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_frames_come_back_equal(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    """Texts that look like formulas or markup, lists, large numbers, empty cells."""
    frame = pl.DataFrame(rows, schema=SCHEMA)
    path = tmp_path / "tables.xlsx"
    write_tables(path, {"Bảng": (HEADERS, frame)})
    assert_frame_equal(read_tables(path, {"Bảng": (HEADERS, SCHEMA)})["Bảng"], frame)


def test_sheets_keep_their_order_after_the_opening(tmp_path: Path) -> None:
    """The words come first, then the sheets as given."""
    frame = pl.DataFrame({"text": ["a"]})
    path = tmp_path / "tables.xlsx"
    headers = {"text": "Tên"}
    sheets = {"Z": (headers, frame), "A": (headers, frame)}
    write_tables(path, sheets, opening=("Đọc trước", ["Kế hoạch năm 2027", "Giải thích"]))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Đọc trước", "Z", "A"]
    assert book["Đọc trước"]["A2"].value == "Giải thích"


def test_only_the_columns_with_a_header_are_written(tmp_path: Path) -> None:
    """In the order of the headers, not of the frame."""
    path = tmp_path / "tables.xlsx"
    frame = pl.DataFrame({"a": [1], "b": [2], "c": [3]})
    write_tables(path, {"S": ({"c": "Ba", "a": "Một"}, frame)})
    rows = list(openpyxl.load_workbook(path)["S"].iter_rows(values_only=True))
    assert rows == [("Ba", "Một"), (3, 1)]


def test_days_before_1901_are_written_as_words(tmp_path: Path) -> None:
    """Spreadsheets take 1900 for a leap year and know no day before it."""
    path = tmp_path / "tables.xlsx"
    write_tables(path, {"S": ({"day": "Ngày"}, pl.DataFrame({"day": [date(1890, 5, 19)]}))})
    assert openpyxl.load_workbook(path)["S"]["A2"].value == "19/05/1890"


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    """Excel would cut it without a word."""
    frame = pl.DataFrame({"text": ["x" * (LONGEST_TEXT + 1)]})
    with pytest.raises(ValueError, match="text"):
        write_tables(tmp_path / "tables.xlsx", {"S": ({"text": "Tên"}, frame)})


@pytest.mark.parametrize(
    ("sheet", "headers"), [("Khác", {"text": "Tên"}), ("S", {"text": "Họ tên"})]
)
def test_a_missing_sheet_or_column_is_named(
    tmp_path: Path, sheet: str, headers: dict[str, str]
) -> None:
    """A result of another version is not read half."""
    path = tmp_path / "tables.xlsx"
    write_tables(path, {"S": ({"text": "Tên"}, pl.DataFrame({"text": ["a"]}))})
    with pytest.raises(KeyError):
        read_tables(path, {sheet: (headers, {"text": pl.String()})})
