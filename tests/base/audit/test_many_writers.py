"""Processes that write at the same time leave one chain, without a gap and without a fork."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from thuctien.base.audit.checking import check_trail
from thuctien.base.models import AuditEntry

WRITERS = 3
ACTS = 40
PATIENCE = 300
WRITER = Path(__file__).parent / "writer.py"


def _write_at_once(address: str, home: Path) -> None:
    environment = {
        **os.environ,
        "THUCTIEN_HOME": str(home),
        "THUCTIEN_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "thuctien.settings",
    }
    writers = [
        subprocess.Popen([sys.executable, str(WRITER), f"w{n}", str(ACTS)], env=environment)
        for n in range(WRITERS)
    ]
    assert [writer.wait(timeout=PATIENCE) for writer in writers] == [0] * WRITERS


def _copied_to_a_file(path: Path) -> str:
    """Copy the tests' database, which lives in memory, to where other processes can open it."""
    with closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = WAL")
    return f"sqlite:///{path}"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="for SQLite")
@pytest.mark.django_db(transaction=True)
def test_one_chain_on_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "written.sqlite3"
    _write_at_once(_copied_to_a_file(path), tmp_path)
    with closing(sqlite3.connect(path)) as written:
        written.backup(connection.connection)
    _check()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_chain_on_postgres(tmp_path: Path) -> None:
    given = connection.get_connection_params()
    _write_at_once(
        f"postgresql://{given['user']}@/{given['dbname']}?host={given['host']}", tmp_path
    )
    _check()


def _check() -> None:
    report = check_trail()
    assert (report.entries, report.changes, report.faults) == (
        WRITERS * ACTS,
        2 * WRITERS * ACTS,
        (),
    )
    assert not AuditEntry.objects.filter(action="base.undone").exists()
