"""What can be taught, to whom, and under which quotas and budgets."""

from __future__ import annotations

from thuctien.engine.model.choices import (
    Activity,
    CodeList,
    Mode,
    OnFailure,
    Predicate,
    Sex,
    SiteKind,
)
from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.tables.cells import (
    SOURCE,
    VALID,
    choice,
    code,
    codes,
    list_of,
    maybe_code,
    number,
    text,
)

BUDGETS = Table(
    "budgets",
    "Kinh phí",
    "Budgets",
    (
        code("budget_id", "Mã nguồn", "Budget"),
        text("name", "Tên nguồn", "Name", required=True),
        number("year", "Năm", "Year", required=True),
        Column("amount", "Số tiền", "Amount", Kind.MONEY, required=True, least=0),
        text("source", "Nguồn (văn bản)", "Source"),
    ),
    key=("budget_id", "year"),
)

PROGRAMMES = Table(
    "programmes",
    "Chương trình",
    "Programmes",
    (
        code("programme_id", "Mã chương trình", "Programme"),
        text("name", "Tên chương trình", "Name", required=True),
        text("name_en", "Tên tiếng Anh", "English name"),
        code("kind", "Loại chương trình", "Kind", list_of(CodeList.PROGRAMME_KIND)),
        number("min_size", "Sĩ số tối thiểu", "Least size", required=True, least=1),
        number("max_size", "Sĩ số tối đa", "Greatest size", required=True, least=1),
        code("budget_id", "Nguồn kinh phí", "Budget", "budgets"),
        Column(
            "cost_per_class",
            "Chi phí mỗi lớp",
            "Cost per class",
            Kind.MONEY,
            required=True,
            least=0,
        ),
        Column(
            "cost_per_learner",
            "Chi phí mỗi học viên",
            "Cost per learner",
            Kind.MONEY,
            required=True,
            least=0,
        ),
        Column(
            "expected_effect",
            "Hiệu quả dự kiến",
            "Expected effect",
            Kind.DECIMAL,
            required=True,
            least=0,
            most=1,
        ),
        *SOURCE,
        *VALID,
    ),
    key=("programme_id",),
)

GRANTS = Table(
    "grants",
    "Chương trình cấp",
    "Grants",
    (
        code("programme_id", "Mã chương trình", "Programme", "programmes"),
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        Column("hours", "Số giờ", "Hours", Kind.DECIMAL, least=0),
        number("valid_months", "Giá trị (tháng)", "Valid for (months)"),
    ),
    key=("programme_id", "qualification_id"),
)

OFFERINGS = Table(
    "offerings",
    "Hình thức học",
    "Offerings",
    (
        code("programme_id", "Mã chương trình", "Programme", "programmes"),
        choice("mode", "Hình thức", "Mode", Mode),
        Column(
            "site_kinds",
            "Loại cơ sở",
            "Site kinds",
            Kind.CODES,
            required=True,
            choices=tuple(SiteKind),
        ),
        *VALID,
    ),
    key=("programme_id", "mode"),
)

ELIGIBILITY_RULES = Table(
    "eligibility_rules",
    "Điều kiện cử",
    "Eligibility rules",
    (
        code("rule_id", "Mã điều kiện", "Rule"),
        code("programme_id", "Mã chương trình", "Programme", "programmes"),
        Column("modes", "Hình thức", "Modes", Kind.CODES, choices=tuple(Mode)),
        Column("sexes", "Giới tính", "Sexes", Kind.CODES, choices=tuple(Sex)),
        choice("predicate", "Xét theo", "Predicate", Predicate),
        Column("number", "Giá trị số", "Number", Kind.DECIMAL),
        codes("codes", "Giá trị mã", "Codes"),
        maybe_code("any_of", "Nhóm thay thế", "Any of"),
        choice("on_failure", "Khi không đạt", "On failure", OnFailure, required=False),
        maybe_code("decided_by", "Cấp quyết định", "Decided by", list_of(CodeList.DECISION_LEVEL)),
        *SOURCE,
        *VALID,
    ),
    key=("rule_id",),
    optional=True,
)

MODULES = Table(
    "modules",
    "Học phần",
    "Modules",
    (
        code("programme_id", "Mã chương trình", "Programme", "programmes"),
        number("module_no", "Thứ tự", "Module", required=True, least=1),
        text("name", "Tên học phần", "Name", required=True),
        code("topic", "Chuyên đề", "Topic", list_of(CodeList.TOPIC)),
        number("sessions", "Số buổi", "Sessions", required=True, least=1),
        choice("activity", "Hoạt động", "Activity", Activity),
        codes("after", "Sau học phần", "After"),
    ),
    key=("programme_id", "module_no"),
)

QUOTAS = Table(
    "quotas",
    "Chỉ tiêu",
    "Quotas",
    (
        code("quota_id", "Mã chỉ tiêu", "Quota"),
        number("year", "Năm", "Year", required=True),
        code("programme_id", "Mã chương trình", "Programme", "programmes"),
        maybe_code("unit_id", "Mã đơn vị", "Unit", "units"),
        codes(
            "leadership_levels",
            "Cấp lãnh đạo",
            "Leadership levels",
            list_of(CodeList.LEADERSHIP_LEVEL),
        ),
        number("seats", "Số lượt", "Seats", required=True),
        text("source", "Nguồn (văn bản)", "Source"),
    ),
    key=("quota_id",),
    optional=True,
)
