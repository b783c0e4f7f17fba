import hashlib
import json
from datetime import UTC
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import thuctien.base.canonical
import thuctien.base.fields

KEPT = ("position", "happened_at", "user_id", "on_behalf_of_id", "action")
KEPT_TOO = ("object_type", "object_key", "before", "after", "reason")


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chain(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was written before there was a chain becomes its beginning."""
    entries = apps.get_model("base", "AuditEntry").objects
    position, digest = 0, ""
    for old in apps.get_model("base", "UnchainedEntry").objects.order_by("position").iterator():
        values = {name: getattr(old, name) for name in (*KEPT, *KEPT_TOO)}
        address, previous = old.address or "", digest
        content = [
            old.position,
            old.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
            old.user_id,
            old.on_behalf_of_id,
            address,
            old.action,
            old.object_type,
            old.object_key,
            canonical(old.before),
            canonical(old.after),
            old.reason,
            0,
            "",
            previous,
        ]
        position, digest = old.position, hashlib.sha256(canonical(content).encode()).hexdigest()
        entries.create(**values, address=address, previous_digest=previous, digest=digest)
    apps.get_model("base", "AuditHead").objects.update(last_position=position, last_digest=digest)


def unchain(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Entries go back as they are, without their digests and without what they did to records."""
    old = apps.get_model("base", "UnchainedEntry").objects
    for entry in apps.get_model("base", "AuditEntry").objects.iterator():
        values = {name: getattr(entry, name) for name in (*KEPT, *KEPT_TOO)}
        old.create(**values, address=entry.address or None)


def account() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [("base", "0005_dead_jobs_and_periodic_work")]

    operations = [
        migrations.RenameModel("AuditEntry", "UnchainedEntry"),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("happened_at", models.DateTimeField()),
                ("address", models.TextField(blank=True, default="")),
                ("action", thuctien.base.fields.CodeField()),
                ("object_type", thuctien.base.fields.CodeField()),
                ("object_key", thuctien.base.fields.CodeField(blank=True, default="")),
                ("before", thuctien.base.canonical.CanonicalJSONField(default=dict)),
                ("after", thuctien.base.canonical.CanonicalJSONField(default=dict)),
                ("reason", models.TextField(blank=True, default="")),
                ("changes_count", models.BigIntegerField(default=0)),
                ("changes_digest", models.TextField(blank=True, default="")),
                ("previous_digest", models.TextField(blank=True, default="")),
                ("digest", models.TextField()),
                ("on_behalf_of", account()),
                ("user", account()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["object_type", "object_key", "-position"],
                        name="audit_entry_object",
                    ),
                    models.Index(fields=["action", "-position"], name="audit_entry_action"),
                    models.Index(fields=["user", "-position"], name="audit_entry_user"),
                    models.Index(fields=["on_behalf_of", "-position"], name="audit_entry_behalf"),
                    models.Index(fields=["happened_at"], name="audit_entry_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditChange",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entry_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.IntegerField()),
                (
                    "kind",
                    thuctien.base.fields.CodeField(
                        choices=[
                            ("create", "Create"),
                            ("change", "Change"),
                            ("delete", "Delete"),
                        ]
                    ),
                ),
                ("object_type", thuctien.base.fields.CodeField()),
                ("object_key", thuctien.base.fields.CodeField()),
                ("about_type", thuctien.base.fields.CodeField()),
                ("about_key", thuctien.base.fields.CodeField()),
                ("before", thuctien.base.canonical.CanonicalJSONField(default=dict)),
                ("after", thuctien.base.canonical.CanonicalJSONField(default=dict)),
                ("salt", models.TextField()),
                ("erased_digest", models.TextField(blank=True, default="")),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="base.auditentry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["about_type", "about_key", "entry"], name="audit_change_about"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["change", "create", "delete"])),
                        name="audit_change_kind_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="audithead",
            name="last_digest",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.RunPython(chain, unchain),
        migrations.DeleteModel("UnchainedEntry"),
    ]
