"""Eligibility rules in words."""

from __future__ import annotations

from thuctien.engine.eligibility.naming import CodeBook, code_book
from thuctien.engine.eligibility.rules import Rule, rules_of
from thuctien.engine.eligibility.wording import demand_text, source_text
from thuctien.engine.model import Province
from thuctien.engine.planning.names import Figures
from thuctien.engine.wording import Language


def rule_texts(province: Province) -> dict[str, Figures]:
    """Return, for each eligibility rule, the figures ``rule`` and ``source`` in both languages.

    A rule that nobody has confirmed says so behind its source.
    """
    book = code_book(province)
    return {rule.rule_id: _figures(rule, book) for rule in rules_of(province)}


def _figures(rule: Rule, book: CodeBook) -> Figures:
    return {
        "rule": demand_text(rule, book, Language.VI),
        "rule_en": demand_text(rule, book, Language.EN),
        "source": source_text(rule, Language.VI),
        "source_en": source_text(rule, Language.EN),
    }
