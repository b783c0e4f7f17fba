"""What a column of a list of people can hold: the flat form into which every list is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thuctien.engine.wording import Wording

HELD = "held:"
"""``held:LLCT-TC``: a column of one qualification, with a date, a year, a mark or hours."""

LEVEL = "level:"
"""``level:political_theory``: a column whose words name a qualification of that kind."""


class Target(StrEnum):
    """The fixed columns; those of qualifications are :func:`held_target`, :func:`level_target`."""

    ORDINAL = "ordinal"
    """The running number (STT); read over."""
    PERSON_ID = "person_id"
    PERSONAL_NUMBER = "personal_number"
    PASSPORT_NUMBER = "passport_number"
    NATIONALITY = "nationality"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    """Family and middle names where the given name has a column of its own."""
    GIVEN_NAME = "given_name"
    SEX = "sex"
    MALE = "male"
    """A mark or, as in many forms, the birth date: in this column of men."""
    FEMALE = "female"
    BIRTH_DATE = "birth_date"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    UNIT = "unit"
    POST = "post"
    RANK = "rank"
    LEADERSHIP_LEVEL = "leadership_level"
    SERVICE_FROM = "service_from"
    ETHNIC_GROUP = "ethnic_group"
    RELIGION = "religion"
    PARTY_DATE = "party_date"
    PHONE = "phone"
    EMAIL = "email"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A fixed column as a reader sees it; ``sensitive`` data take the stricter path."""

    name: Wording
    sensitive: bool = False


TARGETS: dict[Target, TargetColumn] = {
    Target.ORDINAL: TargetColumn(Wording("STT", "No.")),
    Target.PERSON_ID: TargetColumn(Wording("Mã nhân sự", "Person")),
    Target.PERSONAL_NUMBER: TargetColumn(
        Wording("Số định danh cá nhân", "Personal number"), sensitive=True
    ),
    Target.PASSPORT_NUMBER: TargetColumn(Wording("Số hộ chiếu", "Passport"), sensitive=True),
    Target.NATIONALITY: TargetColumn(Wording("Quốc tịch", "Nationality")),
    Target.FULL_NAME: TargetColumn(Wording("Họ và tên", "Full name")),
    Target.FAMILY_NAME: TargetColumn(Wording("Họ và tên đệm", "Family and middle names")),
    Target.GIVEN_NAME: TargetColumn(Wording("Tên", "Given name")),
    Target.SEX: TargetColumn(Wording("Giới tính", "Sex")),
    Target.MALE: TargetColumn(Wording("Nam", "Male")),
    Target.FEMALE: TargetColumn(Wording("Nữ", "Female")),
    Target.BIRTH_DATE: TargetColumn(Wording("Ngày sinh", "Birth date")),
    Target.BIRTH_DAY: TargetColumn(Wording("Ngày (của ngày sinh)", "Day of birth")),
    Target.BIRTH_MONTH: TargetColumn(Wording("Tháng (của ngày sinh)", "Month of birth")),
    Target.BIRTH_YEAR: TargetColumn(Wording("Năm sinh", "Year of birth")),
    Target.UNIT: TargetColumn(Wording("Đơn vị", "Unit")),
    Target.POST: TargetColumn(Wording("Chức vụ, vị trí việc làm", "Post")),
    Target.RANK: TargetColumn(Wording("Ngạch, hạng", "Rank")),
    Target.LEADERSHIP_LEVEL: TargetColumn(Wording("Cấp lãnh đạo", "Leadership level")),
    Target.SERVICE_FROM: TargetColumn(Wording("Ngày vào ngành", "In service from")),
    Target.ETHNIC_GROUP: TargetColumn(Wording("Dân tộc", "Ethnic group"), sensitive=True),
    Target.RELIGION: TargetColumn(Wording("Tôn giáo", "Religion"), sensitive=True),
    Target.PARTY_DATE: TargetColumn(Wording("Ngày vào Đảng", "Party member from"), sensitive=True),
    Target.PHONE: TargetColumn(Wording("Điện thoại", "Telephone")),
    Target.EMAIL: TargetColumn(Wording("Thư điện tử", "E-mail")),
    Target.NOTE: TargetColumn(Wording("Ghi chú", "Note")),
}


def held_target(qualification_id: str) -> str:
    """Return the target of a column that says when this qualification was obtained."""
    return HELD + qualification_id


def level_target(kind: str) -> str:
    """Return the target of a column whose words name a qualification of ``kind``."""
    return LEVEL + kind
