from datetime import date
from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import thuctien.base.fields

FORM = "Nghị định 30/2020/NĐ-CP, Phụ lục I (bố cục); nội dung mẫu, cần văn phòng xác nhận"
PURPOSES = [
    ("send", "Sends people"),
    ("amend", "Changes who is sent"),
    ("move", "Changes days or site"),
    ("cancel", "Cancels a decision to send"),
]
KNOWN = models.Q(("purpose__in", ["amend", "cancel", "move", "send"]))
CODE = "move"


def add_words(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("sending", "DecisionText").objects.create(
        text_id=CODE,
        purpose=CODE,
        abstract="Về việc điều chỉnh thời gian, địa điểm tổ chức lớp {programme}",
        bases=[
            "Căn cứ Luật Cán bộ, công chức số 80/2025/QH15",
            "Căn cứ Nghị định số 171/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ quy định "
            "về đào tạo, bồi dưỡng công chức",
            "Căn cứ Quyết định số {before}",
        ],
        articles=[
            "Điều chỉnh thời gian, địa điểm tổ chức lớp {programme}, mã lớp {class} tại Quyết định "
            "số {before}: hình thức {form}, tổ chức tại {site}, từ ngày {from} đến ngày {to}. "
            "Lý do: {reason}.",
            "Các nội dung khác của Quyết định số {before} giữ nguyên hiệu lực.",
            "Thủ trưởng các cơ quan, đơn vị có liên quan và các ông (bà) được cử tham gia lớp chịu "
            "trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
        ],
        recipients=["Như Điều 3", "Cơ sở đào tạo", "Các đơn vị có người được cử đi học"],
        valid_from=date(2025, 7, 1),
        source=FORM,
        confirmed=False,
    )


def remove_words(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("sending", "DecisionText").objects.filter(purpose=CODE).delete()


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sending", "0007_classes_on_offer_move")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="decision", name="decision_purpose_known"),
        migrations.RemoveConstraint(model_name="decisiontext", name="decision_text_purpose_known"),
        migrations.AlterField(
            model_name="decision",
            name="purpose",
            field=thuctien.base.fields.CodeField(choices=PURPOSES),
        ),
        migrations.AlterField(
            model_name="decisiontext",
            name="purpose",
            field=thuctien.base.fields.CodeField(choices=PURPOSES),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(condition=KNOWN, name="decision_purpose_known"),
        ),
        migrations.AddConstraint(
            model_name="decisiontext",
            constraint=models.CheckConstraint(condition=KNOWN, name="decision_text_purpose_known"),
        ),
        migrations.RunPython(add_words, remove_words),
    ]
