"""The tests' database is the one that all migrations make, and the migrations make all models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated


@pytest.mark.django_db
def test_nothing_is_left_to_migrate() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_no_model_waits_for_its_migration(tmp_path: Path) -> None:
    """In a process of its own: other tests have models that belong to no room."""
    asked = subprocess.run(
        [sys.executable, "-m", "thuctien", "makemigrations", "--check", "--dry-run"],
        env={**os.environ, "THUCTIEN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stdout + asked.stderr


def test_a_changed_migration_makes_another_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "src/thuctien/room/migrations/0001_first.py"
    written.parent.mkdir(parents=True)
    (tmp_path / "requirements").mkdir()
    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    found = []
    for text in ("a", "b"):
        written.write_text(text)
        found.append(migrated._digest())
    assert len(set(found)) == len(found)
