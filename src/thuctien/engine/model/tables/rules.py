"""What is required of whom, what people hold, and needs that somebody stated."""

from __future__ import annotations

from thuctien.engine.model.choices import Binding, CodeList, Measure, Origin, Relation, Sex, Timing
from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.tables.cells import (
    SOURCE,
    VALID,
    choice,
    code,
    codes,
    decimal,
    list_of,
    maybe_code,
    number,
    text,
)

QUALIFICATIONS = Table(
    "qualifications",
    "Trình độ, chứng chỉ",
    "Qualifications",
    (
        code("qualification_id", "Mã trình độ", "Qualification"),
        text("name", "Tên", "Name", required=True),
        text("name_en", "Tên tiếng Anh", "English name"),
        code("kind", "Loại", "Kind", list_of(CodeList.QUALIFICATION_KIND)),
        number("level", "Bậc", "Level"),
        choice("measure", "Cách tính", "Measure", Measure),
    ),
    key=("qualification_id",),
)

INCLUSIONS = Table(
    "inclusions",
    "Bao hàm, tương đương",
    "Inclusions",
    (
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        choice("relation", "Quan hệ", "Relation", Relation),
        code("other_id", "Trình độ được thay", "Stands for", "qualifications"),
        *SOURCE,
        *VALID,
    ),
    key=("qualification_id", "relation", "other_id", "valid_from"),
    optional=True,
)

HOLDINGS = Table(
    "holdings",
    "Đã có",
    "Holdings",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        Column("awarded_on", "Ngày cấp", "Awarded on", Kind.PARTIAL_DATE, required=True),
        Column("expires_on", "Ngày hết hạn", "Expires on", Kind.DATE),
        Column("hours", "Số giờ", "Hours", Kind.DECIMAL, least=0),
        text("evidence", "Minh chứng", "Evidence"),
    ),
    key=("person_id", "qualification_id", "awarded_on"),
)

REQUIREMENTS = Table(
    "requirements",
    "Yêu cầu",
    "Requirements",
    (
        code("requirement_id", "Mã yêu cầu", "Requirement"),
        text("name", "Tên yêu cầu", "Name", required=True),
        text("name_en", "Tên tiếng Anh", "English name"),
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        Column("hours", "Số giờ", "Hours", Kind.DECIMAL, least=0),
        codes("post_families", "Nhóm vị trí", "Post families", list_of(CodeList.POST_FAMILY)),
        codes("ranks", "Ngạch, hạng", "Ranks", list_of(CodeList.RANK)),
        codes(
            "leadership_levels",
            "Cấp lãnh đạo",
            "Leadership levels",
            list_of(CodeList.LEADERSHIP_LEVEL),
        ),
        codes("unit_kinds", "Loại đơn vị", "Unit kinds", list_of(CodeList.UNIT_KIND)),
        number("min_age", "Tuổi từ", "Age from"),
        number("max_age", "Tuổi đến", "Age to"),
        decimal("min_years_to_retirement", "Số năm còn công tác từ", "Years to retirement from"),
        choice("timing", "Thời điểm", "Timing", Timing),
        number("months", "Số tháng", "Months"),
        choice("binding", "Mức ràng buộc", "Binding", Binding),
        *SOURCE,
        *VALID,
    ),
    key=("requirement_id",),
)

RETIREMENT_AGES = Table(
    "retirement_ages",
    "Tuổi nghỉ hưu",
    "Retirement ages",
    (
        choice("sex", "Giới tính", "Sex", Sex),
        number("year", "Năm", "Year", required=True),
        number("age_years", "Tuổi", "Years", required=True),
        number("age_months", "Tháng", "Months", required=True),
        *SOURCE,
    ),
    key=("sex", "year"),
)

NEED_REFUSALS = Table(
    "need_refusals",
    "Nhu cầu bị từ chối",
    "Refused needs",
    (
        code("refusal_id", "Mã từ chối", "Refusal"),
        code("person_id", "Mã nhân sự", "Person", "people"),
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        text("reason", "Lý do", "Reason", required=True),
        Column("accepted", "Tỉnh chấp nhận", "Accepted", Kind.BOOLEAN),
        *SOURCE,
        *VALID,
    ),
    key=("refusal_id",),
    optional=True,
)

STATED_NEEDS = Table(
    "stated_needs",
    "Nhu cầu khác",
    "Stated needs",
    (
        code("need_id", "Mã nhu cầu", "Need"),
        choice("origin", "Nguồn gốc", "Origin", Origin),
        maybe_code("person_id", "Mã nhân sự", "Person", "people"),
        maybe_code("unit_id", "Mã đơn vị", "Unit", "units"),
        codes("post_families", "Nhóm vị trí", "Post families", list_of(CodeList.POST_FAMILY)),
        codes(
            "leadership_levels",
            "Cấp lãnh đạo",
            "Leadership levels",
            list_of(CodeList.LEADERSHIP_LEVEL),
        ),
        code("qualification_id", "Mã trình độ", "Qualification", "qualifications"),
        Column("hours", "Số giờ", "Hours", Kind.DECIMAL, least=0),
        choice("binding", "Mức ràng buộc", "Binding", Binding),
        Column("due_on", "Hạn", "Due on", Kind.DATE, required=True),
        text("reason", "Lý do", "Reason"),
        *SOURCE,
        *VALID,
    ),
    key=("need_id",),
    optional=True,
)
