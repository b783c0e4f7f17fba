"""The database itself refuses to change or remove what is on the trail."""
# ruff: noqa: S608

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from thuctien.base.acting import SYSTEM
from thuctien.base.audit import record, record_created
from thuctien.base.models import AuditEntry, User
from thuctien.base.models.audit import AuditChange

pytestmark = pytest.mark.django_db

TABLES = ("base_auditentry", "base_auditchange")


@pytest.fixture(autouse=True)
def written(officer: User) -> None:
    """A trail with an entry that changed a record."""
    record_created(officer, acting_user=SYSTEM, action="base.user.create")
    record("base.test", acting_user=SYSTEM, object_type="base.thing")


def _refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_rows_cannot_be_deleted(table: str) -> None:
    _refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("base_auditentry", "action"),
        ("base_auditentry", "reason"),
        ("base_auditchange", "object_key"),
        ("base_auditchange", "after"),
        ("base_auditchange", "before"),
    ],
)
def test_values_cannot_be_changed(table: str, column: str) -> None:
    _refused(f"UPDATE {table} SET {column} = 'x'")
    _refused(f"UPDATE {table} SET {column} = {column}")


def test_erasing_values_leaves_all_else_as_it_is() -> None:
    blank = "salt = '', before = '', after = ''"
    _refused(f"UPDATE base_auditchange SET {blank}")
    _refused(f"UPDATE base_auditchange SET {blank}, erased_digest = 'x', object_key = 'y'")
    _refused("UPDATE base_auditchange SET after = '', erased_digest = 'x'")


def test_the_orm_is_refused_too() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(action="base.test").delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditChange.objects.update(object_key="x")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite")
def test_an_entry_cannot_be_replaced() -> None:
    _refused(
        "INSERT OR REPLACE INTO base_auditentry SELECT * FROM base_auditentry WHERE position = 1"
    )


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_tables_cannot_be_emptied(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _refused(f"TRUNCATE {table} CASCADE")
