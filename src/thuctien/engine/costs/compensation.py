"""What somebody pays back of the cost of training, step by step.

The method and its open questions: docs/algorithms/compensation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thuctien.engine.costs.rules import CaseKind, CompensationRule, rule_in_force
from thuctien.engine.costs.wording import STEPS, StepCode
from thuctien.engine.wording import Language

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """A ground on which ``percent`` of the amount is not asked for; 100 is exemption."""

    name: str
    name_en: str
    percent: int

    def __post_init__(self) -> None:
        """Raise ``ValueError`` where it is no share."""
        if not 0 <= self.percent <= _WHOLE:
            raise ValueError(f"{self.percent} % is no share")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case: ``cost`` is F in whole đồng, what was really paid for this one person.

    Salary and allowances are no part of F. ``owed_months`` (T1) and ``served_months`` (T2) matter
    for who left early only.
    """

    kind: CaseKind
    unit_kind: str
    cost: int
    owed_months: int = 0
    served_months: int = 0
    relief: Relief | None = None

    def __post_init__(self) -> None:
        """Raise ``ValueError`` where a figure is negative, or nothing was owed that was left."""
        if min(self.cost, self.owed_months, self.served_months) < 0:
            raise ValueError("no figure of a case is negative")
        if self.kind is CaseKind.LEFT_EARLY and self.owed_months == 0:
            raise ValueError("who owes no service cannot leave it early")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation: a code and its figures."""

    code: StepCode
    figures: Mapping[str, object]

    def text(self, language: Language) -> str:
        """Return the line as a sentence; a figure with two languages is taken in its own."""
        figures = {
            name: value[language] if isinstance(value, Mapping) else value
            for name, value in self.figures.items()
        }
        return STEPS[self.code].render(language, figures)


@dataclass(frozen=True, slots=True)
class Compensation:
    """What is to be paid, in whole đồng: before relief, after it, and how it was computed."""

    rule: CompensationRule
    full_amount: int
    amount: int
    steps: tuple[Step, ...]


def compensation(case: CaseFacts, rules: Iterable[CompensationRule], on: date) -> Compensation:
    """Return what a case that happened on a day costs who caused it.

    Gave up or no diploma: a share of F. Left early: S = F / T1 × (T1 − T2), nothing where T2 is T1
    or more (Decree 101/2017, art. 7 and 8). Exact arithmetic; S is rounded once by the rule, the
    amount after relief once more. Raises ``NoRuleError`` where no rule holds.
    """
    rule = rule_in_force(rules, on, case.unit_kind)
    basis = {"on": on, "source": rule.source, "article": rule.article, "cost": case.cost}
    steps = [Step(StepCode.RULE if rule.article else StepCode.RULE_ONLY, basis)]
    steps.append(Step(StepCode.COST, {"cost": case.cost}))
    if case.kind is CaseKind.LEFT_EARLY:
        left = max(case.owed_months - case.served_months, 0)
        full = _rounded(Fraction(case.cost * left, case.owed_months), rule.round_to)
        steps += _left_early(case, left, full)
    else:
        share = {
            CaseKind.QUIT: rule.quit_percent,
            CaseKind.NO_DIPLOMA: rule.no_diploma_percent,
        }[case.kind]
        full = _rounded(Fraction(case.cost * share, _WHOLE), rule.round_to)
        code = StepCode.QUIT if case.kind is CaseKind.QUIT else StepCode.NO_DIPLOMA
        steps.append(Step(code, {"percent": share, "cost": case.cost, "amount": full}))
    amount = _relieved(full, case.relief, rule, steps)
    steps.append(Step(StepCode.RESULT, {"amount": amount, "unit": rule.round_to}))
    return Compensation(rule, full, amount, tuple(steps))


def _left_early(case: CaseFacts, left: int, full: int) -> list[Step]:
    months = {"owed": case.owed_months, "served": case.served_months, "left": left}
    if left == 0:
        return [Step(StepCode.MONTHS, months), Step(StepCode.SERVED, months)]
    return [
        Step(StepCode.MONTHS, months),
        Step(StepCode.FORMULA, {**months, "cost": case.cost, "amount": full}),
    ]


def _relieved(full: int, relief: Relief | None, rule: CompensationRule, steps: list[Step]) -> int:
    if relief is None:
        return full
    amount = _rounded(Fraction(full * (_WHOLE - relief.percent), _WHOLE), rule.round_to)
    ground = {Language.VI: relief.name, Language.EN: relief.name_en or relief.name}
    figures = {"ground": ground, "percent": relief.percent, "full": full, "amount": amount}
    steps.append(Step(StepCode.EXEMPT if relief.percent == _WHOLE else StepCode.REDUCED, figures))
    return amount


def _rounded(amount: Fraction, unit: int) -> int:
    """Return an amount as a whole multiple of ``unit``, half up."""
    return int(amount / unit + Fraction(1, 2)) * unit
