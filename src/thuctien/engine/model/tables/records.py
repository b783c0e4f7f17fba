"""What an official's record says beside posts and qualifications: ratings, disciplines, plans."""

from __future__ import annotations

from thuctien.engine.model.choices import CodeList
from thuctien.engine.model.columns import Column, Kind, Table
from thuctien.engine.model.tables.cells import code, list_of, maybe_code, number, text

_FROM = Column("valid_from", "Từ ngày", "From", Kind.DATE, required=True)
_TO = Column("valid_to", "Đến ngày", "To", Kind.DATE)

RATINGS = Table(
    "ratings",
    "Xếp loại hằng năm",
    "Ratings",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        number("year", "Năm", "Year", required=True),
        code("grade", "Mức xếp loại", "Grade", list_of(CodeList.RATING)),
        text("document", "Văn bản", "Document"),
    ),
    key=("person_id", "year"),
    optional=True,
)

DISCIPLINES = Table(
    "disciplines",
    "Kỷ luật",
    "Disciplines",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        code("form", "Hình thức", "Form", list_of(CodeList.DISCIPLINE_FORM)),
        _FROM,
        _TO,
        text("document", "Văn bản", "Document"),
    ),
    key=("person_id", "form", "valid_from"),
    optional=True,
)

SUCCESSION_PLANS = Table(
    "succession_plans",
    "Quy hoạch",
    "Succession plans",
    (
        code("person_id", "Mã nhân sự", "Person", "people"),
        code(
            "leadership_level",
            "Cấp lãnh đạo",
            "Leadership level",
            list_of(CodeList.LEADERSHIP_LEVEL),
        ),
        maybe_code("post_id", "Mã vị trí", "Post", "posts"),
        _FROM,
        _TO,
        text("document", "Văn bản", "Document"),
    ),
    key=("person_id", "leadership_level", "valid_from"),
    optional=True,
)
