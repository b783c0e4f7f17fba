"""``thuctien plan`` on a real small province, judged by the independent checker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.engine.cli.conftest import MORE_PEOPLE, run_command, run_json
from tests.engine.cli.test_needs import sheet_rows

KEYS = {
    "people", "needs", "seats", "turns", "persons_sent", "classes", "sessions", "objective",
    "bound", "gap", "tiers", "feasible", "violations", "answered", "seconds", "peak_mib",
    "stopped_by", "seed", "year",
}  # fmt: skip


def test_json_has_everything_that_is_promised(planned: dict[str, Any]) -> None:
    """Seconds by stage and in total, the gap as a fraction."""
    assert planned.keys() >= KEYS
    assert planned["seconds"].keys() >= {"read", "needs", "plan", "timetable", "write", "total"}
    assert 0 <= planned["gap"] <= 1
    assert planned["objective"] <= planned["bound"]


def test_the_checker_finds_nothing(planned: dict[str, Any]) -> None:
    """No hard rule is broken."""
    assert planned["feasible"]
    assert planned["violations"] == 0
    assert not planned["broken"]


def test_everybody_has_an_answer(planned: dict[str, Any]) -> None:
    """All people of the workbook, with needs or without."""
    assert planned["people"] == planned["answered"] == MORE_PEOPLE
    people = sheet_rows(Path(planned["path"]), "Từng người")
    assert len(people) == MORE_PEOPLE
    assert all(row["Trả lời"] for row in people)


def test_persons_and_turns_are_counted_apart(planned: dict[str, Any]) -> None:
    """One person in two courses is one person and two turns."""
    turns = sheet_rows(Path(planned["path"]), "Lượt cử đi học")
    assert planned["seats"] == planned["turns"] == len(turns)
    assert planned["persons_sent"] == len({row["Mã nhân sự"] for row in turns})


def test_the_sheets_agree_with_each_other(planned: dict[str, Any]) -> None:
    """Sizes of classes, answers that name a class, sessions of every class."""
    path = Path(planned["path"])
    turns = sheet_rows(path, "Lượt cử đi học")
    classes = {row["Lớp"]: row for row in sheet_rows(path, "Lớp")}
    seats = {(row["Mã nhân sự"], row["Lớp"]) for row in turns}
    assert sum(int(str(row["Sĩ số"])) for row in classes.values()) == len(turns)
    answers = sheet_rows(path, "Trả lời từng nhu cầu")
    assert len(answers) == planned["needs"]
    sent = [row for row in answers if row["Trả lời"] == "được cử"]
    assert sent
    assert all((row["Mã nhân sự"], row["Lớp"]) in seats for row in sent)
    sessions = sheet_rows(path, "Thời khóa biểu")
    assert len(sessions) == sum(int(str(row["Số buổi"])) for row in classes.values())
    assert all(row["Phòng"] or row["Chưa xếp được vì"] for row in sessions)


def test_every_answer_has_its_reason(planned: dict[str, Any]) -> None:
    """Why, and what would change it, as sentences."""
    for row in sheet_rows(Path(planned["path"]), "Trả lời từng nhu cầu"):
        assert str(row["Vì sao"]).endswith(".")
        assert str(row["Điều gì sẽ thay đổi"]).endswith(".")


def test_the_same_input_and_seed_give_the_same_bytes(
    larger_file: Path, planned: dict[str, Any], tmp_path: Path
) -> None:
    """In another process, so that nothing can be left over."""
    path = tmp_path / "again.xlsx"
    arguments = ["plan", str(larger_file), "--year", "2027", "-o", str(path)]
    code = "from thuctien.engine.cli.main import main; main()"
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    assert path.read_bytes() == Path(planned["path"]).read_bytes()


def test_standard_output_is_one_json_object_and_nothing_else(
    sample_file: Path, tmp_path: Path
) -> None:
    """Also below Python: solvers that greet on standard output are kept out of it."""
    arguments = ["plan", str(sample_file), "--year", "2027", "-o", str(tmp_path / "p.xlsx")]
    code = "from thuctien.engine.cli.main import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(ended.stdout)["year"] == 2027
    assert not ended.stderr


def test_readers_get_a_summary_in_their_language(sample_file: Path, tmp_path: Path) -> None:
    """With persons and turns apart."""
    path = tmp_path / "plan.xlsx"
    told = run_command("plan", sample_file, "--year", 2027, "-o", path, "--lang", "en")
    assert told.exit_code == 0
    assert "Persons sent" in told.stdout
    assert "Turns" in told.stdout


def test_a_year_is_needed(sample_file: Path, tmp_path: Path) -> None:
    """The command has no clock to guess it from."""
    assert run_command("plan", sample_file, "-o", tmp_path / "plan.xlsx").exit_code == 2


def test_faults_of_the_input_end_with_one(tmp_path: Path) -> None:
    """One JSON object with the faults, and no workbook."""
    source, target = tmp_path / "in.xlsx", tmp_path / "plan.xlsx"
    source.write_bytes(b"no workbook")
    told = run_json("plan", source, "--year", 2027, "-o", target, exit_code=1)
    assert told["faults"]
    assert not target.exists()
