"""``thuctien needs``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.engine.cli.conftest import PEOPLE, run_command, run_json
from thuctien.engine.needs import compute_needs
from thuctien.engine.sample import sample_province


def sheet_rows(path: Path, title: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by header, read by another library than ours."""
    header, *rows = openpyxl.load_workbook(path)[title].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_figures_are_those_of_the_engine(sample_file: Path, tmp_path: Path) -> None:
    """The planning date of the province and the year after it are the default."""
    told = run_json("needs", sample_file, "-o", tmp_path / "needs.xlsx")
    expected = compute_needs(sample_province(PEOPLE, 7), date(2026, 12, 31), date(2027, 12, 31))
    assert (told["as_of"], told["horizon"]) == ("2026-12-31", "2027-12-31")
    assert told["people"] == expected.people
    assert told["needs"] == expected.needs.height
    forces = ("overdue", "due", "recommended", "later")
    assert sum(told[force] for force in forces) == told["needs"]


def test_the_workbook_has_every_need_in_words(sample_file: Path, tmp_path: Path) -> None:
    """Names instead of codes, the gap as a sentence."""
    path = tmp_path / "needs.xlsx"
    told = run_json("needs", sample_file, "-o", path)
    needs = sheet_rows(path, "Nhu cầu")
    assert len(needs) == told["needs"]
    for need in needs:
        assert need["Họ và tên"]
        assert need["Yêu cầu"]
        assert str(need["Còn thiếu"]).endswith(".")


def test_only_rules_that_nobody_confirmed_are_labelled(sample_file: Path, tmp_path: Path) -> None:
    """All of the sample are such rules until somebody marks them as confirmed."""
    book = openpyxl.load_workbook(sample_file)
    rules = book["Yêu cầu"]
    confirmed = [cell.value for cell in rules[1]].index("Đã xác nhận") + 1
    for row in range(2, rules.max_row + 1):
        rules.cell(row=row, column=confirmed, value="x")
    source, target = tmp_path / "confirmed.xlsx", tmp_path / "needs.xlsx"
    book.save(source)
    run_command("needs", source, "-o", target)
    names = {rules.cell(row=row, column=2).value for row in range(2, rules.max_row + 1)}
    labels = {(need["Yêu cầu"] in names, need["Ghi chú"]) for need in sheet_rows(target, "Nhu cầu")}
    assert labels == {(True, None), (False, "mẫu – cần xác nhận")}


def test_coverage_adds_up_for_every_requirement(sample_file: Path, tmp_path: Path) -> None:
    """Met and not met together are the people concerned."""
    path = tmp_path / "needs.xlsx"
    told = run_json("needs", sample_file, "-o", path, "--lang", "en")
    rows = sheet_rows(path, "Coverage")
    parts = ("Met", "Overdue", "Due", "Recommended", "Later")
    assert all(row["People concerned"] == sum(int(str(row[p])) for p in parts) for row in rows)
    unmet = sum(int(str(row["People concerned"])) - int(str(row["Met"])) for row in rows)
    assert unmet == told["needs"]


def test_the_same_input_gives_the_same_bytes(sample_file: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    for name in ("a.xlsx", "b.xlsx"):
        assert run_command("needs", sample_file, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("day", ["30/06/2026", "2026-06-30"])
def test_a_date_may_be_given(day: str, sample_file: Path, tmp_path: Path) -> None:
    """As people write it here, or as ISO 8601 does; the horizon is the end of its year."""
    told = run_json("needs", sample_file, "-o", tmp_path / "needs.xlsx", "--date", day)
    assert (told["as_of"], told["horizon"]) == ("2026-06-30", "2026-12-31")


@pytest.mark.parametrize(
    "options",
    [
        ("--date", "31/02/2026"),
        ("--date", "2026"),
        ("--date", "30/06/2027", "--year", "2026"),
        ("--year", "26"),
        ("--lang", "fr"),
    ],
)
def test_options_that_make_no_sense_are_wrong_usage(
    options: tuple[str, ...], sample_file: Path, tmp_path: Path
) -> None:
    """Exit code 2, words on standard error, nothing written."""
    path = tmp_path / "needs.xlsx"
    result = run_command("needs", sample_file, "-o", path, *options)
    assert result.exit_code == 2
    assert result.stderr
    assert not path.exists()


def test_without_a_planning_date_one_must_be_given(sample_file: Path, tmp_path: Path) -> None:
    """The engine has no clock to look at."""
    book = openpyxl.load_workbook(sample_file)
    parameters = book["Tham số"]
    for row in range(parameters.max_row, 1, -1):
        if parameters.cell(row=row, column=1).value == "planning_date":
            parameters.delete_rows(row)
    source, target = tmp_path / "undated.xlsx", tmp_path / "needs.xlsx"
    book.save(source)
    assert run_command("needs", source, "-o", target).exit_code == 2
    told = run_json("needs", source, "-o", target, "--year", "2027")
    assert told["as_of"] == "2026-12-31"


def test_a_code_of_a_requirement_and_of_a_stated_need_is_named(
    sample_file: Path, tmp_path: Path
) -> None:
    """Their needs could not be told apart: the input is at fault."""
    book = openpyxl.load_workbook(sample_file)
    code = book["Yêu cầu"].cell(row=2, column=1).value
    book["Nhu cầu khác"].cell(row=2, column=1, value=code)
    source = tmp_path / "shared.xlsx"
    book.save(source)
    told = run_json("needs", source, "-o", tmp_path / "needs.xlsx", exit_code=1)
    assert str(code) in str(told)
