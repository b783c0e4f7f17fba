"""Conditions in words: what a rule asks, how it stands, and what the records say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thuctien.engine.eligibility.assessment import Item, Standing, State, Verdict
from thuctien.engine.eligibility.findings import finding_text
from thuctien.engine.eligibility.naming import LIST_OF, CodeBook, name_of, names_of
from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model.choices import CodeList, Predicate
from thuctien.engine.wording import Language, Wording

VERDICTS: Mapping[Verdict, Wording] = {
    Verdict.MET: Wording("đủ điều kiện", "eligible"),
    Verdict.NOT_MET: Wording("không đủ điều kiện", "not eligible"),
    Verdict.SPECIAL_DECISION: Wording("cần quyết định riêng", "needs a special decision"),
}
STATES: Mapping[State, Wording] = {
    State.MET: Wording("đạt", "met"),
    State.NOT_MET: Wording("không đạt", "not met"),
    State.SPECIAL_DECISION: Wording("cần quyết định riêng", "needs a special decision"),
    State.DOCUMENT: Wording("cần văn bản chứng minh", "to be shown by a document"),
    State.NOT_NEEDED: Wording(
        "không cần: có điều kiện thay thế", "not needed: an alternative stands for it"
    ),
    State.LEFT_OUT: Wording("không xét", "left out"),
}
UNCONFIRMED = Wording("mẫu – cần xác nhận", "sample – to be confirmed")

_DEMANDS: Mapping[str, Wording] = {
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
    Predicate.RATED_AT_LEAST: Wording(
        "trong {number} năm liền trước đều được xếp loại: {codes}",
        "rated in each of the {number} years before: {codes}",
    ),
    Predicate.NO_DISCIPLINE: Wording(
        "không đang trong thời gian bị kỷ luật: {codes}", "under no discipline: {codes}"
    ),
    Predicate.MIN_MONTHS_SINCE_TRAINING: Wording(
        "cách lần học trước ít nhất {number} tháng: {codes}",
        "at least {number} months since last trained: {codes}",
    ),
    Predicate.MIN_MONTHS_SINCE_KIND: Wording(
        "cách lần học trước ít nhất {number} tháng: {codes}",
        "at least {number} months since last trained: {codes}",
    ),
    Predicate.PLANNED_LEVELS: Wording(
        "được quy hoạch một trong các cấp lãnh đạo: {codes}",
        "planned for one of the leadership levels: {codes}",
    ),
    Predicate.DOCUMENTED: Wording("có văn bản chứng minh: {codes}", "shown by a document: {codes}"),
    Standing.IN_POST: Wording("đang giữ một vị trí việc làm", "holds a post"),
    Standing.AT_WORK_TO_THE_END: Wording(
        "chưa nghỉ hưu trước ngày bế giảng", "does not retire before the class ends"
    ),
}
_ANY: Mapping[Predicate, Wording] = {
    Predicate.NO_DISCIPLINE: Wording("mọi hình thức", "of any form"),
    Predicate.MIN_MONTHS_SINCE_TRAINING: Wording("mọi chương trình", "any programme"),
}
_DECIDED_BY = Wording("{state} của {level}", "{state} of {level}")
_MET_FROM = Wording("{finding}; sẽ đạt từ ngày {day}", "{finding}; will be met from {day}")


@dataclass(frozen=True, slots=True)
class ItemText:
    """One line of a checklist in one language: what is asked, how it stands, and why."""

    demand: str
    state: str
    finding: str
    source: str
    is_confirmed: bool


def demand_text(rule: Rule, book: CodeBook, language: Language) -> str:
    """Return what a rule asks, as a part of a sentence."""
    named = names_of(book, LIST_OF.get(rule.predicate, ""), rule.codes, language)
    if not rule.codes and rule.predicate in _ANY:
        named = _ANY[rule.predicate].render(language, {})
    figures = {"number": plain_number(rule.number), "codes": named}
    return _DEMANDS[rule.predicate].render(language, figures)


def source_text(rule: Rule, language: Language) -> str:
    """Return the document and article of a rule; an unconfirmed one says so behind it."""
    source = "; ".join(part for part in (rule.source, rule.article) if part) or rule.rule_id
    return source if rule.confirmed else f"{source} [{UNCONFIRMED.render(language, {})}]"


def item_text(item: Item, book: CodeBook, language: Language) -> ItemText:
    """Return one line of a checklist in the reader's language."""
    finding = finding_text(item, book, language)
    if item.met_from is not None:
        finding = _MET_FROM.render(language, {"finding": finding, "day": item.met_from})
    rule = item.rule
    if rule is None:
        demand = _DEMANDS[item.predicate].render(language, {})
        return ItemText(demand, _state_text(item, book, language), finding, "", is_confirmed=True)
    return ItemText(
        demand=demand_text(rule, book, language),
        state=_state_text(item, book, language),
        finding=finding,
        source=source_text(rule, language),
        is_confirmed=rule.confirmed,
    )


def verdict_text(verdict: Verdict, language: Language) -> str:
    """Return a verdict in words."""
    return VERDICTS[verdict].render(language, {})


def plain_number(number: float | None) -> float | None:
    """Return 40 for 40.0: nobody writes the decimals of whole years."""
    return int(number) if number is not None and number == int(number) else number


def _state_text(item: Item, book: CodeBook, language: Language) -> str:
    state = STATES[item.state].render(language, {})
    if item.state is not State.SPECIAL_DECISION or item.rule is None or not item.rule.decided_by:
        return state
    level = name_of(book, CodeList.DECISION_LEVEL, item.rule.decided_by, language)
    return _DECIDED_BY.render(language, {"state": state, "level": level})
