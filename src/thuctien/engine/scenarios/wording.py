"""Changes as sentences, and why something differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

import polars as pl

from thuctien.engine.model import TABLES, Province
from thuctien.engine.model.choices import CodeList, Predicate, Timing
from thuctien.engine.scenarios import changes as kinds
from thuctien.engine.scenarios.changes import Change, RequirementTerms
from thuctien.engine.wording import Language, Wording, shown
from thuctien.engine.workbook.choice_names import choice_name

Names: TypeAlias = Callable[[str, str, Language], str]
"""Returns the name of a code: the table (or a list of codes, as «codes:rank»), code, language."""

_NAMED_TABLES = (
    "requirements",
    "qualifications",
    "programmes",
    "budgets",
    "units",
    "sites",
    "rooms",
)
_LISTS = {
    "post_families": CodeList.POST_FAMILY,
    "ranks": CodeList.RANK,
    "leadership_levels": CodeList.LEADERSHIP_LEVEL,
    "unit_kinds": CodeList.UNIT_KIND,
}
_CODES_OF = {
    Predicate.LEADERSHIP_LEVELS: f"codes:{CodeList.LEADERSHIP_LEVEL}",
    Predicate.PLANNED_LEVELS: f"codes:{CodeList.LEADERSHIP_LEVEL}",
    Predicate.POST_FAMILIES: f"codes:{CodeList.POST_FAMILY}",
    Predicate.RANKS: f"codes:{CodeList.RANK}",
    Predicate.UNIT_KINDS: f"codes:{CodeList.UNIT_KIND}",
    Predicate.RATED_AT_LEAST: f"codes:{CodeList.RATING}",
    Predicate.NO_DISCIPLINE: f"codes:{CodeList.DISCIPLINE_FORM}",
    Predicate.DOCUMENTED: f"codes:{CodeList.CONDITION}",
}

SENTENCES: Mapping[type[Change], Wording] = {
    kinds.AddRequirement: Wording(
        "Từ {from_day}: yêu cầu mới «{name}» – {asks}.",
        "From {from_day}: a new requirement “{name}” – {asks}.",
    ),
    kinds.ChangeRequirement: Wording(
        "Từ {from_day}: thay yêu cầu «{old}» bằng «{name}» – {asks}.",
        "From {from_day}: the requirement “{old}” is replaced by “{name}” – {asks}.",
    ),
    kinds.EndRequirement: Wording(
        "Từ {from_day}: bỏ yêu cầu «{old}».", "From {from_day}: the requirement “{old}” ends."
    ),
    kinds.AddEligibilityRule: Wording(
        "Từ {from_day}: thêm điều kiện cử đi học «{programme}» – {asks}.",
        "From {from_day}: a new condition for “{programme}” – {asks}.",
    ),
    kinds.EndEligibilityRule: Wording(
        "Từ {from_day}: bỏ điều kiện «{old}».", "From {from_day}: the condition “{old}” ends."
    ),
    kinds.SetQuota: Wording(
        "Năm {year}: chỉ tiêu «{programme}» của {whom} là {seats} lượt.",
        "In {year}: the quota of {whom} for “{programme}” is {seats} turns.",
    ),
    kinds.SetBudget: Wording(
        "Năm {year}: nguồn «{budget}» là {amount} đồng.",
        "In {year}: the source “{budget}” has {amount} đồng.",
    ),
    kinds.ScaleBudgets: Wording(
        "Năm {year}: mọi nguồn kinh phí bằng {percent} % mức đang có.",
        "In {year}: every source of money at {percent} % of what it has.",
    ),
    kinds.ChangeProgramme: Wording(
        "Chương trình «{programme}»: {asks}.", "The programme “{programme}”: {asks}."
    ),
    kinds.AddSite: Wording(
        "Từ {from_day}: thêm cơ sở «{name}» ({kind}).",
        "From {from_day}: a new site “{name}” ({kind}).",
    ),
    kinds.AddRoom: Wording(
        "Từ {from_day}: thêm phòng «{name}» tại {site}, sức chứa {capacity} người.",
        "From {from_day}: a new room “{name}” at {site} for {capacity} people.",
    ),
    kinds.CloseSite: Wording(
        "Cơ sở «{site}» không học từ {first_day} đến {last_day}.",
        "The site “{site}” has no teaching from {first_day} to {last_day}.",
    ),
    kinds.EndSite: Wording(
        "Từ {from_day}: ngừng cơ sở «{site}» cùng các phòng học.",
        "From {from_day}: the site “{site}” ends, with its rooms.",
    ),
    kinds.EndRoom: Wording(
        "Từ {from_day}: ngừng phòng «{room}».", "From {from_day}: the room “{room}” ends."
    ),
    kinds.MergeUnits: Wording(
        "Từ {from_day}: sáp nhập {units} thành «{into}».",
        "From {from_day}: {units} merge into “{into}”.",
    ),
    kinds.EndLevel: Wording(
        "Từ {from_day}: kết thúc cấp «{kind}»; người và vị trí về {takers}.",
        "From {from_day}: the level “{kind}” ends; posts and people go to {takers}.",
    ),
    kinds.SplitUnit: Wording(
        "Từ {from_day}: chia «{unit}» thành {parts}; ai không có trong danh sách về «{rest}».",
        "From {from_day}: “{unit}” is split into {parts}; who is on no list goes to “{rest}”.",
    ),
}

_WHOM_ALL = Wording("mọi người", "everybody")
_WHOLE_PROVINCE = Wording("toàn tỉnh", "the whole province")
_LEVELS = Wording("{whom} ({levels})", "{whom} ({levels})")
_ASKS = Wording(
    "{whom} cần có «{qualification}», {when}, {binding}",
    "{whom} must have “{qualification}”, {when}, {binding}",
)
_WHEN: Mapping[Timing, Wording] = {
    Timing.BEFORE_APPOINTMENT: Wording("trước khi bổ nhiệm", "before appointment"),
    Timing.WITHIN_MONTHS: Wording(
        "trong {months} tháng sau bổ nhiệm", "within {months} months of appointment"
    ),
    Timing.EVERY_MONTHS: Wording("{months} tháng một lần", "every {months} months"),
    Timing.YEARLY_HOURS: Wording("{hours} giờ mỗi năm", "{hours} hours a year"),
}
_LIMITS: Mapping[str, Wording] = {
    "min_age": Wording("từ {value} tuổi", "from the age of {value}"),
    "max_age": Wording("đến {value} tuổi", "up to the age of {value}"),
    "min_years_to_retirement": Wording(
        "còn công tác ít nhất {value} năm", "at least {value} years to retirement"
    ),
}
_FACTS: Mapping[str, Wording] = {
    "min_size": Wording("sĩ số tối thiểu {value}", "least size {value}"),
    "max_size": Wording("sĩ số tối đa {value}", "greatest size {value}"),
    "cost_per_class": Wording("chi phí mỗi lớp {value} đồng", "{value} đồng a class"),
    "cost_per_learner": Wording("chi phí mỗi học viên {value} đồng", "{value} đồng a learner"),
    "expected_effect": Wording("hiệu quả dự kiến {value} %", "expected effect {value} %"),
}
_ABOVE = Wording("đơn vị cấp trên", "the unit above")
_NAMED = Wording(
    "đơn vị kế thừa đã chỉ định, còn lại về đơn vị cấp trên",
    "the successors named, the rest to the unit above",
)


def change_text(change: Change, names: Names, language: Language) -> str:
    """Return a change as one sentence; ``names`` gives the names of codes."""
    values = {**_plain_values(change), **_named_values(change, names, language)}
    return SENTENCES[type(change)].render(language, values)


def names_of(province: Province) -> Names:
    """Return the names of everything that a province names; an unknown code is its own name."""
    tables: dict[str, dict[str, tuple[str, str | None]]] = {}
    for table in _NAMED_TABLES:
        frame = province.frames()[table]
        english = "name_en" if "name_en" in frame.columns else "name"
        key = TABLES[table].key[0]
        rows = frame.select(key, "name", pl.col(english).alias("english")).rows()
        tables[table] = {code: (vi, en) for code, vi, en in rows}
    for code_list, code, vi, en in province.codes.select("list", "code", "name", "name_en").rows():
        tables.setdefault(f"codes:{code_list}", {})[code] = (vi, en)
    rules = {row["rule_id"]: row for row in province.eligibility_rules.iter_rows(named=True)}

    def name_of(table: str, code: str, language: Language) -> str:
        if table == "eligibility_rules" and code in rules:
            return rule_text(rules[code], name_of, language)
        vi, en = tables.get(table, {}).get(code, (code, None))
        return en if en and language is Language.EN else vi

    return name_of


def rule_text(row: Mapping[str, Any], names: Names, language: Language) -> str:
    """Return an eligibility rule (a row of its table) as a clause with its programme."""
    programme = names("programmes", row["programme_id"], language)
    return f"{programme}: {_condition_text(row, names, language)}"


def _condition_text(row: Mapping[str, Any], names: Names, language: Language) -> str:
    table = _CODES_OF.get(Predicate(row["predicate"]), "qualifications")
    codes = ", ".join(names(table, code, language) for code in row["codes"] or ())
    figure = "" if row["number"] is None else shown(_number(row["number"]), language)
    groups = [
        choice_name(value, language) for value in (*(row["modes"] or ()), *(row["sexes"] or ()))
    ]
    words = [choice_name(row["predicate"], language), figure, codes]
    asks = " ".join(word for word in words if word)
    return f"{asks} ({', '.join(groups)})" if groups else asks


def _plain_values(change: Change) -> dict[str, object]:
    """Return the fields that stand in a sentence as they are; years take no thousands mark."""
    values = {name: getattr(change, name) for name in type(change).__dataclass_fields__}
    return {**values, "year": str(values.get("year", ""))}


def _named_values(  # noqa: PLR0911 - one answer a kind
    change: Change, names: Names, language: Language
) -> dict[str, object]:
    """Return the words of a sentence that are names, or clauses of their own."""
    match change:
        case kinds.AddRequirement() | kinds.ChangeRequirement():
            return {
                "name": change.terms.name,
                "old": names("requirements", change.requirement_id, language),
                "asks": terms_text(change.terms, names, language),
            }
        case kinds.EndRequirement():
            return {"old": names("requirements", change.requirement_id, language)}
        case kinds.EndEligibilityRule():
            return {"old": names("eligibility_rules", change.rule_id, language)}
        case kinds.AddEligibilityRule():
            return {
                "programme": names("programmes", change.programme_id, language),
                "asks": _condition_text(asdict(change), names, language),
            }
        case kinds.SetQuota():
            return _quota(change, names, language)
        case kinds.SetBudget():
            return {"budget": names("budgets", change.budget_id, language)}
        case kinds.ChangeProgramme():
            return _programme(change, names, language)
        case kinds.MergeUnits() | kinds.EndLevel() | kinds.SplitUnit():
            return _organisation(change, names, language)
        case _:
            return _place(change, names, language)


def terms_text(terms: RequirementTerms, names: Names, language: Language) -> str:
    """Return what a requirement asks, of whom and by when, as a clause."""
    groups = [
        names(f"codes:{code_list}", code, language)
        for field, code_list in _LISTS.items()
        for code in getattr(terms, field)
    ]
    limits = [
        wording.render(language, {"value": _number(getattr(terms, field))})
        for field, wording in _LIMITS.items()
        if getattr(terms, field) is not None
    ]
    when = _WHEN[terms.timing].render(
        language, {"months": terms.months or 0, "hours": _number(terms.hours or 0)}
    )
    return _ASKS.render(
        language,
        {
            "whom": ", ".join([*groups, *limits]) or _WHOM_ALL.render(language, {}),
            "qualification": names("qualifications", terms.qualification_id, language),
            "when": when,
            "binding": choice_name(terms.binding, language),
        },
    )


def _number(value: float) -> object:
    return int(value) if float(value).is_integer() else value


def _quota(change: kinds.SetQuota, names: Names, language: Language) -> dict[str, object]:
    whom = (
        _WHOLE_PROVINCE.render(language, {})
        if change.unit_id is None
        else names("units", change.unit_id, language)
    )
    if change.leadership_levels:
        table = f"codes:{CodeList.LEADERSHIP_LEVEL}"
        levels = ", ".join(names(table, code, language) for code in change.leadership_levels)
        whom = _LEVELS.render(language, {"whom": whom, "levels": levels})
    return {"programme": names("programmes", change.programme_id, language), "whom": whom}


def _programme(
    change: kinds.ChangeProgramme, names: Names, language: Language
) -> dict[str, object]:
    told = []
    for field, wording in _FACTS.items():
        value = getattr(change, field)
        if value is not None:
            figure = _number(round(100 * value, 1)) if field == "expected_effect" else value
            told.append(wording.render(language, {"value": figure}))
    return {
        "programme": names("programmes", change.programme_id, language),
        "asks": ", ".join(told),
    }


def _organisation(
    change: kinds.MergeUnits | kinds.EndLevel | kinds.SplitUnit, names: Names, language: Language
) -> dict[str, object]:
    if isinstance(change, kinds.EndLevel):
        takers = _NAMED if change.successors else _ABOVE
        kind = names(f"codes:{CodeList.UNIT_KIND}", change.kind, language)
        return {"kind": kind, "takers": takers.render(language, {})}
    if isinstance(change, kinds.SplitUnit):
        return {
            "unit": names("units", change.unit_id, language),
            "parts": _listed(part.name for part in change.parts),
            "rest": change.parts[0].name if change.parts else "",
        }
    return {
        "units": _listed(names("units", unit, language) for unit in change.unit_ids),
        "into": change.name or names("units", change.into_id, language),
    }


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f"«{text}»" for text in texts)


def _place(change: Change, names: Names, language: Language) -> dict[str, object]:
    values: dict[str, object] = {}
    if isinstance(change, kinds.AddSite):
        values["kind"] = choice_name(change.kind, language)
    if isinstance(change, kinds.ScaleBudgets):
        values["percent"] = _number(change.percent)
    if isinstance(change, kinds.AddRoom | kinds.CloseSite | kinds.EndSite):
        values["site"] = names("sites", change.site_id, language)
    if isinstance(change, kinds.EndRoom):
        values["room"] = names("rooms", change.room_id, language)
    return values
