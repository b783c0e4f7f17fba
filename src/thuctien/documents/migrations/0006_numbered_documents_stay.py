"""The database itself keeps what has a number: it is not deleted, and its content not changed.

Where it stands (signed, cancelled) and when it was signed may still be written down. Another
migration that alters the table on SQLite builds it anew and must make these triggers again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "documents_document"
STAY = (
    "kind_id", "body_id", "signer_id", "dated_on", "abstract", "content", "annex", "recipients",
    "concerned_units", "drafter", "register_id", "number", "number_text", "template_id", "frozen", "numbered_at",
)  # fmt: skip
MESSAGE = "a numbered document stays as it is"


def differs(operator: str) -> str:
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in STAY)


def on_sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
        f"WHEN OLD.number IS NOT NULL AND ({differs('IS NOT')}) {refuse}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} "
        f"WHEN OLD.number IS NOT NULL {refuse}",
    ]


def on_postgres() -> list[str]:
    return [
        f"""
        CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN (OLD.number IS NOT NULL AND ({differs('IS DISTINCT FROM')})) "
        "EXECUTE FUNCTION documents_refuse()",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW "
        "WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION documents_refuse()",
    ]


def close(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    by_vendor = {"sqlite": on_sqlite, "postgresql": on_postgres}
    for statement in by_vendor[schema_editor.connection.vendor]():
        schema_editor.execute(statement)


def open_again(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for event in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{event}{table}")
    if table:
        schema_editor.execute("DROP FUNCTION documents_refuse()")


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_drafts_are_for_their_body")]

    operations = [migrations.RunPython(close, open_again)]
