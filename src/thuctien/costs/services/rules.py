"""A rule on service owed or on compensation, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, created, present, record, snapshot
from thuctien.base.audit.described import label_of
from thuctien.costs.models import CommitmentRule, CompensationRule

Rule = CommitmentRule | CompensationRule

WHOM = ("unit_kinds", "programme_kinds")
"""Lists of codes that say whom a rule is for: rules for the same follow one another."""


class RuleExistsError(Exception):
    """A rule for the same begins on that day or later: ``first_day`` is when."""

    def __init__(self, first_day: date) -> None:
        super().__init__(f"a rule for the same begins on {first_day}")
        self.first_day = first_day


@transaction.atomic
def add_rule(
    model: type[CommitmentRule] | type[CompensationRule],
    values: Mapping[str, Any],
    *,
    valid_from: date,
    acting_user: ActingUser,
) -> Rule:
    """Store a rule that holds from a day on, and end the one before on the day before.

    The rule before is the one for the same kinds of unit and programme. What was decided by it
    stands: commitments and cases keep their rule. Raises ``PermissionDenied`` or
    :class:`RuleExistsError`.
    """
    require(acting_user, Action.KEEP_MONEY)
    rows: list[Rule] = list(model.objects.select_for_update())
    same = [row for row in rows if _whom(row) == _asked(values)]
    later = [row.valid_from for row in same if row.valid_from and row.valid_from >= valid_from]
    if later:
        raise RuleExistsError(min(later))
    changes = []
    for before in same:
        if before.holds(valid_from):
            image = snapshot(before)
            before.valid_to = valid_from - timedelta(days=1)
            before.save(update_fields=["valid_to"])
            changes.append(changed(image, before))
    number = len(rows) + 1
    code = f"{'CK' if model is CommitmentRule else 'DB'}-{valid_from:%Y%m%d}-{number}"
    rule: Rule = model.objects.create(rule_id=code, **values, valid_from=valid_from)
    record(
        "costs.rule.add",
        acting_user=acting_user,
        object_type=label_of(model),
        object_key=rule.pk,
        changes=[*present(changes), created(rule)],
    )
    return rule


def _whom(row: Rule) -> list[frozenset[str]]:
    return [frozenset(getattr(row, name, ())) for name in WHOM]


def _asked(values: Mapping[str, Any]) -> list[frozenset[str]]:
    return [frozenset(values.get(name, ())) for name in WHOM]
