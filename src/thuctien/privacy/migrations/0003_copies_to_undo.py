from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("privacy", "RetentionRule").objects.create(
        rule_id="undo-copies",
        subject="copies_to_undo",
        months=6,
        fate="erase",
        reason="Đủ lâu để hoàn tác một lần nhập hoặc gộp nhầm; sau đó không hoàn tác được nữa",
        reason_en="Long enough to undo an import or a merge made by mistake; not possible afterwards",
        source="mẫu",
        confirmed=False,
        position=5,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_sample_purposes_and_periods"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
