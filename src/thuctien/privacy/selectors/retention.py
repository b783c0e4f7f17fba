"""Reads the rules of retention and what is due by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.dated import holds_on
from thuctien.engine.planning.check_facts import months_after
from thuctien.privacy.models import RetentionRule
from thuctien.privacy.retention import SUBJECTS, DueItem, Subject


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule, what it is about, and what is due by it (``None``: always kept)."""

    rule: RetentionRule
    subject: Subject
    due: list[DueItem] | None


def rules_in_force(on: date) -> list[RetentionRule]:
    """Return the rules of a day, in their order."""
    return list(RetentionRule.objects.filter(holds_on(on)).order_by("position", "rule_id"))


def due_by(rule: RetentionRule, on: date) -> list[DueItem]:
    """Return what is due by a rule on a day, the oldest first.

    Nothing is due by a rule that keeps, or that does not hold that day. The
    caller has asked for the right. Raises ``KeyError`` where nobody knows the rule's subject.
    """
    subject = SUBJECTS[rule.subject]
    if rule.months is None or subject.due is None or not rule.holds(on):
        return []
    return subject.due(months_after(on, -rule.months))


def states(on: date, *, acting_user: ActingUser) -> list[RuleState]:
    """Return every rule of a day with what is due. Raises ``PermissionDenied``."""
    require(acting_user, Action.MANAGE_PRIVACY)
    return [
        RuleState(
            rule,
            SUBJECTS[rule.subject],
            None if rule.months is None else due_by(rule, on),
        )
        for rule in rules_in_force(on)
    ]
