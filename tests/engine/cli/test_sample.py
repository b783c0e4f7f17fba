"""``thuctien sample``."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.engine.cli.conftest import PEOPLE, run_command, run_json
from thuctien.engine.workbook import read_province


def test_the_same_seed_gives_the_same_bytes(sample_file: Path, tmp_path: Path) -> None:
    """Nothing of the clock or the machine gets into the file."""
    again = tmp_path / "again.xlsx"
    run_command("sample", again, "--people", PEOPLE, "--seed", 7)
    assert again.read_bytes() == sample_file.read_bytes()


def test_another_seed_gives_another_province(sample_file: Path, tmp_path: Path) -> None:
    """The seed matters."""
    other = tmp_path / "other.xlsx"
    run_command("sample", other, "--people", PEOPLE, "--seed", 8)
    assert other.read_bytes() != sample_file.read_bytes()


@pytest.mark.parametrize(
    ("language", "notice"), [("vi", "không có ai trong tệp này"), ("en", "nobody in this file")]
)
def test_the_file_says_that_nobody_in_it_exists(language: str, notice: str, tmp_path: Path) -> None:
    """On its first sheet, in its language."""
    path = tmp_path / "sample.xlsx"
    run_command("sample", path, "--people", 200, "--lang", language)
    first = openpyxl.load_workbook(path).worksheets[0]
    assert any(notice in str(row[0]) for row in first.iter_rows(values_only=True))


def test_json_counts_what_the_file_holds(tmp_path: Path) -> None:
    """Read back, the workbook has as many rows as the command said."""
    path = tmp_path / "sample.xlsx"
    told = run_json("sample", path, "--people", 200)
    assert told["people"] == 200
    assert told["rows"] == dict(read_province(path).rows)
    assert told["seconds"]["total"] > 0
    assert told["peak_mib"] > 0


@pytest.mark.parametrize("people", [0, 199, 60_001, "nhiều"])
def test_a_size_that_cannot_be_is_wrong_usage(people: object, tmp_path: Path) -> None:
    """Exit code 2 and no file."""
    path = tmp_path / "sample.xlsx"
    assert run_command("sample", path, "--people", people).exit_code == 2
    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A sentence instead of a traceback."""
    result = run_command("sample", tmp_path / "nowhere" / "sample.xlsx", "--people", 200)
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    assert not result.stdout


def test_messy_lists_are_written_with_their_truth(tmp_path: Path) -> None:
    """Every file has its truth beside it, and the province that both are about."""
    told = run_json("sample", "--messy", tmp_path / "messy", "--people", 1_000)
    files = [Path(path) for path in told["messy"]]
    assert {file.suffix for file in files} == {".xlsx", ".xls", ".ods", ".csv"}
    for file in files:
        truth = json.loads(file.with_name(f"{file.name}.truth.json").read_text(encoding="utf-8"))
        assert truth["file"] == file.name
        assert truth["sheets"]
    assert read_province(tmp_path / "messy" / "tinh-mau.xlsx").province is not None


def test_messy_lists_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Whatever library wrote them."""
    for name in ("one", "two"):
        run_command("sample", "--messy", tmp_path / name, "--people", 1_000)
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert [path.name for path in one] == [path.name for path in two]
    assert [
        path.name
        for path in one
        if path.read_bytes() != (tmp_path / "two" / path.name).read_bytes()
    ] == []


def test_too_small_a_province_for_messy_lists_is_wrong_usage(tmp_path: Path) -> None:
    """Some of the files would be empty."""
    result = run_command("sample", "--messy", tmp_path / "messy", "--people", 300)
    assert result.exit_code == 2
    assert "1.000" in result.stderr


def test_a_folder_for_messy_lists_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Neither inside one that is not there, nor where a file has the name."""
    (tmp_path / "file").touch()
    for folder in (tmp_path / "nowhere" / "messy", tmp_path / "file" / "messy"):
        result = run_command("sample", "--messy", folder, "--people", 1_000)
        assert result.exit_code == 2
        assert folder.parent.name in result.stderr


def test_a_sample_of_nothing_is_wrong_usage() -> None:
    """Neither a file nor a folder."""
    assert run_command("sample").exit_code == 2
