"""A database with every migration run, made once and copied: migrating outlasts most tests.

The copy is kept in the environment's folder under a digest of what it follows from, so that a
changed migration or model makes a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("src/thuctien/**/migrations/*.py", "src/thuctien/**/models*/**/*.py")
ALSO = ("src/thuctien/**/models.py", "src/thuctien/base/**/*.py", "requirements/dev.txt")
"""What a migrated database follows from; packages of others by the versions that are locked."""
KEPT = 8
"""Copies of earlier states of the code that are kept: branches come and go."""


@lru_cache
def migrated_file() -> Path:
    """Return a migrated SQLite file, made now where there is none; others wait meanwhile."""
    folder = Path(sys.prefix) / "migrated"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = folder / f"{_digest()}.sqlite3"
        if not kept.exists():
            _migrate(kept)
        kept.touch()
        for old in sorted(folder.glob("*.sqlite3"), key=lambda file: -file.stat().st_mtime)[KEPT:]:
            old.unlink()
    return kept


def migrated_home(home: Path) -> None:
    """Put a migrated database into the empty data folder of an installation."""
    shutil.copyfile(migrated_file(), home / "thuctien.sqlite3")


def load_migrated(name: str) -> sqlite3.Connection:
    """Fill a database in memory that connections share by ``name``, for as long as it is open."""
    held = sqlite3.connect(name, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(migrated_file())) as source:
        source.backup(held)
    return held


def begin_with_migrated() -> None:
    """Have Django find the tests' database in memory migrated; on a server it migrates itself."""
    if connection.vendor != "sqlite":
        return
    create = connection.creation._create_test_db
    connection.settings_dict["TEST"]["MIGRATE"] = False

    def filled(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = create(verbosity, autoclobber, keepdb)
        connection.creation.held_open = load_migrated(name)
        return name

    connection.creation._create_test_db = filled


def _digest() -> str:
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for pattern in (*SOURCES, *ALSO):
        for file in sorted(ROOT.glob(pattern)):
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(kept: Path) -> None:
    with TemporaryDirectory(dir=kept.parent) as home:
        environment = {**os.environ, "THUCTIEN_HOME": home, "THUCTIEN_DATABASE_URL": ""}
        command = [sys.executable, "-m", "thuctien", "migrate", "--verbosity=0", "--skip-checks"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        made = Path(home) / "thuctien.sqlite3"
        with closing(sqlite3.connect(made)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        made.replace(kept)
