"""``thuctien why``: from the workbook of a plan alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.engine.cli.conftest import run_command, run_json
from tests.engine.cli.test_needs import sheet_rows
from thuctien.engine.cli.why import find_people


@pytest.fixture
def plan_file(planned: dict[str, Any], tmp_path: Path) -> Path:
    """The plan alone in a folder: nothing else can be looked at."""
    return Path(shutil.copy(planned["path"], tmp_path / "alone.xlsx"))


@pytest.fixture
def sent(plan_file: Path) -> dict[str, object]:
    """An answer of somebody who is sent."""
    answers = sheet_rows(plan_file, "Trả lời từng nhu cầu")
    return next(row for row in answers if row["Trả lời"] == "được cử")


def test_why_somebody_is_sent(plan_file: Path, sent: dict[str, object]) -> None:
    """The need, its source and the class."""
    told = run_json("why", plan_file, sent["Mã nhân sự"])
    (need,) = [need for need in told["needs"] if need["need_id"] == sent["Mã nhu cầu"]]
    assert (need["outcome"], need["class_id"]) == ("sent", sent["Lớp"])
    assert need["why"] == sent["Vì sao"]
    assert need["asked_by"] == sent["Yêu cầu"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_need_is_told_to_readers(
    language: str, plan_file: Path, sent: dict[str, object]
) -> None:
    """Whatever the language of the workbook, the answer is in the reader's."""
    person = sent["Mã nhân sự"]
    needs = run_json("why", plan_file, person, "--lang", language)["needs"]
    told = run_command("why", plan_file, person, "--lang", language).stdout
    for need in needs:
        assert f"• {need['needed']}" in told
        assert need["due_on"][:4] in told
    assert ("Why" in told) == (language == "en")


def test_every_person_and_every_reason_can_be_told(plan_file: Path) -> None:
    """One person for each answer and reason that the plan has, in English."""
    answers = sheet_rows(plan_file, "Trả lời từng nhu cầu")
    people = sheet_rows(plan_file, "Từng người")
    chosen = {row["Mã lý do"]: row["Mã nhân sự"] for row in answers}
    chosen |= {row["Mã trả lời"]: row["Mã nhân sự"] for row in people}
    for person in chosen.values():
        told = run_json("why", plan_file, person, "--lang", "en")
        assert told["answer_text"].endswith(".")
        assert all(need["why"].endswith(".") for need in told["needs"])


def test_an_english_workbook_is_read_too(
    planned: dict[str, Any], larger_file: Path, tmp_path: Path
) -> None:
    """The sheets are found under either name."""
    path = tmp_path / "english.xlsx"
    run_command("plan", larger_file, "--year", 2027, "-o", path, "--lang", "en")
    person = sheet_rows(path, "People")[0]["Person"]
    here = run_json("why", path, person)
    assert here == run_json("why", planned["path"], person)


def test_several_people_of_a_name_are_listed(plan_file: Path) -> None:
    """The reader chooses; exit code 1."""
    told = run_json("why", plan_file, "nguyen", exit_code=1)
    assert len(told["matches"]) > 1
    assert all("Nguyễn" in match["full_name"] for match in told["matches"])
    listed = run_command("why", plan_file, "nguyen")
    assert told["matches"][0]["person_id"] in listed.stderr
    assert not listed.stdout


def test_nobody_of_that_name(plan_file: Path) -> None:
    """A sentence, exit code 1."""
    result = run_command("why", plan_file, "Không Có Ai")
    assert result.exit_code == 1
    assert "Không Có Ai" in result.stderr


@pytest.mark.parametrize("content", [None, b"no workbook"])
def test_what_is_no_plan_is_refused(content: bytes | None, tmp_path: Path) -> None:
    """Also a file that is not there."""
    path = tmp_path / "plan.xlsx"
    if content is not None:
        path.write_bytes(content)
    assert run_command("why", path, "p1").exit_code == 1


def test_a_province_is_no_plan(sample_file: Path) -> None:
    """The sheets are other ones."""
    assert run_command("why", sample_file, "p1").exit_code == 1


PEOPLE = pl.DataFrame(
    {
        "person_id": ["CB1", "CB2", "CB3"],
        "full_name": ["Đỗ Thị Ánh", "Đỗ Thị Anh", "Trần Ánh Đào"],
    }
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("cb2", ["CB2"]),
        ("do thi anh", ["CB1", "CB2"]),
        ("Đỗ Thị Ánh", ["CB1"]),
        ("ánh", ["CB1", "CB2", "CB3"]),
        ("anh tran", ["CB3"]),
        ("an", []),
        (" ", []),
    ],
)
def test_people_are_found_by_code_or_by_words_of_the_name(wanted: str, found: list[str]) -> None:
    """Whole words in any order, with or without marks; an exact name goes first."""
    assert find_people(PEOPLE, wanted)["person_id"].to_list() == found
