"""What the records say about one condition, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from thuctien.engine.eligibility.assessment import Evidence, Item, Standing, State
from thuctien.engine.eligibility.naming import LIST_OF, QUALIFICATIONS, CodeBook, name_of
from thuctien.engine.model.choices import CodeList, Predicate
from thuctien.engine.wording import Language, Wording

_FIGURES: Mapping[str, Wording] = {
    Predicate.MIN_AGE: Wording("{age} tuổi (sinh ngày {birth_date})", "aged {age} ({birth_date})"),
    Predicate.MAX_AGE: Wording("{age} tuổi (sinh ngày {birth_date})", "aged {age} ({birth_date})"),
    Predicate.MIN_SERVICE_YEARS: Wording(
        "đã công tác {years} năm, từ ngày {service_from}",
        "in service for {years} years, since {service_from}",
    ),
    Predicate.MIN_YEARS_TO_RETIREMENT: Wording(
        "còn {years} năm đến ngày nghỉ hưu {retires_on}",
        "{years} years to retirement on {retires_on}",
    ),
    Predicate.MIN_MONTHS_SINCE_TRAINING: Wording(
        "lần gần nhất ngày {awarded_on}: {name}, cách {months} tháng",
        "last on {awarded_on}: {name}, {months} months before",
    ),
    Predicate.MIN_MONTHS_SINCE_KIND: Wording(
        "lần gần nhất ngày {awarded_on}: {name}, cách {months} tháng",
        "last on {awarded_on}: {name}, {months} months before",
    ),
    Standing.IN_POST: Wording(
        "không có bổ nhiệm nào có hiệu lực ngày {as_of}", "no appointment in force on {as_of}"
    ),
    Standing.AT_WORK_TO_THE_END: Wording(
        "nghỉ hưu ngày {retires_on}, lớp bế giảng ngày {ends_on}",
        "retires on {retires_on}, the class ends on {ends_on}",
    ),
}
_NO_FIGURES: Mapping[str, Wording] = {
    Predicate.MIN_SERVICE_YEARS: Wording(
        "hồ sơ chưa có ngày vào ngành", "the record has no first day of service"
    ),
    Predicate.MIN_YEARS_TO_RETIREMENT: Wording(
        "chưa tính được ngày nghỉ hưu", "the day of retirement is unknown"
    ),
    Predicate.MIN_MONTHS_SINCE_TRAINING: Wording(
        "hồ sơ chưa có lần học nào như vậy", "the record has no such training"
    ),
    Predicate.MIN_MONTHS_SINCE_KIND: Wording(
        "hồ sơ chưa có lần học nào như vậy", "the record has no such training"
    ),
}
_NO_ROWS: Mapping[str, Wording] = {
    **dict.fromkeys(
        (
            Predicate.LEADERSHIP_LEVELS,
            Predicate.POST_FAMILIES,
            Predicate.RANKS,
            Predicate.UNIT_KINDS,
        ),
        Wording("không giữ vị trí nào", "holds no post"),
    ),
    Predicate.HOLDS: Wording("hồ sơ chưa có", "not in the record"),
    Predicate.HOLDS_NOT: Wording("hồ sơ không có", "not in the record"),
    Predicate.NO_DISCIPLINE: Wording(
        "hồ sơ không có kỷ luật đang hiệu lực", "the record has no discipline in force"
    ),
    Predicate.PLANNED_LEVELS: Wording(
        "hồ sơ không có quy hoạch đang hiệu lực", "the record has no plan in force"
    ),
    Predicate.DOCUMENTED: Wording(
        "hồ sơ không trả lời được; cần xác nhận bằng văn bản",
        "the record cannot tell; to be confirmed by a document",
    ),
}
_NOT_KEPT = Wording(
    "tỉnh không đưa quy hoạch vào hệ thống; chỉ xét vị trí đang giữ",
    "the province keeps no succession plans here; only posts held count",
)
_NOT_KEPT_ALONE = Wording(
    "tỉnh không đưa quy hoạch vào hệ thống; cần xác nhận bằng văn bản",
    "the province keeps no succession plans here; to be confirmed by a document",
)
_POST = Wording("{title} ({code}), từ ngày {valid_from}", "{title} ({code}), since {valid_from}")
_POST_ALONE = Wording("{title}, từ ngày {valid_from}", "{title}, since {valid_from}")
_HOLDING = Wording("{name}, cấp ngày {awarded_on}", "{name}, awarded on {awarded_on}")
_RATING = Wording("năm {year}: {grade}", "{year}: {grade}")
_NOT_RATED = Wording("chưa có trong hồ sơ", "not in the record")
_FROM_TO = Wording("{name}, từ {valid_from} đến {valid_to}", "{name}, {valid_from} to {valid_to}")
_FROM = Wording("{name}, từ {valid_from}", "{name}, since {valid_from}")


def finding_text(item: Item, book: CodeBook, language: Language) -> str:
    """Return what the records say about the condition of an item."""
    if item.state is State.LEFT_OUT:
        return _NOT_KEPT.render(language, {})
    if item.predicate == Predicate.PLANNED_LEVELS and item.state is State.DOCUMENT:
        return _NOT_KEPT_ALONE.render(language, {})
    if item.evidence:
        return "; ".join(_row_text(item, row, book, language) for row in item.evidence)
    if item.predicate in _NO_ROWS:
        return _NO_ROWS[item.predicate].render(language, {})
    figures = dict(item.figures)
    if "qualification_id" in figures:
        code = str(figures["qualification_id"])
        figures["name"] = name_of(book, QUALIFICATIONS, code, language)
    complete = item.predicate not in _NO_FIGURES or len(figures) > 1
    wordings = _FIGURES if complete else _NO_FIGURES
    return wordings[item.predicate].render(language, figures)


def _row_text(item: Item, evidence: Evidence, book: CodeBook, language: Language) -> str:
    return _ROWS[evidence.table](item, evidence.row, book, language)


def _appointment(item: Item, row: Mapping[str, object], book: CodeBook, language: Language) -> str:
    if "code" not in row:
        return _POST_ALONE.render(language, row)
    code_list = LIST_OF[Predicate(item.predicate)]
    named = name_of(book, code_list, str(row["code"]), language)
    return _POST.render(language, {**row, "code": named})


def _holding(_item: Item, row: Mapping[str, object], book: CodeBook, language: Language) -> str:
    named = name_of(book, QUALIFICATIONS, str(row["qualification_id"]), language)
    text = _HOLDING.render(language, {**row, "name": named})
    return f"{text} ({row['evidence']})" if row.get("evidence") else text


def _rating(_item: Item, row: Mapping[str, object], book: CodeBook, language: Language) -> str:
    grade = row.get("grade")
    named = (
        name_of(book, CodeList.RATING, str(grade), language)
        if grade
        else _NOT_RATED.render(language, {})
    )
    return _RATING.render(language, {"year": str(row["year"]), "grade": named})


def _discipline(_item: Item, row: Mapping[str, object], book: CodeBook, language: Language) -> str:
    return _period(
        name_of(book, CodeList.DISCIPLINE_FORM, str(row["form"]), language), row, language
    )


def _plan(_item: Item, row: Mapping[str, object], book: CodeBook, language: Language) -> str:
    level = name_of(book, CodeList.LEADERSHIP_LEVEL, str(row["leadership_level"]), language)
    return _period(level, row, language)


def _period(name: str, row: Mapping[str, object], language: Language) -> str:
    wording = _FROM_TO if isinstance(row.get("valid_to"), date) else _FROM
    return wording.render(language, {**row, "name": name})


_ROWS: Mapping[str, Callable[[Item, Mapping[str, object], CodeBook, Language], str]] = {
    "appointments": _appointment,
    "holdings": _holding,
    "ratings": _rating,
    "disciplines": _discipline,
    "succession_plans": _plan,
}
