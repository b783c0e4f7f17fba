"""Who owes service after training, how long, and how much of it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from thuctien.engine.costs.months import Period, add_months, rounded, span, together, within
from thuctien.engine.costs.rules import CommitmentRule, MonthRounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Somebody of a kind of unit, sent to a programme of a kind from a day to a day."""

    unit_kind: str
    programme_kind: str
    training: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is owed: ``owed_months`` of service from the day after the training to ``ends_on``."""

    rule: CommitmentRule
    training_months: int
    owed_months: int
    starts_on: date
    ends_on: date


def commitment(sending: Sending, rules: Iterable[CommitmentRule], on: date) -> Commitment | None:
    """Return what somebody owes who is sent by a decision of a day; none where no rule binds.

    Months owed = multiple × months of training (at least twice by Decree 101/2017, at least three
    times by Decree 171/2025), a half month rounded up.
    """
    binding = [rule for rule in rules if _binds(rule, sending, on)]
    if not binding:
        return None
    rule = max(binding, key=lambda r: (bool(r.unit_kinds), r.valid_from or date.min, r.rule_id))
    training = training_months(sending.training, rule.rounding)
    owed = owed_months(training, rule.multiple)
    starts_on = sending.training.last + timedelta(days=1)
    return Commitment(
        rule=rule,
        training_months=training,
        owed_months=owed,
        starts_on=starts_on,
        ends_on=last_day(starts_on, owed),
    )


def training_months(training: Period, rounding: MonthRounding) -> int:
    """Return how many months a training lasts: at least one, however short it is."""
    return max(rounded(span(training), rounding), 1)


def owed_months(training: int, multiple: Decimal) -> int:
    """Return the months of service for ``training`` months, a half month rounded up."""
    return int((training * multiple).quantize(Decimal(1), ROUND_HALF_UP))


def last_day(starts_on: date, months: int) -> date:
    """Return the last day of a service of ``months`` that begins on a day."""
    return add_months(starts_on, months) - timedelta(days=1)


def served_months(
    in_service: Iterable[Period], starts_on: date, until: date, rounding: MonthRounding
) -> int:
    """Return the months served from ``starts_on`` to ``until``, both included.

    ``in_service`` are the times in any post of the province; several posts at once count once, a
    time without a post not at all.
    """
    return rounded(together(within(in_service, Period(starts_on, until))), rounding)


def _binds(rule: CommitmentRule, sending: Sending, on: date) -> bool:
    return (
        rule.holds(on, sending.unit_kind)
        and (not rule.programme_kinds or sending.programme_kind in rule.programme_kinds)
        and training_months(sending.training, rule.rounding) >= rule.least_months
    )
