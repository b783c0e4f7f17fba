"""Add a change to a scenario, and take the last one back."""

from __future__ import annotations

from django.db import transaction

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_created, record_deleted
from thuctien.engine.scenarios import Change, apply_changes, to_json
from thuctien.scenarios.models import Scenario, ScenarioChange
from thuctien.scenarios.province import changeable_province, changes_of
from thuctien.scenarios.services.keeping import locked_open


@transaction.atomic
def add_change(scenario: Scenario, change: Change, *, acting_user: ActingUser) -> ScenarioChange:
    """Add a change after those that there are, once it is sure that all can be made.

    Raises ``PermissionDenied``, ``NotOpenError``, or ``ScenarioError`` with what it clashes with.
    """
    require(acting_user, Action.MAKE_SCENARIO)
    locked = locked_open(scenario)
    earlier = changes_of(locked)
    apply_changes(changeable_province(), [*earlier, change])
    row = ScenarioChange.objects.create(
        scenario=locked, position=len(earlier) + 1, content=to_json(change)
    )
    record_created(row, acting_user=acting_user, action="scenarios.change.add")
    return row


@transaction.atomic
def undo_change(scenario: Scenario, *, acting_user: ActingUser) -> None:
    """Take the last change back; without any nothing happens.

    Raises ``PermissionDenied`` or ``NotOpenError``.
    """
    require(acting_user, Action.MAKE_SCENARIO)
    last = locked_open(scenario).changes.last()
    if last is not None:
        record_deleted(last, acting_user=acting_user, action="scenarios.change.undo")
        last.delete()
