"""Nothing on the trail is changed or removed, by anybody who may not take the triggers away.

One exception: the values of a change may be erased, where their digest stays in their place.
"""
# ruff: noqa: S608

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ENTRY, CHANGE = "base_auditentry", "base_auditchange"
STAY = (
    "entry_id", "number", "kind", "object_type", "object_key", "about_type", "about_key",
)  # fmt: skip
MESSAGE = "the audit trail is append-only"

ERASING = " AND ".join(
    [
        "NEW.before = ''",
        "NEW.after = ''",
        "NEW.salt = ''",
        "OLD.erased_digest = ''",
        "NEW.erased_digest <> ''",
        *(f"NEW.{name} = OLD.{name}" for name in STAY),
    ]
)


def on_sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        f"CREATE TRIGGER {ENTRY}_no_update BEFORE UPDATE ON {ENTRY} {refuse}",
        f"CREATE TRIGGER {ENTRY}_no_delete BEFORE DELETE ON {ENTRY} {refuse}",
        f"CREATE TRIGGER {CHANGE}_no_update BEFORE UPDATE ON {CHANGE} "
        f"WHEN NOT ({ERASING}) {refuse}",
        f"CREATE TRIGGER {CHANGE}_no_delete BEFORE DELETE ON {CHANGE} {refuse}",
        # INSERT OR REPLACE deletes without asking the triggers of DELETE. Changes are left to the
        # chain: with such a trigger SQLite takes minutes to insert those of a whole province.
        f"CREATE TRIGGER {ENTRY}_no_replace BEFORE INSERT ON {ENTRY} "
        f"WHEN EXISTS (SELECT 1 FROM {ENTRY} WHERE position = NEW.position) {refuse}",
    ]


def on_postgres() -> list[str]:
    statements = [
        f"""
        CREATE FUNCTION base_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        f"CREATE TRIGGER {CHANGE}_no_update BEFORE UPDATE ON {CHANGE} FOR EACH ROW "
        f"WHEN (NOT ({ERASING})) EXECUTE FUNCTION base_audit_refuse()",
        f"CREATE TRIGGER {ENTRY}_no_update BEFORE UPDATE ON {ENTRY} "
        "FOR EACH STATEMENT EXECUTE FUNCTION base_audit_refuse()",
    ]
    for table in (ENTRY, CHANGE):
        statements += [
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION base_audit_refuse()"
            for event in ("DELETE", "TRUNCATE")
        ]
    return statements


def close(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    by_vendor = {"sqlite": on_sqlite, "postgresql": on_postgres}
    for statement in by_vendor[schema_editor.connection.vendor]():
        schema_editor.execute(statement)


def open_again(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION base_audit_refuse() CASCADE")
        return
    for table, events in ((ENTRY, "update delete replace"), (CHANGE, "update delete")):
        for event in events.split():
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("base", "0006_audit_chain")]

    operations = [migrations.RunPython(close, open_again)]
