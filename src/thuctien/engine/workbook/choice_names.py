"""The closed sets as a clerk writes them: each choice by its name in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterable

from thuctien.engine.model.choices import (
    Activity,
    Binding,
    CodeList,
    LecturerKind,
    Measure,
    Mode,
    OnFailure,
    Origin,
    Predicate,
    Relation,
    Sex,
    SiteKind,
    Timing,
    UnitEvent,
)
from thuctien.engine.text.folding import fold
from thuctien.engine.wording import Language, Wording

CHOICE_NAMES: dict[str, Wording] = {
    Sex.FEMALE: Wording("nữ", "female"),
    Sex.MALE: Wording("nam", "male"),
    Measure.CREDENTIAL: Wording("cấp một lần", "credential"),
    Measure.HOURS: Wording("cộng giờ", "hours"),
    Relation.INCLUDES: Wording("bao hàm", "includes"),
    Relation.EQUIVALENT: Wording("tương đương", "equivalent"),
    Timing.BEFORE_APPOINTMENT: Wording("trước khi bổ nhiệm", "before appointment"),
    Timing.WITHIN_MONTHS: Wording("trong số tháng sau bổ nhiệm", "within months"),
    Timing.EVERY_MONTHS: Wording("định kỳ theo số tháng", "every months"),
    Timing.YEARLY_HOURS: Wording("số giờ mỗi năm", "yearly hours"),
    Binding.MANDATORY: Wording("bắt buộc", "mandatory"),
    Binding.RECOMMENDED: Wording("khuyến khích", "recommended"),
    Mode.FULL_TIME: Wording("tập trung", "full-time"),
    Mode.WEEKEND: Wording("không tập trung, cuối tuần", "weekend"),
    Mode.MONTHLY: Wording("không tập trung, mỗi tháng một tuần", "monthly"),
    Activity.THEORY: Wording("lên lớp", "theory"),
    Activity.DISCUSSION: Wording("thảo luận", "discussion"),
    Activity.PRACTICE: Wording("thực hành", "practice"),
    Activity.FIELDWORK: Wording("nghiên cứu thực tế", "fieldwork"),
    Activity.EXAM: Wording("thi", "exam"),
    UnitEvent.MERGE: Wording("sáp nhập", "merge"),
    UnitEvent.SPLIT: Wording("chia tách", "split"),
    UnitEvent.RENAME: Wording("đổi tên", "rename"),
    UnitEvent.ABOLISH: Wording("giải thể", "abolish"),
    UnitEvent.TRANSFER: Wording("chuyển giao", "transfer"),
    SiteKind.SCHOOL: Wording("trường chính trị", "school"),
    SiteKind.CENTRE: Wording("trung tâm chính trị", "centre"),
    SiteKind.ACADEMY: Wording("học viện", "academy"),
    LecturerKind.PERMANENT: Wording("cơ hữu", "permanent"),
    LecturerKind.VISITING: Wording("thỉnh giảng", "visiting"),
    LecturerKind.CONCURRENT: Wording("kiêm chức", "concurrent"),
    Origin.REQUIREMENT: Wording("yêu cầu của vị trí", "requirement"),
    Origin.UNIT_REQUEST: Wording("đề nghị của đơn vị", "unit request"),
    Origin.TARGET: Wording("mục tiêu của tỉnh", "target"),
    Origin.WEAKNESS: Wording("điểm yếu đã đo", "weakness"),
    Predicate.MIN_AGE: Wording("tuổi từ", "age from"),
    Predicate.MAX_AGE: Wording("tuổi đến", "age to"),
    Predicate.MIN_SERVICE_YEARS: Wording("số năm công tác từ", "service years from"),
    Predicate.MIN_YEARS_TO_RETIREMENT: Wording(
        "số năm còn công tác từ", "years to retirement from"
    ),
    Predicate.LEADERSHIP_LEVELS: Wording("cấp lãnh đạo", "leadership levels"),
    Predicate.POST_FAMILIES: Wording("nhóm vị trí", "post families"),
    Predicate.RANKS: Wording("ngạch, hạng", "ranks"),
    Predicate.UNIT_KINDS: Wording("loại đơn vị", "unit kinds"),
    Predicate.HOLDS: Wording("đã có", "holds"),
    Predicate.HOLDS_NOT: Wording("chưa có", "holds not"),
    Predicate.RATED_AT_LEAST: Wording("xếp loại các năm trước", "rated at least"),
    Predicate.NO_DISCIPLINE: Wording("không đang bị kỷ luật", "no discipline"),
    Predicate.MIN_MONTHS_SINCE_TRAINING: Wording(
        "số tháng từ lần học trước", "months since last training from"
    ),
    Predicate.MIN_MONTHS_SINCE_KIND: Wording(
        "số tháng từ lần học loại này", "months since training of a kind from"
    ),
    Predicate.PLANNED_LEVELS: Wording("được quy hoạch cấp lãnh đạo", "planned leadership levels"),
    Predicate.DOCUMENTED: Wording("chứng minh bằng văn bản", "shown by a document"),
    OnFailure.NOT_MET: Wording("không đạt", "not met"),
    OnFailure.SPECIAL_DECISION: Wording("cần quyết định riêng", "special decision"),
    CodeList.UNIT_KIND: Wording("loại đơn vị", "unit kind"),
    CodeList.POST_FAMILY: Wording("nhóm vị trí", "post family"),
    CodeList.RANK: Wording("ngạch, hạng", "rank"),
    CodeList.LEADERSHIP_LEVEL: Wording("cấp lãnh đạo", "leadership level"),
    CodeList.PROGRAMME_KIND: Wording("loại chương trình", "programme kind"),
    CodeList.QUALIFICATION_KIND: Wording("loại trình độ", "qualification kind"),
    CodeList.TOPIC: Wording("chuyên đề", "topic"),
    CodeList.NATIONALITY: Wording("quốc tịch", "nationality"),
    CodeList.ETHNIC_GROUP: Wording("dân tộc", "ethnic group"),
    CodeList.RELIGION: Wording("tôn giáo", "religion"),
    CodeList.RATING: Wording("mức xếp loại", "rating"),
    CodeList.DISCIPLINE_FORM: Wording("hình thức kỷ luật", "form of discipline"),
    CodeList.DECISION_LEVEL: Wording("cấp quyết định", "level that decides"),
    CodeList.CONDITION: Wording("điều kiện cần văn bản", "condition shown by a document"),
}
"""By value; no value means two things, so one table serves every column."""


def choice_name(choice: str, language: Language) -> str:
    """Return the name of a choice; the value itself where it has none."""
    wording = CHOICE_NAMES.get(choice)
    return wording.render(language, {}) if wording else choice


def choice_readings(choices: Iterable[str]) -> dict[str, str]:
    """Return the choices by every way to write them, folded: value, Vietnamese, English."""
    readings: dict[str, str] = {}
    for choice in choices:
        for language in Language:
            readings[reading_key(choice_name(choice, language))] = str(choice)
        readings[reading_key(choice)] = str(choice)
    return readings


def reading_key(text: str) -> str:
    """Return a text without case, marks, spaces and punctuation, for lenient comparison."""
    return "".join(c for c in fold(text) if c.isalnum())
