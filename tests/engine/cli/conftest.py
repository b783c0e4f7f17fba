"""The real command line on real small files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from thuctien.engine.cli.main import main

PEOPLE = 300
MORE_PEOPLE = 1_000

Run = Callable[..., Result]


def run_command(*arguments: object) -> Result:
    """Run ``thuctien`` with these arguments; an exception is a failure of the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def run_json(*arguments: object, exit_code: int = 0) -> dict[str, Any]:
    """Run ``thuctien … --json`` and return the one object that it prints."""
    result = run_command(*arguments, "--json")
    assert result.exit_code == exit_code, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample province as a workbook."""
    path = tmp_path_factory.mktemp("cli") / "tinh.xlsx"
    assert run_command("sample", path, "--people", PEOPLE).exit_code == 0
    return path


@pytest.fixture(scope="session")
def larger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample in which there are enough people for classes to be opened."""
    path = tmp_path_factory.mktemp("cli") / "tinh.xlsx"
    assert run_command("sample", path, "--people", MORE_PEOPLE).exit_code == 0
    return path


@pytest.fixture(scope="session")
def planned(larger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON of a plan; ``path`` is its workbook."""
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    return run_json("plan", larger_file, "--year", 2027, "-o", path)
