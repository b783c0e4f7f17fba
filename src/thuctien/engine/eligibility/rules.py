"""Eligibility rules as rows of the province, and how they stand together as alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode, OnFailure, Predicate, Sex

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of one programme: the columns of the table of eligibility rules."""

    rule_id: str
    programme_id: str
    modes: tuple[str, ...]
    sexes: tuple[str, ...]
    predicate: Predicate
    number: float | None
    codes: tuple[str, ...]
    any_of: str | None
    on_failure: OnFailure
    decided_by: str | None
    source: str
    article: str
    confirmed: bool
    valid_from: date | None
    valid_to: date | None

    def is_in_force(self, on: date) -> bool:
        """Tell whether the rule holds on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def concerns(self, mode: Mode) -> bool:
        """Tell whether the rule asks anything of a form of study."""
        return not self.modes or mode in self.modes

    def asks(self, sex: str) -> bool:
        """Tell whether the rule asks anything of people of a sex."""
        return not self.sexes or Sex(sex) in self.sexes


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which one is enough; a condition that stands alone is a group of its own.

    ``left_out`` are those on succession plans where the province does not count such plans: posts
    alone then decide. Where nothing else is in the group they stay, for a document to show.
    """

    rules: tuple[Rule, ...]
    left_out: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in force from a day to a day, between which none begins or ends.

    Empty ends are open.
    """

    first: date | None
    last: date | None
    rules: tuple[Rule, ...]

    def has(self, on: date) -> bool:
        """Tell whether these are the rules of a day."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


def rules_of(province: Province, programme_id: str | None = None) -> list[Rule]:
    """Return the rules of a programme, or of all, by their codes."""
    rows = province.eligibility_rules
    if programme_id is not None:
        rows = rows.filter(pl.col("programme_id") == programme_id)
    return [rule_from(row) for row in rows.sort("rule_id").iter_rows(named=True)]


def grouped(rules: Iterable[Rule], *, plans_count: bool) -> list[Group]:
    """Return the groups of the rules of one programme, each where its first rule stands."""
    named = list(rules)
    first: dict[str, str] = {}
    for rule in named:
        first.setdefault(_label(rule), rule.rule_id)
    ordered = sorted(named, key=lambda rule: (first[_label(rule)], rule.rule_id))
    return [_group(list(part), plans_count) for _, part in groupby(ordered, key=_label)]


def _label(rule: Rule) -> str:
    """Return what alternatives share; a rule without any is told apart by its own code."""
    return f"any:{rule.any_of}" if rule.any_of else f"own:{rule.rule_id}"


def _group(rules: list[Rule], plans_count: bool) -> Group:
    others = tuple(rule for rule in rules if rule.predicate is not Predicate.PLANNED_LEVELS)
    if plans_count or not others:
        return Group(tuple(rules))
    left_out = tuple(rule for rule in rules if rule.predicate is Predicate.PLANNED_LEVELS)
    return Group(others, left_out)


def rule_sets(rules: Sequence[Rule]) -> list[RuleSet]:
    """Return the generations of some rules in the order of time; there is always at least one."""
    begins = {rule.valid_from for rule in rules if rule.valid_from}
    after = {rule.valid_to + _DAY for rule in rules if rule.valid_to and rule.valid_to < date.max}
    starts: list[date | None] = [None, *sorted(begins | after)]
    ends = [day - _DAY for day in starts[1:] if day] + [None]
    return [
        RuleSet(first, last, tuple(r for r in rules if r.is_in_force(first or last or date.min)))
        for first, last in zip(starts, ends, strict=True)
    ]


def rule_from(row: Mapping[str, Any]) -> Rule:
    """Return the rule of one row of the table, from a frame or from the database."""
    return Rule(
        rule_id=row["rule_id"],
        programme_id=row["programme_id"],
        modes=tuple(row["modes"] or ()),
        sexes=tuple(row["sexes"] or ()),
        predicate=Predicate(row["predicate"]),
        number=row["number"],
        codes=tuple(row["codes"] or ()),
        any_of=row["any_of"] or None,
        on_failure=OnFailure(row["on_failure"] or OnFailure.NOT_MET),
        decided_by=row["decided_by"] or None,
        source=row["source"] or "",
        article=row["article"] or "",
        confirmed=bool(row["confirmed"]),
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )
