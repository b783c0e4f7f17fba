"""The organisation: parameters, codes, units over time, posts, and who holds them."""

from __future__ import annotations

from thuctien.engine.model.choices import CodeList, Sex, UnitEvent
from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.tables.cells import (
    SOURCE,
    VALID,
    choice,
    code,
    decimal,
    identity,
    list_of,
    maybe_code,
    number,
    text,
)

PARAMETERS = Table(
    "parameters",
    "Tham số",
    "Parameters",
    (
        code("key", "Tham số", "Key"),
        text("value", "Giá trị", "Value", required=True),
        *SOURCE,
        *VALID,
    ),
    key=("key", "valid_from"),
)

CODES = Table(
    "codes",
    "Danh mục",
    "Codes",
    (
        choice("list", "Danh mục", "List", CodeList),
        code("code", "Mã", "Code"),
        text("name", "Tên", "Name", required=True),
        text("name_en", "Tên tiếng Anh", "English name"),
        number("position", "Thứ tự", "Order"),
    ),
    key=("list", "code"),
)

UNITS = Table(
    "units",
    "Đơn vị",
    "Units",
    (
        code("unit_id", "Mã đơn vị", "Unit"),
        text("name", "Tên đơn vị", "Name", required=True),
        code("kind", "Loại đơn vị", "Kind", list_of(CodeList.UNIT_KIND)),
        maybe_code("parent_id", "Mã đơn vị cấp trên", "Parent", "units"),
        decimal("x_km", "Tọa độ x (km)", "x (km)"),
        decimal("y_km", "Tọa độ y (km)", "y (km)"),
        decimal("away_share", "Tỷ lệ vắng tối đa", "Greatest share away", most=1),
        *VALID,
    ),
    key=("unit_id",),
)

UNIT_SUCCESSIONS = Table(
    "unit_successions",
    "Kế thừa đơn vị",
    "Unit successions",
    (
        code("from_unit_id", "Đơn vị cũ", "Predecessor", "units"),
        maybe_code("to_unit_id", "Đơn vị mới", "Successor", "units"),
        choice("event", "Sự kiện", "Event", UnitEvent),
        Column("happened_on", "Ngày", "Date", Kind.DATE, required=True),
        text("document", "Văn bản", "Document"),
    ),
    key=("from_unit_id", "to_unit_id", "happened_on"),
    optional=True,
)

POSTS = Table(
    "posts",
    "Vị trí việc làm",
    "Posts",
    (
        code("post_id", "Mã vị trí", "Post"),
        code("unit_id", "Mã đơn vị", "Unit", "units"),
        text("title", "Tên vị trí", "Title", required=True),
        code("family", "Nhóm vị trí", "Family", list_of(CodeList.POST_FAMILY)),
        maybe_code("rank", "Ngạch, hạng", "Rank", list_of(CodeList.RANK)),
        maybe_code(
            "leadership_level",
            "Cấp lãnh đạo",
            "Leadership level",
            list_of(CodeList.LEADERSHIP_LEVEL),
        ),
        *VALID,
    ),
    key=("post_id",),
)

PEOPLE = Table(
    "people",
    "Nhân sự",
    "People",
    (
        code("person_id", "Mã nhân sự", "Person"),
        text("full_name", "Họ và tên", "Full name", required=True),
        choice("sex", "Giới tính", "Sex", Sex),
        Column("birth_date", "Ngày sinh", "Birth date", Kind.PARTIAL_DATE, required=True),
        Column("service_from", "Ngày vào ngành", "In service from", Kind.DATE),
        text("note", "Ghi chú", "Note"),
        identity("personal_number", "Số định danh", "Personal number"),
        identity("passport_number", "Số hộ chiếu", "Passport"),
        maybe_code("nationality", "Quốc tịch", "Nationality", list_of(CodeList.NATIONALITY)),
    ),
    key=("person_id",),
)

SENSITIVE_FACTS = Table(
    "sensitive_facts",
    "Thông tin nhạy cảm",
    "Sensitive facts",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        maybe_code("ethnic_group", "Dân tộc", "Ethnic group", list_of(CodeList.ETHNIC_GROUP)),
        maybe_code("religion", "Tôn giáo", "Religion", list_of(CodeList.RELIGION)),
        Column("party_joined_on", "Ngày vào Đảng", "Joined the Party on", Kind.DATE),
        text("source", "Nguồn (văn bản)", "Source"),
    ),
    key=("person_id",),
    optional=True,
    sensitive=True,
)

APPOINTMENTS = Table(
    "appointments",
    "Bổ nhiệm",
    "Appointments",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        code("post_id", "Mã vị trí", "Post", "posts"),
        Column("valid_from", "Từ ngày", "From", Kind.DATE, required=True),
        Column("valid_to", "Đến ngày", "To", Kind.DATE),
    ),
    key=("person_id", "post_id", "valid_from"),
)
