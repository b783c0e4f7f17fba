"""Eligibility: what dated rules say of a person on the day of an event, and on what it rests."""

from thuctien.engine.eligibility.assess import assess
from thuctien.engine.eligibility.assessment import (
    Assessment,
    Evidence,
    Item,
    Standing,
    State,
    Verdict,
)
from thuctien.engine.eligibility.facts import SUCCESSION_SWITCH, Facts, gather_facts
from thuctien.engine.eligibility.naming import CodeBook, code_book
from thuctien.engine.eligibility.records import (
    item_as_record,
    item_from_record,
    without_plans,
)
from thuctien.engine.eligibility.rules import Rule, RuleSet, grouped, rule_from, rule_sets
from thuctien.engine.eligibility.wording import ItemText, item_text, verdict_text

__all__ = [
    "SUCCESSION_SWITCH",
    "Assessment",
    "CodeBook",
    "Evidence",
    "Facts",
    "Item",
    "ItemText",
    "Rule",
    "RuleSet",
    "Standing",
    "State",
    "Verdict",
    "assess",
    "code_book",
    "gather_facts",
    "grouped",
    "item_as_record",
    "item_from_record",
    "item_text",
    "rule_from",
    "rule_sets",
    "verdict_text",
    "without_plans",
]
