"""Reads the rules on service owed and compensation, with who they are for in words."""

from __future__ import annotations

from dataclasses import dataclass

from thuctien.catalogue.selectors import CodeNames
from thuctien.costs.models import CommitmentRule, CompensationRule, ReliefGround
from thuctien.engine.model.choices import CodeList


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and the names of the kinds of unit and programme that it is for; none is all."""

    rule: CommitmentRule | CompensationRule
    unit_kinds: list[str]
    programme_kinds: list[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule of every date, the newest first."""

    commitment: list[RuleRow]
    compensation: list[RuleRow]
    grounds: list[ReliefGround]


def all_rules(names: CodeNames) -> Rules:
    """Return the rules on service owed and compensation and the grounds of relief.

    Three queries.
    """
    return Rules(
        commitment=[
            RuleRow(
                rule,
                names.names(CodeList.UNIT_KIND, rule.unit_kinds),
                names.names(CodeList.PROGRAMME_KIND, rule.programme_kinds),
            )
            for rule in CommitmentRule.objects.order_by("-valid_from", "pk")
        ],
        compensation=[
            RuleRow(rule, names.names(CodeList.UNIT_KIND, rule.unit_kinds), [])
            for rule in CompensationRule.objects.order_by("-valid_from", "pk")
        ],
        grounds=list(ReliefGround.objects.order_by("-percent", "pk")),
    )
