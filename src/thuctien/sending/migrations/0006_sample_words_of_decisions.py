from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORM = "Nghị định 30/2020/NĐ-CP, Phụ lục I (bố cục); nội dung mẫu, cần văn phòng xác nhận"
SINCE_2025 = date(2025, 7, 1)

COMMON = [
    "Căn cứ Luật Cán bộ, công chức số 80/2025/QH15",
    "Căn cứ Nghị định số 171/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ quy định về "
    "đào tạo, bồi dưỡng công chức",
]
THEORY = [
    "Căn cứ Quy định số 350-QĐ/TW ngày 29 tháng 8 năm 2025 của Ban Bí thư về đối tượng, tiêu "
    "chuẩn và phân cấp đào tạo lý luận chính trị",
]
PLAN = ["Căn cứ Kế hoạch đào tạo, bồi dưỡng năm {year} đã được phê duyệt ({round})"]

OBEY = (
    "Các ông (bà) có tên trong danh sách có trách nhiệm thực hiện đúng quy chế đào tạo, bồi dưỡng "
    "và được hưởng chế độ theo quy định hiện hành trong thời gian học."
)
CARRY_OUT = (
    "Thủ trưởng các cơ quan, đơn vị có liên quan và các ông (bà) có tên trong danh sách chịu trách "
    "nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
)
SEND = [
    "Cử {count} cán bộ, công chức, viên chức (có danh sách kèm theo) tham gia lớp {programme}, "
    "mã lớp {class}, hình thức {form}, tổ chức tại {site}, từ ngày {from} đến ngày {to}.",
    OBEY,
    CARRY_OUT,
]
AMEND = [
    "Sửa đổi danh sách kèm theo Quyết định số {before}: bổ sung {added} người, đưa {taken_off} "
    "người ra khỏi danh sách lớp {programme}, mã lớp {class} (có danh sách kèm theo). "
    "Lý do: {reason}.",
    "Các nội dung khác của Quyết định số {before} giữ nguyên hiệu lực.",
    CARRY_OUT,
]
CANCEL = [
    "Bãi bỏ Quyết định số {before} về việc cử cán bộ, công chức, viên chức tham gia lớp "
    "{programme}, mã lớp {class}. Lý do: {reason}.",
    CARRY_OUT,
]
RECIPIENTS = ["Như Điều 3", "Cơ sở đào tạo", "Các đơn vị có người được cử đi học"]

TEXTS = [
    # code, purpose, kind of programme, subject, grounds, articles
    (
        "send",
        "send",
        "",
        "Về việc cử cán bộ, công chức, viên chức tham gia lớp {programme}",
        COMMON + PLAN,
        SEND,
    ),
    (
        "send-theory",
        "send",
        "political_theory",
        "Về việc cử cán bộ, công chức, viên chức đi học lớp {programme}",
        COMMON + THEORY + PLAN,
        SEND,
    ),
    (
        "amend",
        "amend",
        "",
        "Về việc sửa đổi danh sách cử tham gia lớp {programme}",
        [*COMMON, "Căn cứ Quyết định số {before}"],
        AMEND,
    ),
    (
        "cancel",
        "cancel",
        "",
        "Về việc bãi bỏ quyết định cử tham gia lớp {programme}",
        [*COMMON, "Căn cứ Quyết định số {before}"],
        CANCEL,
    ),
]


def add_texts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("sending", "DecisionText").objects.bulk_create(
        apps.get_model("sending", "DecisionText")(
            text_id=code,
            purpose=purpose,
            programme_kind=kind,
            abstract=abstract,
            bases=bases,
            articles=articles,
            recipients=RECIPIENTS if purpose != "cancel" else ["Như Điều 2", *RECIPIENTS[1:]],
            valid_from=SINCE_2025,
            source=FORM,
            confirmed=False,
        )
        for code, purpose, kind, abstract, bases, articles in TEXTS
    )


def remove_texts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    codes = [code for code, *_rest in TEXTS]
    apps.get_model("sending", "DecisionText").objects.filter(pk__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("sending", "0005_decisions")]
    operations = [migrations.RunPython(add_texts, remove_texts)]
