"""``thuctien timetable``: files in, files out, and a recount of what came out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.engine.timetabling.curriculum.instances import ctt_of
from tests.engine.timetabling.curriculum.test_solve import SMALL
from thuctien.engine.cli.main import main


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """A file with the small instance."""
    path = tmp_path / "small.ctt"
    path.write_text(ctt_of(SMALL), encoding="utf-8")
    return path


def _run(*arguments: object) -> tuple[int, str]:
    ended = CliRunner().invoke(main, ["timetable", *map(str, arguments)])
    return ended.exit_code, ended.stdout


def test_what_is_found_is_what_the_recount_says(instance: Path) -> None:
    target = instance.with_suffix(".sol")
    code, out = _run(instance, "-o", target, "--iterations", 50_000, "--seed", 3, "--json")
    assert code == 0
    found = json.loads(out)
    assert {"cost", "costs", "hard", "feasible", "bound", "iterations", "seconds", "peak_mib"} <= (
        found.keys()
    )
    assert found["feasible"]
    code, out = _run(instance, "--check", target, "--json")
    checked = json.loads(out)
    assert code == 0
    assert {name: checked[name] for name in ("cost", "costs", "hard", "feasible")} == {
        name: found[name] for name in ("cost", "costs", "hard", "feasible")
    }


def test_one_seed_gives_one_file(instance: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one", "two")]
    for target in files:
        assert _run(instance, "-o", target, "--iterations", 20_000, "--seed", 8)[0] == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_file_cut_short_ends_with_its_line_and_writes_nothing(instance: Path) -> None:
    instance.write_text(ctt_of(SMALL)[:120], encoding="utf-8")
    target = instance.with_suffix(".sol")
    ended = CliRunner().invoke(
        main, ["timetable", str(instance), "-o", str(target), "--iterations", "10"]
    )
    assert ended.exit_code == 1
    assert "Dòng" in ended.stderr
    assert not target.exists()


@pytest.mark.parametrize("arguments", [[], ["-o", "x"]])
def test_what_is_left_out_is_asked_for(instance: Path, arguments: list[str]) -> None:
    assert _run(instance, *arguments)[0] == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert _run(tmp_path / "no.ctt", "-o", tmp_path / "x", "--seconds", 1)[0] == 1


@pytest.mark.parametrize("cores", [1, 2])
def test_ctrl_c_stops_and_keeps_the_best(instance: Path, cores: int) -> None:
    """Pressed in a terminal it reaches every process of the command."""
    instance.write_text(ctt_of(SMALL).replace("a x 2 2 20", "a x 2 2 99"), encoding="utf-8")
    target = instance.with_suffix(".sol")
    script = "from thuctien.engine.cli.main import main; main()"
    command = [sys.executable, "-c", script, "timetable", instance, "-o", target, "--json"]
    with subprocess.Popen(
        [*map(str, command), "--seconds", "60", "--cores", str(cores)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        time.sleep(8)
        os.killpg(running.pid, signal.SIGINT)
        out, _ = running.communicate(timeout=30)
    assert running.returncode == 0
    assert json.loads(out)["seconds"] < 30
    assert len(target.read_text(encoding="utf-8").splitlines()) == 4
