"""Rules on service owed and on compensation, as dated data; the day of the event chooses one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar


class MonthRounding(StrEnum):
    """What becomes of the days beyond whole months; a month counts 30 days there."""

    HALF_UP = "half_up"
    """15 days or more are a month, fewer are none."""
    UP = "up"
    DOWN = "down"


class CaseKind(StrEnum):
    """Why training is paid back (Decree 101/2017, art. 7)."""

    QUIT = "quit"
    """Gave up the course, or left work during it."""
    NO_DIPLOMA = "no_diploma"
    LEFT_EARLY = "left_early"
    """Got the diploma, and left before having served as long as promised."""


class NoRuleError(LookupError):
    """No rule holds on a day for officials of a kind of unit."""

    def __init__(self, on: date, unit_kind: str) -> None:
        super().__init__(f"no rule on {on} for officials of «{unit_kind}»")
        self.on, self.unit_kind = on, unit_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """What both kinds of rule have in common.

    ``unit_kinds`` says for officials of which kinds of unit the rule holds (civil servants and
    public employees have decrees of their own); empty is all. Both days are included.
    """

    rule_id: str
    source: str
    article: str = ""
    confirmed: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    unit_kinds: frozenset[str] = frozenset()

    def holds(self, on: date, unit_kind: str) -> bool:
        """Say whether the rule holds on a day for officials of a kind of unit."""
        return (
            (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
            and (not self.unit_kinds or unit_kind in self.unit_kinds)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRule(DatedRule):
    """How long somebody serves after training: ``multiple`` times as long as it lasted.

    It binds those sent to a programme of ``programme_kinds`` (empty: all) that lasts
    ``least_months`` or longer.
    """

    multiple: Decimal
    programme_kinds: frozenset[str] = frozenset()
    least_months: int = 0
    rounding: MonthRounding = MonthRounding.HALF_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class CompensationRule(DatedRule):
    """What is paid back: shares in per cent, and how months and money are rounded.

    Money is rounded half up to whole multiples of ``round_to`` đồng.
    """

    quit_percent: int = 100
    no_diploma_percent: int = 100
    rounding: MonthRounding = MonthRounding.HALF_UP
    round_to: int = 1


Rule = TypeVar("Rule", bound=DatedRule)


def rule_in_force(rules: Iterable[Rule], on: date, unit_kind: str) -> Rule:
    """Return the rule that holds on a day for officials of a kind of unit.

    Of several the one for named kinds of unit stands before one for all, then the newer before the
    older. Raises :class:`NoRuleError` where none holds.
    """
    holding = [rule for rule in rules if rule.holds(on, unit_kind)]
    if not holding:
        raise NoRuleError(on, unit_kind)
    return max(holding, key=_precedence)


def _precedence(rule: DatedRule) -> tuple[bool, date, str]:
    return bool(rule.unit_kinds), rule.valid_from or date.min, rule.rule_id
