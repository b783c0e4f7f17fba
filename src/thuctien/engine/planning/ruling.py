"""Eligibility rules in words."""

from __future__ import annotations

from collections.abc import Sequence

from thuctien.engine.eligibility.naming import CodeBook, code_book
from thuctien.engine.eligibility.rules import Rule, rules_of
from thuctien.engine.eligibility.wording import demand_text, source_text
from thuctien.engine.model import Province
from thuctien.engine.planning.names import Figures
from thuctien.engine.wording import Language, Wording

_OR = Wording("{one}; hoặc {other}", "{one}; or {other}")


def rule_texts(province: Province) -> dict[str, Figures]:
    """Return, for each eligibility rule, the figures ``rule`` and ``source`` in both languages.

    Alternatives are told together, whichever of them is asked for. A rule that nobody has
    confirmed says so behind its source.
    """
    book = code_book(province)
    rules = rules_of(province)
    alternatives: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        if rule.any_of:
            alternatives.setdefault((rule.programme_id, rule.any_of), []).append(rule)
    return {
        rule.rule_id: _figures(
            rule, alternatives.get((rule.programme_id, rule.any_of or ""), [rule]), book
        )
        for rule in rules
    }


def _figures(rule: Rule, alternatives: Sequence[Rule], book: CodeBook) -> Figures:
    return {
        "rule": _demands(alternatives, book, Language.VI),
        "rule_en": _demands(alternatives, book, Language.EN),
        "source": source_text(rule, Language.VI),
        "source_en": source_text(rule, Language.EN),
    }


def _demands(alternatives: Sequence[Rule], book: CodeBook, language: Language) -> str:
    text = demand_text(alternatives[0], book, language)
    for other in alternatives[1:]:
        figures = {"one": text, "other": demand_text(other, book, language)}
        text = _OR.render(language, figures)
    return text
