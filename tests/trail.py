"""Lets the tests empty the trail and numbered documents between them, which nobody else may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

TABLES = ("base_auditentry", "base_auditchange")
_SQLITE_TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    " AND (tbl_name LIKE 'base_audit%' OR tbl_name = 'documents_document')"
)


@contextmanager
def opened_trail() -> Iterator[None]:
    """Take the triggers of the trail away for a while, as the owner of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if connection.in_atomic_block:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        triggers = cursor.execute(_SQLITE_TRIGGERS).fetchall()
        for name, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, statement in triggers:
            cursor.execute(statement)


def let_flush_empty_the_trail() -> None:
    """Have the flush after a test with real transactions empty the trail too."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def with_opened_trail(operations: BaseDatabaseOperations, statements: Iterable[str]) -> None:
        with opened_trail():
            flush(operations, statements)

    BaseDatabaseOperations.execute_sql_flush = with_opened_trail  # type: ignore[assignment, method-assign]
