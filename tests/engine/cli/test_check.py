"""``thuctien check``: faults by sheet, row, column and reason; never a traceback."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.engine.cli.conftest import run_command, run_json


@pytest.fixture
def faulty_file(sample_file: Path, tmp_path: Path) -> Path:
    """The sample with a day that does not exist and a person twice."""
    book = openpyxl.load_workbook(sample_file)
    people = book["Nhân sự"]
    titles = [cell.value for cell in people[1]]
    people.cell(row=5, column=titles.index("Ngày sinh") + 1, value="31/02/1980")
    code = titles.index("Mã nhân sự") + 1
    people.cell(row=9, column=code, value=people.cell(row=8, column=code).value)
    path = tmp_path / "faulty.xlsx"
    book.save(path)
    return path


def test_a_sound_workbook_passes(sample_file: Path) -> None:
    """The sample has no fault at all."""
    told = run_json("check", sample_file)
    assert told["ok"]
    assert not told["faults"]


def test_faults_have_their_place_and_reason(faulty_file: Path) -> None:
    """Both faults are named; the rest of the file is checked all the same."""
    told = run_json("check", faulty_file, exit_code=1)
    places = {(f["sheet"], f["row"], f["column"]) for f in told["faults"]}
    assert ("Nhân sự", 5, "Ngày sinh") in places
    assert any(sheet == "Nhân sự" and row in (8, 9) for sheet, row, _ in places)
    assert told["errors"] == len([f for f in told["faults"] if f["severity"] == "error"]) > 1
    assert not told["ok"]


@pytest.mark.parametrize(
    ("language", "reason"),
    [("vi", "Ngày «31/02/1980» không có trong lịch."), ("en", "no day «31/02/1980»")],
)
def test_readers_get_a_table_in_their_language(
    language: str, reason: str, faulty_file: Path
) -> None:
    """With the place in the row."""
    result = run_command("check", faulty_file, "--lang", language)
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if reason in line]
    assert "Nhân sự" in line
    assert " 5 " in line


def test_the_language_may_come_from_the_environment(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vietnamese unless somebody says otherwise."""
    assert "không có lỗi" in run_command("check", sample_file).stdout
    monkeypatch.setenv("THUCTIEN_LANG", "en")
    assert "no errors" in run_command("check", sample_file).stdout


def test_text_that_was_converted_is_told(sample_file: Path, tmp_path: Path) -> None:
    """Decomposed Unicode is repaired, and the report says how many cells."""
    book = openpyxl.load_workbook(sample_file)
    people = book["Nhân sự"]
    name = [cell.value for cell in people[1]].index("Họ và tên") + 1
    people.cell(row=4, column=name, value="Nguye\u0302\u0303n Va\u0306n Mẫu")
    path = tmp_path / "decomposed.xlsx"
    book.save(path)
    told = run_json("check", path)
    assert [(r["sheet"], r["row"], r["text"]) for r in told["repairs"]] == [
        ("Nhân sự", 4, "Nguyễn Văn Mẫu")
    ]
    assert "Họ và tên" in run_command("check", path).stdout


@pytest.mark.parametrize("content", [None, b"", b"no workbook", b"PK\x03\x04broken"])
@pytest.mark.parametrize("command", [("check",), ("needs", "-o", "out.xlsx")])
def test_what_is_no_workbook_is_refused_with_a_sentence(
    content: bytes | None, command: tuple[str, ...], tmp_path: Path
) -> None:
    """Also a file that is not there; exit code 1, one JSON object, nothing written."""
    path = tmp_path / "file.xlsx"
    if content is not None:
        path.write_bytes(content)
    arguments = [str(tmp_path / a) if a == "out.xlsx" else a for a in command]
    told = run_json(arguments[0], path, *arguments[1:], exit_code=1)
    assert len(told["faults"]) == 1
    assert told["faults"][0]["reason"]
    assert not (tmp_path / "out.xlsx").exists()


def test_a_missing_sheet_is_named(sample_file: Path, tmp_path: Path) -> None:
    """And the others are still checked."""
    book = openpyxl.load_workbook(sample_file)
    del book["Yêu cầu"]
    path = tmp_path / "partly.xlsx"
    book.save(path)
    told = run_json("check", path, exit_code=1)
    assert any("Yêu cầu" in fault["reason"] for fault in told["faults"])
    assert told["rows"]["people"] > 0
