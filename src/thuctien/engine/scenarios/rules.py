"""Changes of what is asked of people and of who may be sent."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from thuctien.engine.model import Province
from thuctien.engine.scenarios.changes import (
    AddEligibilityRule,
    AddRequirement,
    ChangeRequirement,
    EndEligibilityRule,
    EndRequirement,
    RequirementTerms,
)
from thuctien.engine.scenarios.clashes import Clash, ClashCode, ScenarioError
from thuctien.engine.scenarios.rows import added, ended, refuse_known, row_of


def add_requirement(change: AddRequirement, province: Province) -> Province:
    """Add a requirement that begins on its day."""
    rows = province.requirements
    refuse_known(rows, "requirements", change.requirement_id)
    row = _requirement_row(change.requirement_id, change.terms, change.from_day)
    return replace(province, requirements=added(rows, "requirements", [row]))


def change_requirement(change: ChangeRequirement, province: Province) -> Province:
    """End the row that there is and let one with the new terms follow it, to the same last day."""
    rows = province.requirements
    old = row_of(rows, "requirements", change.requirement_id)
    refuse_known(rows, "requirements", change.new_id)
    if terms_of(old) == change.terms:
        raise ScenarioError([Clash(ClashCode.NOTHING_CHANGES, {"code": change.requirement_id})])
    row = _requirement_row(change.new_id, change.terms, change.from_day)
    row |= {"name_en": old["name_en"] if old["name"] == change.terms.name else None}
    row |= {"article": old["article"] if old["source"] == change.terms.source else None}
    row |= {"valid_to": old["valid_to"]}
    rest = ended(rows, "requirements", change.requirement_id, change.from_day)
    return replace(province, requirements=added(rest, "requirements", [row]))


def end_requirement(change: EndRequirement, province: Province) -> Province:
    """End a requirement on the day before."""
    rows = ended(province.requirements, "requirements", change.requirement_id, change.from_day)
    return replace(province, requirements=rows)


def add_eligibility_rule(change: AddEligibilityRule, province: Province) -> Province:
    """Add a condition for a programme that begins on its day."""
    rows = province.eligibility_rules
    refuse_known(rows, "eligibility_rules", change.rule_id)
    row_of(province.programmes, "programmes", change.programme_id)
    row: dict[str, Any] = asdict(change)
    row |= {name: sorted(map(str, row[name])) for name in ("codes", "modes", "sexes")}
    row |= {"predicate": str(change.predicate), "source": change.source or None}
    row |= {"on_failure": change.on_failure and str(change.on_failure)}
    row |= {"valid_from": row.pop("from_day"), "confirmed": False}
    return replace(province, eligibility_rules=added(rows, "eligibility_rules", [row]))


def end_eligibility_rule(change: EndEligibilityRule, province: Province) -> Province:
    """End a condition on the day before."""
    rows = ended(province.eligibility_rules, "eligibility_rules", change.rule_id, change.from_day)
    return replace(province, eligibility_rules=rows)


def terms_of(row: dict[str, Any]) -> RequirementTerms:
    """Return the terms that a row of the table of requirements states."""
    lists = ("post_families", "ranks", "leadership_levels", "unit_kinds")
    terms = {name: row[name] for name in RequirementTerms.__dataclass_fields__}
    terms |= {name: tuple(sorted(row[name] or ())) for name in lists}
    return RequirementTerms(**{**terms, "source": row["source"] or ""})


def _requirement_row(code: str, terms: RequirementTerms, from_day: date) -> dict[str, Any]:
    row = asdict(terms)
    lists = ("post_families", "ranks", "leadership_levels", "unit_kinds")
    row |= {name: sorted(row[name]) for name in lists}
    row |= {"timing": str(terms.timing), "binding": str(terms.binding)}
    row |= {"source": terms.source or None, "confirmed": False}
    return {"requirement_id": code, **row, "valid_from": from_day}
