"""``thuctien whatif``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.engine.cli.conftest import run_command, run_json
from tests.engine.cli.test_needs import sheet_rows
from tests.engine.planning.provinces import budget
from tests.engine.scenarios.cases import province
from thuctien.engine.scenarios import Change, to_json
from thuctien.engine.scenarios.changes import EndRequirement, MergeUnits, ScaleBudgets
from thuctien.engine.workbook import write_province

FROM = date(2027, 1, 1)
MERGER = MergeUnits(unit_ids=("XA001", "XA002"), into_id="XA901", name="Xã Mới", from_day=FROM)
END = EndRequirement(requirement_id="YC-CCLL-LD", from_day=FROM)


def changes_file(folder: Path, *changes: Change) -> Path:
    """Return a file of changes."""
    path = folder / "changes.json"
    path.write_text(json.dumps([to_json(change) for change in changes]), encoding="utf-8")
    return path


def test_the_needs_alone_come_at_once(sample_file: Path, tmp_path: Path) -> None:
    """The sentences of the changes, the day of both years, and the figures of the needs."""
    path = tmp_path / "whatif.xlsx"
    given = changes_file(tmp_path, MERGER, END)
    told = run_json("whatif", sample_file, given, "--year", 2027, "--needs-only", "-o", path)
    assert told["as_of"] == "2027-01-01"
    assert "Xã Mới" in told["changes"][0]
    needs = next(total for total in told["totals"] if total["figure"] == "needs")
    assert needs["difference"] == needs["after"] - needs["before"] == -told["needs_differing"] < 0
    rows = sheet_rows(path, "Nhu cầu khác nhau")
    assert len(rows) == told["needs_differing"]
    assert {row["Vì sao"] for row in rows} == {"Yêu cầu đã được bỏ."}


def test_with_the_plan_it_says_who_is_touched(tmp_path: Path) -> None:
    """No money for a class: three people lose their seats, each with a reason in words."""
    source, path = tmp_path / "tinh.xlsx", tmp_path / "whatif.xlsx"
    write_province(province(budgets=[budget(10_000_000)]), source)
    given = changes_file(tmp_path, ScaleBudgets(year=2027, percent=1.0))
    told = run_json("whatif", source, given, "--year", 2027, "-o", path, "--lang", "en")
    cost = next(total for total in told["totals"] if total["figure"] == "cost")
    assert (cost["before"], cost["after"]) == (1_600_000, 0)
    assert (cost["base_before"], cost["base_after"]) == (10_000_000, 100_000)
    rows = sheet_rows(path, "People touched")
    assert [row["What changes"] for row in rows] == ["loses the seat"] * 3
    assert all("ns" in str(row["Why"]) for row in rows)


def test_no_change_makes_no_difference(sample_file: Path, tmp_path: Path) -> None:
    """An empty list is a list."""
    path = tmp_path / "whatif.xlsx"
    told = run_json(
        "whatif", sample_file, changes_file(tmp_path), "--year", 2027, "--needs-only", "-o", path
    )
    assert all(total["difference"] == 0 for total in told["totals"])


def test_the_changed_province_is_a_workbook_that_passes_its_own_check(
    sample_file: Path, tmp_path: Path
) -> None:
    """It can be read again, and the merger is not made twice."""
    after = tmp_path / "after.xlsx"
    given = changes_file(tmp_path, MERGER)
    options = ("--year", 2027, "--needs-only", "-o", tmp_path / "whatif.xlsx")
    run_json("whatif", sample_file, given, *options, "--province", after)
    assert run_command("check", after).exit_code == 0
    told = run_json("whatif", after, given, *options, exit_code=1)
    assert told["change"] == 1
    assert "XA901" in told["error"]


@pytest.mark.parametrize("text", ["", "{}}", '[{"change": "Nothing"}]', "[1]", '{"change": 1}'])
def test_what_is_no_list_of_changes_is_said(sample_file: Path, tmp_path: Path, text: str) -> None:
    """A sentence with the name of the file, whatever stands in it."""
    path = tmp_path / "changes.json"
    path.write_text(text)
    told = run_json(
        "whatif", sample_file, path, "--year", 2027, "-o", tmp_path / "x.xlsx", exit_code=1
    )
    assert "changes.json" in told["error"]


def test_a_file_that_is_not_there_is_a_fault_of_usage(sample_file: Path, tmp_path: Path) -> None:
    """Exit code 2, as for other commands."""
    missing = tmp_path / "none.json"
    result = run_command("whatif", sample_file, missing, "--year", 2027, "-o", tmp_path / "x.xlsx")
    assert result.exit_code == 2
