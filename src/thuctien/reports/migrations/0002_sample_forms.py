"""Three forms to begin with, all samples: the forms of the new decree have not been found."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = "Mẫu minh họa theo các cột thường được yêu cầu; chưa đối chiếu với biểu của cơ quan nhận"
ADVANCED, BRIDGING = ["CT-CCLL"], ["CT-HCKT"]
INTERMEDIATE, ELEMENTARY = ["CT-TCLL"], ["CT-SCLL"]
IN_SERVICE = ["weekend", "monthly"]


def heading(
    title: str, title_en: str, parts: list[dict[str, Any]], **limits: object
) -> dict[str, Any]:
    """Return a heading over columns; ``limits`` hold for all of them."""
    return {"title": title, "title_en": title_en, "parts": parts, **limits}


def column(
    title: str, title_en: str, measure: str, progress: str = "joined", **limits: object
) -> dict[str, Any]:
    """Return a column that counts."""
    return {
        "title": title,
        "title_en": title_en,
        "measure": measure,
        "progress": progress,
        **limits,
    }


def persons_and_turns(title: str, title_en: str, progress: str, **limits: object) -> dict[str, Any]:
    """Return a heading over persons and turns, which are always told apart."""
    return heading(
        title,
        title_en,
        [
            column("Người", "Persons", "persons", progress),
            column("Lượt", "Turns", "turns", progress),
        ],
        **limits,
    )


HOME_AFFAIRS = [
    persons_and_turns("Kế hoạch", "Planned", "planned"),
    persons_and_turns("Thực hiện", "Done", "joined"),
    heading(
        "Trong số người đã học",
        "Among those who studied",
        [
            column("Nữ", "Women", "persons", filters={"sex": ["female"]}),
            column(
                "Dân tộc thiểu số",
                "Ethnic minorities",
                "persons",
                filters={"ethnic_minority": ["yes"]},
            ),
            column("Đảng viên", "Party members", "persons", filters={"party_member": ["yes"]}),
        ],
    ),
    heading(
        "Theo độ tuổi (người)",
        "By age (persons)",
        [
            column("Dưới 30", "Under 30", "persons", max_age=29),
            column("30–40", "30–40", "persons", min_age=30, max_age=40),
            column("41–50", "41–50", "persons", min_age=41, max_age=50),
            column("Trên 50", "Over 50", "persons", min_age=51),
        ],
    ),
    heading(
        "Hình thức (lượt)",
        "Form of study (turns)",
        [
            column("Tập trung", "Full time", "turns", filters={"mode": ["full_time"]}),
            column("Không tập trung", "In service", "turns", filters={"mode": IN_SERVICE}),
        ],
    ),
    heading(
        "Kinh phí (đồng)",
        "Money (đồng)",
        [
            column("Ngân sách tỉnh", "The province", "money", filters={"budget": ["NS-TINH"]}),
            column("Tự chủ của đơn vị", "The units", "money", filters={"budget": ["NT-DV"]}),
            column("Tất cả các nguồn", "All sources", "money"),
        ],
    ),
]
PARTY_BOARD = [
    persons_and_turns("Cao cấp", "Advanced", "joined", filters={"programme": ADVANCED}),
    persons_and_turns(
        "Hoàn chỉnh kiến thức", "Bridging course", "joined", filters={"programme": BRIDGING}
    ),
    persons_and_turns("Trung cấp", "Intermediate", "joined", filters={"programme": INTERMEDIATE}),
    persons_and_turns("Sơ cấp", "Elementary", "joined", filters={"programme": ELEMENTARY}),
    heading(
        "Tất cả lý luận chính trị",
        "All of political theory",
        [
            column("Kế hoạch (lượt)", "Planned (turns)", "turns", "planned"),
            column("Cử đi (lượt)", "Sent (turns)", "turns", "decided"),
            column("Đã học (lượt)", "Joined (turns)", "turns"),
            column("Nữ (người)", "Women (persons)", "persons", filters={"sex": ["female"]}),
            column(
                "Đảng viên (người)",
                "Party members (persons)",
                "persons",
                filters={"party_member": ["yes"]},
            ),
        ],
        filters={"programme_kind": ["political_theory"]},
    ),
]
LEADERS = [
    persons_and_turns("Kế hoạch", "Planned", "planned"),
    column("Đề cử (lượt)", "Nominated (turns)", "turns", "nominated"),
    column("Có quyết định (lượt)", "Decided (turns)", "turns", "decided"),
    persons_and_turns("Đã học", "Joined", "joined"),
    column("Nhu cầu vị trí việc làm được đáp ứng", "Needs of posts answered", "needs"),
    column("Lớp có người học", "Classes with learners", "classes"),
    column("Kinh phí (đồng)", "Money (đồng)", "money"),
]
FORMS: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    (
        {
            "code": "NV-01",
            "title": "Kết quả đào tạo, bồi dưỡng cán bộ, công chức, viên chức trong năm",
            "title_en": "Training of officials in the year",
            "authority": "Bộ Nội vụ",
            "authority_en": "Ministry of Home Affairs",
            "rows": ["programme_kind", "programme"],
        },
        HOME_AFFAIRS,
    ),
    (
        {
            "code": "TC-01",
            "title": "Cử cán bộ đi đào tạo lý luận chính trị",
            "title_en": "Officials sent to political theory",
            "authority": "Ban Tổ chức Tỉnh ủy",
            "authority_en": "Party organisation board of the province",
            "rows": ["year", "level"],
            "years": 5,
        },
        PARTY_BOARD,
    ),
    (
        {
            "code": "LD-01",
            "title": "Cử đi học theo cơ quan, đơn vị",
            "title_en": "Sending by unit",
            "authority": "Lãnh đạo tỉnh",
            "authority_en": "Leaders of the province",
            "rows": ["unit"],
        },
        LEADERS,
    ),
]


def add_forms(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Add the forms with their columns."""
    form_model = apps.get_model("reports", "ReportForm")
    for fields, columns in FORMS:
        form = form_model.objects.create(source=SOURCE, confirmed=False, **fields)
        _add_columns(apps, form.pk, None, columns)


def _add_columns(apps: Apps, form: str, parent: int | None, columns: list[dict[str, Any]]) -> None:
    model = apps.get_model("reports", "ReportColumn")
    for position, described in enumerate(columns):
        fields = {name: value for name, value in described.items() if name != "parts"}
        made = model.objects.create(form_id=form, parent_id=parent, position=position, **fields)
        _add_columns(apps, form, made.pk, described.get("parts", []))


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_report_forms")]

    operations = [migrations.RunPython(add_forms, migrations.RunPython.noop)]
