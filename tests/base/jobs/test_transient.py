"""Which faults are worth another attempt, told from real ones of both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import Error, IntegrityError, OperationalError, connection, transaction

from thuctien.base.jobs import JobRefusedError, PassingTroubleError
from thuctien.base.jobs.transient import passes_by_itself, what_passed


def _as_django(cause: sqlite3.Error) -> OperationalError:
    """Return the error as Django hands it on."""
    error = OperationalError(*cause.args)
    error.__cause__ = cause
    return error


def _sqlite_error(path: Path, provoke: Callable[[sqlite3.Connection], object]) -> OperationalError:
    with closing(sqlite3.connect(path, timeout=0)) as database:
        with pytest.raises(sqlite3.OperationalError) as raised:
            provoke(database)
        return _as_django(raised.value)


def test_a_locked_sqlite_passes(tmp_path: Path) -> None:
    path = tmp_path / "locked.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        error = _sqlite_error(path, lambda other: other.execute("BEGIN IMMEDIATE"))
    assert passes_by_itself(error)
    assert what_passed(error) == ("database_busy", {})


def test_a_missing_table_does_not_pass(tmp_path: Path) -> None:
    error = _sqlite_error(tmp_path / "empty.sqlite3", lambda d: d.execute("SELECT * FROM nothing"))
    assert not passes_by_itself(error)


def test_a_lost_line_without_a_code_passes() -> None:
    assert passes_by_itself(OperationalError("server closed the connection unexpectedly"))


@pytest.mark.parametrize("error", [ValueError(), IntegrityError("x"), JobRefusedError("faults")])
def test_faults_of_the_data_do_not_pass(error: Exception) -> None:
    assert not passes_by_itself(error)


def test_a_task_may_say_that_its_trouble_passes() -> None:
    error = PassingTroubleError("mail_server", {"host": "mail"})
    assert passes_by_itself(error)
    assert what_passed(error) == ("mail_server", {"host": "mail"})


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "passes"),
    [
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$", True),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '57P01'; END $$", True),
        ("SELECT * FROM nothing", False),
        ("SELECT 1/0", False),
    ],
)
def test_postgres_is_told_by_its_codes(statement: str, passes: bool) -> None:
    with pytest.raises(Error) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert passes_by_itself(raised.value) is passes


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_postgres_cuts_passes() -> None:
    with connection.cursor() as cursor, pytest.raises(Error) as raised:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()
    assert passes_by_itself(raised.value)
