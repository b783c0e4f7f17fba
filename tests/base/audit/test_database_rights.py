"""On a real PostgreSQL the application's role can add to the trail, and do nothing else to it."""
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thuctien.base.acting import SYSTEM
from thuctien.base.audit import record, record_created
from thuctien.base.audit.checking import FaultCode, check_trail
from thuctien.base.models import User

APP = "thuctien_test_app"
TABLES = ("base_auditentry", "base_auditchange")

Session = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def app(transactional_db: None) -> Iterator[Session]:
    """A session of the application's role, beside a trail with two entries."""
    user = User.objects.create_user("lan")
    record_created(user, acting_user=SYSTEM, action="base.user.create")
    record("base.test", acting_user=SYSTEM, object_type="base.thing")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {APP}")
        cursor.execute(f"CREATE ROLE {APP} LOGIN")
    call_command("grant_rights", APP, verbosity=0)
    given = connection.get_connection_params()
    with psycopg.connect(
        host=given.get("host"), dbname=given["dbname"], user=APP, autocommit=True
    ) as session:
        yield session
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {APP}; DROP ROLE {APP}")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        *(f"UPDATE {table} SET object_key = 'x'" for table in TABLES),
        *(f"DELETE FROM {table}" for table in TABLES),
        *(f"TRUNCATE {table} CASCADE" for table in TABLES),
        *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in TABLES),
        *(f"DROP TRIGGER {table}_no_delete ON {table}" for table in TABLES),
        *(f"DROP TABLE {table} CASCADE" for table in TABLES),
        "DROP FUNCTION base_audit_refuse() CASCADE",
        "CREATE OR REPLACE FUNCTION base_audit_refuse() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = 'replica'",
        "DELETE FROM base_audithead",
        "DELETE FROM django_migrations",
        "CREATE TABLE of_its_own (x int)",
        f"GRANT DELETE ON base_auditentry TO {APP}, public",
        "SET ROLE postgres",
    ],
)
def test_the_application_cannot_touch_what_is_written(app: Session, statement: str) -> None:
    before = app.execute("SELECT count(*) FROM base_auditentry").fetchone()
    try:
        app.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        pass
    else:
        # PostgreSQL answers a GRANT without the right with a warning only.
        assert statement.startswith("GRANT")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM base_auditentry")
    assert app.execute("SELECT count(*) FROM base_auditentry").fetchone() == before
    assert check_trail().faults == ()


@pytest.mark.postgres
def test_the_application_can_add_and_do_its_work(app: Session) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP}")
        try:
            user = User.objects.get(username="lan")
            user.display_name = "Lan"
            user.save()
            record_created(user, acting_user=SYSTEM, action="base.user.create")
        finally:
            cursor.execute("RESET ROLE")
    assert (check_trail().entries, check_trail().faults) == (3, ())


@pytest.mark.postgres
def test_values_blanked_by_the_application_without_an_act_are_found(app: Session) -> None:
    app.execute(
        "UPDATE base_auditchange SET before = '', after = '', salt = '', erased_digest = 'x'"
    )
    assert {fault.code for fault in check_trail().faults} == {FaultCode.CHANGES, FaultCode.ERASED}


@pytest.mark.postgres
def test_a_role_with_the_rights_of_the_owner_is_refused(transactional_db: None) -> None:
    for role in ("postgres", "no_such_role"):
        with pytest.raises(CommandError, match=role):
            call_command("grant_rights", role)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="what SQLite answers")
def test_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="SQLite"):
        call_command("grant_rights", APP)
