"""A worker killed at any moment of an import leaves it wholly in or wholly out, and it goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from thuctien.engine.model import Province
from thuctien.engine.workbook import write_province

PATIENCE = 60.0
# Seconds after the stage was first seen: at its start, within, towards its end, after it.
KILLS = [("read", 0.0), ("store", 0.0), ("store", 0.05), ("store", 0.12), ("store", 0.25)]
RUN_NOW = "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at RETURNING 1"
ASK = """
import django; django.setup()
from pathlib import Path
from django.core.files.base import ContentFile
from thuctien.base.acting import SYSTEM
from thuctien.sending.services.importing import request_import
path = Path({path!r})
request_import(ContentFile(path.read_bytes(), name=path.name), acting_user=SYSTEM)
"""


@dataclass(frozen=True)
class Installation:
    """An installation of its own: a folder, a database file, processes that use them."""

    home: Path

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a Python process that works on this installation."""
        environment = {
            **os.environ,
            "THUCTIEN_HOME": str(self.home),
            "THUCTIEN_DATABASE_URL": "sqlite:///kill.sqlite3",
            "THUCTIEN_WORKER": "",
            "DJANGO_SETTINGS_MODULE": "thuctien.settings",
        }
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *arguments: str) -> None:
        """Run a process to its end."""
        assert self.start(*arguments).wait(PATIENCE) == 0

    def ask(self, statement: str) -> tuple[object, ...]:
        """Return the first row of a query, by a connection that shares nothing with Django."""
        with closing(sqlite3.connect(self.home / "kill.sqlite3", timeout=PATIENCE)) as database:
            row: tuple[object, ...] = database.execute(statement).fetchone()
            database.commit()
            return row

    def stored(self) -> dict[str, object]:
        """Return how many rows each kind of table has."""
        tables = ("people_person", "people_holding", "sending_quota", "catalogue_code")
        return {table: self.ask(f"SELECT count(*) FROM {table}")[0] for table in tables}  # noqa: S608

    def wait_for_stage(self, beginning: str, worker: subprocess.Popen[bytes]) -> None:
        """Wait until the job is in a stage, or past it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and worker.poll() is None:
            state, stage = self.ask("SELECT state, stage FROM base_job")
            if str(stage).startswith((beginning, "store")) or state == "done":
                return
            time.sleep(0.002)


@pytest.fixture
def installation(tmp_path: Path, province: Province) -> Installation:
    """An installation with an import that waits for its worker."""
    found = Installation(tmp_path / "home")
    workbook = tmp_path / "tinh.xlsx"
    write_province(province, workbook)
    found.run("-m", "thuctien", "migrate", "--verbosity=0")
    found.run("-c", ASK.format(path=str(workbook)))
    return found


@pytest.mark.parametrize(("stage", "after"), KILLS)
def test_a_killed_import_is_whole_or_nothing_and_is_finished_by_the_next_worker(
    installation: Installation, province: Province, stage: str, after: float
) -> None:
    whole = {
        "people_person": province.people.height,
        "people_holding": province.holdings.height,
        "sending_quota": province.quotas.height,
        "catalogue_code": province.codes.height,
    }
    worker = installation.start("-m", "thuctien", "worker", "--once")
    installation.wait_for_stage(stage, worker)
    time.sleep(after)
    worker.send_signal(signal.SIGKILL)
    worker.wait(PATIENCE)

    (state,) = installation.ask("SELECT state FROM base_job")
    if state == "done":
        assert installation.stored() == whole
        return
    assert installation.stored() == dict.fromkeys(whole, 0)

    installation.run("-m", "thuctien", "worker", "--once")  # takes the job over, to run it later
    assert installation.ask("SELECT state, attempts FROM base_job") == ("queued", 1)
    installation.ask(
        "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at RETURNING 1"
    )
    installation.run("-m", "thuctien", "worker", "--once")
    assert installation.ask("SELECT state, attempts FROM base_job") == ("done", 2)
    assert installation.stored() == whole
