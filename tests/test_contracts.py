"""The layers of docs/architecture.md hold, and the contracts that hold them are not asleep."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [
        LINT_IMPORTS,
        "--no-logo",
        "--no-cache",
        "--config",
        ROOT / "pyproject.toml",
    ]
    surroundings = {**os.environ, "PYTHONPATH": str(root / "src")}
    return subprocess.run(
        command, cwd=root, env=surroundings, capture_output=True, text=True, check=False
    )


def test_the_layers_hold() -> None:
    """No import runs against the order of the engine's parts or of the rooms."""
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "planted", "contract"),
    [
        ("engine/model/province.py", "import django", "knows nothing of Django"),
        ("engine/model/province.py", "import thuctien.base", "knows nothing of Django"),
        ("engine/needs/result.py", "import thuctien.engine.planning", "Inside the engine"),
        ("people/apps.py", "import thuctien.sending", "rooms"),
        ("base/apps.py", "import thuctien.people", "rooms"),
    ],
)
def test_a_planted_import_is_caught(tmp_path: Path, file: str, planted: str, contract: str) -> None:
    """One import in the wrong direction breaks the contract that forbids it."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    target = tmp_path / "src/thuctien" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as text:
        text.write(f"\n{planted}\n")
    result = _lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(contract in line and "BROKEN" in line for line in result.stdout.splitlines())
