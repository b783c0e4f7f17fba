"""The tests' database is the one that all migrations make, and the migrations make all models."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated


@pytest.mark.django_db
def test_nothing_is_left_to_migrate() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db
def test_no_model_waits_for_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", "--check", "--dry-run")
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


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
