"""The amounts of a case from its facts, with the steps of the computation kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from thuctien.costs.models import CompensationCase
from thuctien.costs.ruling import compensation_rule, relief
from thuctien.engine.costs import CaseFacts, CaseKind, compensation


def compute(case: CompensationCase) -> None:
    """Set the amounts of a case and how they were computed; the caller stores it.

    The rule chosen when the case was opened holds throughout.
    """
    facts = CaseFacts(
        kind=CaseKind(case.kind),
        unit_kind=case.commitment.unit.kind,
        cost=case.cost,
        owed_months=case.commitment.owed_months,
        served_months=case.served_months,
        relief=relief(case.ground, case.relief_percent),
    )
    found = compensation(facts, [compensation_rule(case.rule)], case.happened_on)
    case.full_amount, case.amount = found.full_amount, found.amount
    case.computation = [[step.code.value, _kept(step.figures)] for step in found.steps]


def _kept(figures: Mapping[str, object]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in figures.items()
    }
