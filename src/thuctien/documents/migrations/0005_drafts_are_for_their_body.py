"""Whom a draft concerns is noted on the draft itself; they may read it once it has a number.

Until now they could read drafts, for each had its rows of ``Concern``.
"""

from collections import defaultdict

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DRAFT = "draft"


def note_on_documents(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    document_model = apps.get_model("documents", "Document")
    concern_model = apps.get_model("documents", "Concern")
    units: defaultdict[int, list[str]] = defaultdict(list)
    rows = concern_model.objects.order_by("document", "unit")
    for document_id, unit_id in rows.values_list("document_id", "unit_id"):
        units[document_id].append(unit_id)
    documents = list(document_model.objects.filter(pk__in=units))
    for document in documents:
        document.concerned_units = units[document.pk]
    document_model.objects.bulk_update(documents, ["concerned_units"], batch_size=500)
    concern_model.objects.filter(document__state=DRAFT).delete()


def let_them_read(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    drafts = apps.get_model("documents", "Document").objects.filter(state=DRAFT)
    concern_model = apps.get_model("documents", "Concern")
    concern_model.objects.bulk_create(
        concern_model(document=draft, unit_id=unit_id)
        for draft in drafts
        for unit_id in draft.concerned_units
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_templates_number_their_pages_once")]

    operations = [
        migrations.AddField("document", "concerned_units", models.JSONField(default=list)),
        migrations.RunPython(note_on_documents, let_them_read),
    ]
