from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LAW = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15"
OFFICIALS = "Luật Cán bộ, công chức 80/2025/QH15"

PURPOSES = [
    # code, name, English name, kinds, legal basis, English, source
    (
        "training",
        "Quản lý đào tạo, bồi dưỡng, lập danh sách cử đi học",
        "Administering training, lists of those sent",
        ["identity", "record"],
        "Thực hiện nhiệm vụ quản lý cán bộ, công chức, viên chức",
        "Duty of administering officials",
        OFFICIALS,
    ),
    (
        "verification",
        "Đối chiếu hồ sơ, xác minh một người",
        "Comparing papers, making sure who somebody is",
        ["identity"],
        "Thực hiện nhiệm vụ quản lý cán bộ, công chức, viên chức",
        "Duty of administering officials",
        OFFICIALS,
    ),
    (
        "eligibility",
        "Xét đối tượng, tiêu chuẩn học lý luận chính trị",
        "Deciding who may study political theory",
        ["sensitive"],
        "Tiêu chuẩn về đảng viên của chương trình",
        "The programme asks for Party membership",
        "Quy định 350-QĐ/TW",
    ),
    (
        "statistics",
        "Báo cáo thống kê theo quy định (dân tộc, tôn giáo, đảng viên)",
        "Statistics asked for by rule (ethnic group, religion, Party members)",
        ["sensitive"],
        "Chế độ báo cáo của cơ quan nhà nước",
        "Reports owed to public bodies",
        OFFICIALS,
    ),
    (
        "request",
        "Theo yêu cầu của chính người đó",
        "Asked for by the person themself",
        ["identity", "sensitive", "record"],
        "Quyền của chủ thể dữ liệu",
        "Right of the person",
        LAW,
    ),
    (
        "inspection",
        "Kiểm tra, thanh tra, kiểm toán",
        "Inspection and audit",
        ["identity", "sensitive", "record"],
        "Theo quyết định kiểm tra, thanh tra",
        "By order of an inspection",
        LAW,
    ),
]

PERIODS = [
    # code, subject, months, fate, reason, English reason
    (
        "left-sensitive",
        "sensitive_facts_of_people_who_left",
        24,
        "erase",
        "Sau khi người đó thôi giữ mọi vị trí thì không còn việc nào cần đến",
        "Once somebody holds no post any more, no work needs them",
    ),
    (
        "left-people",
        "people_who_left",
        120,
        "anonymise",
        "Đủ lâu để xác nhận kết quả học tập khi có người hỏi; sau đó chỉ cần số liệu thống kê",
        "Long enough to confirm what somebody studied; afterwards statistics are enough",
    ),
    (
        "uploads",
        "uploaded_files",
        12,
        "erase",
        "Để đối chiếu khi số liệu đã nhập bị hỏi lại",
        "To compare when imported data are questioned",
    ),
    (
        "job-reports",
        "reports_of_jobs",
        12,
        "erase",
        "Bảng lỗi khi nhập tệp có thể ghi tên người",
        "Lists of faults of an import may have names in them",
    ),
    (
        "results",
        "files_made_for_download",
        6,
        "erase",
        "Lúc nào cũng lập lại được",
        "They can be made again at any time",
    ),
    (
        "kept-provinces",
        "provinces_kept_before_replacement",
        24,
        "erase",
        "Để khôi phục khi thay nhầm toàn bộ dữ liệu",
        "To go back where everything was replaced by mistake",
    ),
    (
        "study-records",
        "study_records",
        None,
        "keep",
        "Căn cứ xác nhận văn bằng, chứng chỉ; hồ sơ học tập lưu lâu dài",
        "Proof of degrees and certificates; records of study stay",
    ),
    (
        "trail",
        "audit_trail",
        None,
        "keep",
        "Bằng chứng ai đã xem, đã sửa; giá trị của người đã xóa được xóa khỏi nhật ký",
        "Proof of who read and changed what; values of erased people are taken out of it",
    ),
]


def add(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    purpose = apps.get_model("privacy", "Purpose")
    purpose.objects.bulk_create(
        purpose(
            purpose_id=code,
            name=name,
            name_en=name_en,
            kinds=kinds,
            legal_basis=basis,
            legal_basis_en=basis_en,
            source=source,
            confirmed=False,
            position=position,
        )
        for position, (code, name, name_en, kinds, basis, basis_en, source) in enumerate(PURPOSES)
    )
    rule = apps.get_model("privacy", "RetentionRule")
    rule.objects.bulk_create(
        rule(
            rule_id=code,
            subject=subject,
            months=months,
            fate=fate,
            reason=reason,
            reason_en=reason_en,
            source="mẫu",
            confirmed=False,
            position=position,
        )
        for position, (code, subject, months, fate, reason, reason_en) in enumerate(PERIODS)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_purposes_consents_retention"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
