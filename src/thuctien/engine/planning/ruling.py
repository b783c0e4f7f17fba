"""Eligibility rules in words."""

from __future__ import annotations

from typing import Any

from thuctien.engine.model import Province
from thuctien.engine.model.choices import CodeList, Predicate
from thuctien.engine.planning.names import Figures
from thuctien.engine.wording import Language, Wording

_SENTENCES: dict[Predicate, Wording] = {
    Predicate.MIN_AGE: Wording("từ {number} tuổi trở lên", "{number} years of age or more"),
    Predicate.MAX_AGE: Wording("không quá {number} tuổi", "not over {number} years of age"),
    Predicate.MIN_SERVICE_YEARS: Wording(
        "có ít nhất {number} năm công tác", "at least {number} years of service"
    ),
    Predicate.MIN_YEARS_TO_RETIREMENT: Wording(
        "còn ít nhất {number} năm công tác trước khi nghỉ hưu",
        "at least {number} years before retirement",
    ),
    Predicate.LEADERSHIP_LEVELS: Wording(
        "giữ một trong các cấp lãnh đạo: {codes}", "one of the leadership levels: {codes}"
    ),
    Predicate.POST_FAMILIES: Wording(
        "thuộc một trong các nhóm vị trí: {codes}", "one of the post families: {codes}"
    ),
    Predicate.RANKS: Wording("giữ một trong các ngạch, hạng: {codes}", "one of the ranks: {codes}"),
    Predicate.UNIT_KINDS: Wording(
        "công tác ở một trong các loại đơn vị: {codes}", "in a unit of one of these kinds: {codes}"
    ),
    Predicate.HOLDS: Wording("phải có trước: {codes}", "must already hold: {codes}"),
    Predicate.HOLDS_NOT: Wording(
        "chỉ dành cho người chưa có: {codes}", "only for those without: {codes}"
    ),
}

_LIST_OF = {
    Predicate.LEADERSHIP_LEVELS: CodeList.LEADERSHIP_LEVEL,
    Predicate.POST_FAMILIES: CodeList.POST_FAMILY,
    Predicate.RANKS: CodeList.RANK,
    Predicate.UNIT_KINDS: CodeList.UNIT_KIND,
}


def rule_texts(province: Province) -> dict[str, Figures]:
    """Return, for each eligibility rule, the figures ``rule`` and ``source`` in both languages.

    A rule that nobody has confirmed says so behind its source.
    """
    names = _code_names(province)
    return {
        row["rule_id"]: _figures(row, names)
        for row in province.eligibility_rules.iter_rows(named=True)
    }


def _code_names(province: Province) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the names in both languages of codes (by list) and qualifications (no list)."""
    listed = {
        (code_list, code): (name, english or name)
        for code_list, code, name, english in province.codes.select(
            "list", "code", "name", "name_en"
        ).iter_rows()
    }
    held = {
        ("", code): (name, english or name)
        for code, name, english in province.qualifications.select(
            "qualification_id", "name", "name_en"
        ).iter_rows()
    }
    return listed | held


def _figures(row: dict[str, Any], names: dict[tuple[str, str], tuple[str, str]]) -> Figures:
    predicate = Predicate(row["predicate"])
    code_list = str(_LIST_OF.get(predicate, ""))
    known = [names.get((code_list, code), (code, code)) for code in row["codes"] or ()]
    number = row["number"]
    shown = int(number) if number is not None and number == int(number) else number
    sentence = _SENTENCES[predicate]
    vietnamese = {"number": shown, "codes": ", ".join(name for name, _ in known)}
    english = {"number": shown, "codes": ", ".join(name for _, name in known)}
    source = "; ".join(part for part in (row["source"], row["article"]) if part) or row["rule_id"]
    unsure = (
        ("", "") if row["confirmed"] else (" [mẫu – cần xác nhận]", " [sample – to be confirmed]")
    )
    return {
        "rule": sentence.render(Language.VI, vietnamese),
        "rule_en": sentence.render(Language.EN, english),
        "source": source + unsure[0],
        "source_en": source + unsure[1],
    }
