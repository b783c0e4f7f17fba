"""The stored province as scenarios need it: read, and asked whether it has changed since."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from thuctien.base.models import AuditHead
from thuctien.base.models.audit import AuditChange
from thuctien.engine.model import TABLES, Province
from thuctien.engine.scenarios import Change, from_json
from thuctien.scenarios.models import Scenario
from thuctien.sending.bridge import MODELS, load_province
from thuctien.sending.bridge.load import load_table

_REASON = "changes are checked against the whole province; nobody is shown"
_NOT_LOOKED_AT = frozenset(
    {"holdings", "ratings", "disciplines", "succession_plans", "sensitive_facts"}
)
"""What no change touches or asks about, and what takes the longest to read."""


def trail_position() -> int:
    """Return the end of the audit trail: everything up to it is in what is read now."""
    head = AuditHead.objects.values_list("last_position", flat=True).first()
    return head or 0


def changed_since(position: int) -> bool:
    """Say whether a row of the province was written after a position of the trail."""
    return _writes().filter(entry_id__gt=position).exists()


def changed_between(position: int, last: int) -> bool:
    """Say whether a row of the province was written after one position and up to another."""
    return _writes().filter(entry_id__gt=position, entry_id__lte=last).exists()


def _writes() -> QuerySet[AuditChange]:
    labels = [model._meta.label_lower for model in MODELS.values()]
    return AuditChange.objects.filter(object_type__in=labels)


def changes_of(scenario: Scenario) -> tuple[Change, ...]:
    """Return the changes of a scenario in their order, by one query."""
    return tuple(
        from_json(content) for content in scenario.changes.values_list("content", flat=True)
    )


@transaction.atomic
def whole_province() -> tuple[int, Province]:
    """Return the province with all that a year is computed from, and where the trail stood."""
    return trail_position(), load_province()


@transaction.atomic
def changeable_province(leave_out: Sequence[str] = ()) -> Province:
    """Return the province with the tables that changes touch or are checked against.

    The others are empty: what people hold is read only where it is needed.
    """
    names = [name for name in TABLES if name not in _NOT_LOOKED_AT and name not in leave_out]
    return Province.from_frames({name: load_table(name, reason=_REASON) for name in names})
