"""The templates of the folder ``shipped/``; another drawing of one is another file and migration."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FILES = {
    "party-decision-1.docx": (
        "b2ed9275c5dd387f7fe8a6fe4a01b9095a3d7d0c0b4855d7aa1e16995b50fe5c",
        39898,
    ),
    "party-letter-1.docx": (
        "3ca8e43c75eaa6320710924b2fde2efd1f0646b89dbc31d2a1730cad0c9caca6",
        39870,
    ),
    "party-list-1.docx": (
        "c40a95d6351f32d79a3aa095be7f57c63594e76fa406ac8b4b9a5329cbe796f1",
        38652,
    ),
    "party-other-1.docx": (
        "a2356b102859fd138c1a7f7e912ad893c0d604f9ddbaff45220c61d581f84f4a",
        39911,
    ),
    "state-decision-1.docx": (
        "66f551699751edbf23008bd31a1ae9541dbeac7aafb7a7ea5e3eede460a638f9",
        39952,
    ),
    "state-letter-1.docx": (
        "f126ebdad4104468a331d74b4be2d42b09eb5a027eebeeef3bba2d49f8c0a7af",
        39924,
    ),
    "state-list-1.docx": (
        "ead1594eb1437e16c7c88e7fcb119448498721476bf87ededb43756d85374886",
        38708,
    ),
    "state-other-1.docx": (
        "f0178c992de5b1f88171ba47444a9b5e06787f71eba36c114a07da3a10cd32ed",
        39968,
    ),
}
LAYOUTS = {"decision": "decision", "letter": "letter", "call_up_list": "list"}
KINDS = ("decision", "letter", "notice", "call_up_list", "submission", "plan", "report", "minutes")


def add_templates(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Add the first version of a template for each kind, for the state and for the party."""
    template_model = apps.get_model("documents", "Template")
    for kind in KINDS:
        for family in ("state", "party"):
            name = f"{family}-{LAYOUTS.get(kind, 'other')}-1.docx"
            sha256, size = FILES[name]
            template_model.objects.create(
                kind_id=kind, family=family, version=1, file_name=name, sha256=sha256, size=size
            )


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_kinds")]

    operations = [migrations.RunPython(add_templates, migrations.RunPython.noop)]
