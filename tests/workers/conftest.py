"""One installation for all tests of killed workers in a process: its tables take long to make."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.migrated import migrated_home
from tests.notices.mail_server import free_port
from tests.workers.installation import PATIENCE, Database, Workers

NURSERY = Path(__file__).parent / "nursery.py"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the installation."""
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="session")
def database(home: Path) -> Iterator[Database]:
    """An empty database of the kind that this run of the tests uses."""
    if connection.vendor == "sqlite":
        path = home / "thuctien.sqlite3"
        yield Database(f"sqlite:///{path}", lambda: sqlite3.connect(path, timeout=PATIENCE))
        return
    given = connection.settings_dict
    name = f"killed_{os.getpid()}"
    server = {"host": given["HOST"] or given["OPTIONS"]["host"], "user": given["USER"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        yield Database(
            f"postgresql://{server['user']}@/{name}?host={server['host']}",
            lambda: psycopg.connect(dbname=name, **server),
            OTHERS,
        )
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def workers(home: Path, database: Database) -> Iterator[Workers]:
    """The installation, migrated, with its nursery of workers."""
    port = free_port()
    environment = {
        **os.environ,
        "THUCTIEN_HOME": str(home),
        "THUCTIEN_DATABASE_URL": database.address,
        "THUCTIEN_WORKER": "",
        "THUCTIEN_EMAIL_HOST": "127.0.0.1",
        "THUCTIEN_EMAIL_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "thuctien.settings",
    }
    if connection.vendor == "sqlite":
        migrated_home(home)
    else:
        migrate = [sys.executable, "-m", "thuctien", "migrate", "--verbosity=0"]
        subprocess.run(
            migrate, env=environment, timeout=PATIENCE, check=True, stdout=subprocess.DEVNULL
        )
    nursery = subprocess.Popen(
        [sys.executable, str(NURSERY)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield Workers(database, port, nursery)
    nursery.communicate(timeout=PATIENCE)
