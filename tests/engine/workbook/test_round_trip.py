"""What is written is read back equal."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.engine.workbook.bench import SMALL, Workbench, province_of
from thuctien.engine.model import TABLES
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook import read_province, write_province


@pytest.mark.parametrize("language", list(Language))
def test_small_province_comes_back_equal(workbench: Workbench, language: Language) -> None:
    """Sheets, headers and choices in either language give the same frames and no fault."""
    reading = workbench.read(language=language)
    assert not reading.faults
    assert reading.province is not None
    written = province_of(SMALL).frames()
    for name, frame in reading.province.frames().items():
        assert frame.equals(written[name]), name
    assert reading.rows["people"] == 2


def test_equal_provinces_give_equal_bytes(tmp_path: Path) -> None:
    """The file carries no clock."""
    for name in ("one.xlsx", "two.xlsx"):
        write_province(province_of(SMALL), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_first_sheet_carries_the_notice(tmp_path: Path) -> None:
    """A sample says on its first sheet that nobody in it exists."""
    notice = Wording("Không có người thật nào trong tệp này.", "Nobody in this file exists.")
    path = tmp_path / "sample.xlsx"
    write_province(province_of(SMALL), path, notice=[notice])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Đọc trước", *(table.sheet for table in TABLES.values())]
    assert notice.vi in [row[0].value for row in book["Đọc trước"]]


def test_dates_are_real_and_year_only_births_are_words(workbench: Workbench) -> None:
    """A day is a date shown dd/mm/yyyy; a bare year never becomes the first of January."""
    workbench.read()
    people = openpyxl.load_workbook(workbench.path)["Nhân sự"]
    assert people["D2"].is_date
    assert people["D2"].number_format == "dd/mm/yyyy"
    assert people["D3"].value == "1975"
    assert people.freeze_panes == "A2"
    assert people.auto_filter.ref == "A1:I3"


def test_text_is_never_a_formula(workbench: Workbench) -> None:
    """A name that begins with «=» stays a name."""
    reading = workbench.read_changed("units", 0, name="=HYPERLINK(1)")
    assert reading.province is not None
    assert reading.province.units["name"][0] == "=HYPERLINK(1)"


def test_reading_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """Nothing is raised; the fault names the file."""
    reading = read_province(tmp_path / "nowhere.xlsx")
    assert reading.province is None
    assert "nowhere.xlsx" in reading.faults[0].text(Language.VI)
