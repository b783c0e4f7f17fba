from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STATE, PARTY = "Nghị định 30/2020/NĐ-CP", "Quy định 399-QĐ/TW; Hướng dẫn 36-HD/VPTW"

KINDS = [
    # code, name, English name, sign of the state, of the party, whether it is a letter
    ("decision", "Quyết định", "Decision", "QĐ", "QĐ", False),
    ("letter", "Công văn", "Letter", "CV", "CV", True),
    ("notice", "Thông báo", "Notice", "TB", "TB", False),
    ("call_up_list", "Danh sách triệu tập", "Call-up list", "DS", "DS", False),
    ("submission", "Tờ trình", "Submission", "TTr", "TTr", False),
    ("plan", "Kế hoạch", "Plan", "KH", "KH", False),
    ("report", "Báo cáo", "Report", "BC", "BC", False),
    ("minutes", "Biên bản", "Minutes", "BB", "BB", False),
]


def add_kinds(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Add the kinds that the program writes, with their signs; nobody has confirmed those yet."""
    kind_model = apps.get_model("documents", "DocumentKind")
    kind_model.objects.bulk_create(
        kind_model(
            kind_id=code,
            name=name,
            name_en=name_en,
            state_sign=state_sign,
            party_sign=party_sign,
            is_letter=is_letter,
            position=position,
            source=f"{STATE}; {PARTY}",
            confirmed=False,
        )
        for position, (code, name, name_en, state_sign, party_sign, is_letter) in enumerate(KINDS)
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents_and_registers")]

    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop)]
