"""End what has been kept long enough."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.privacy.models import RetentionRule
from thuctien.privacy.retention import SUBJECTS
from thuctien.privacy.selectors.retention import due_by


class AlwaysKeptError(Exception):
    """The rule says that these records stay."""


@transaction.atomic
def carry_out(rule: RetentionRule, *, on: date, acting_user: ActingUser) -> int:
    """End what is due by a rule on a day; return how much it was.

    Raises ``PermissionDenied``, or :class:`AlwaysKeptError` for a rule that keeps.
    """
    require(acting_user, Action.MANAGE_PRIVACY)
    subject = SUBJECTS[rule.subject]
    if rule.months is None or subject.carry_out is None:
        raise AlwaysKeptError(rule.pk)
    items = due_by(rule, on)
    ended = subject.carry_out([item.key for item in items], acting_user) if items else 0
    record(
        "privacy.retention.carry_out",
        acting_user=acting_user,
        object_type="privacy.retentionrule",
        object_key=rule.pk,
        after={"ended": ended, "keys": [item.key for item in items], "on": on.isoformat()},
        reason=rule.reason,
    )
    return ended
