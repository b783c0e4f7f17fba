"""Make a scenario, copy it, put it away and take it out again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import created, record, record_changed, snapshot
from thuctien.scenarios.models import Scenario, ScenarioChange, ScenarioState


class NotOpenError(Exception):
    """The scenario is adopted or put away, so nothing of it may change."""


@transaction.atomic
def create_scenario(*, name: str, year: int, note: str, acting_user: ActingUser) -> Scenario:
    """Make a scenario of a year without any change yet; raises ``PermissionDenied``."""
    require(acting_user, Action.MAKE_SCENARIO)
    return _created(name, year, note, [], acting_user)


@transaction.atomic
def copy_scenario(scenario: Scenario, *, name: str, acting_user: ActingUser) -> Scenario:
    """Make a scenario with the changes of another, to vary them; raises ``PermissionDenied``."""
    require(acting_user, Action.MAKE_SCENARIO)
    contents = list(scenario.changes.values_list("content", flat=True))
    return _created(name, scenario.year, scenario.note, contents, acting_user)


def _created(
    name: str, year: int, note: str, contents: list[dict[str, object]], acting_user: ActingUser
) -> Scenario:
    scenario = Scenario.objects.create(
        name=name, year=year, note=note, owner=acting_user.user, created_at=timezone.now()
    )
    changes = [
        ScenarioChange.objects.create(scenario=scenario, position=position, content=content)
        for position, content in enumerate(contents, 1)
    ]
    record(
        "scenarios.scenario.create",
        acting_user=acting_user,
        object_type="scenarios.scenario",
        object_key=str(scenario.pk),
        changes=[created(scenario), *(created(change) for change in changes)],
    )
    return scenario


@transaction.atomic
def archive_scenario(scenario: Scenario, *, acting_user: ActingUser) -> None:
    """Put a scenario away; raises ``PermissionDenied``, :class:`NotOpenError` where it is not open.

    What it came to stays readable.
    """
    _move(scenario, ScenarioState.OPEN, ScenarioState.ARCHIVED, acting_user)


@transaction.atomic
def reopen_scenario(scenario: Scenario, *, acting_user: ActingUser) -> None:
    """Take a scenario out again that was put away; raises as :func:`archive_scenario`."""
    _move(scenario, ScenarioState.ARCHIVED, ScenarioState.OPEN, acting_user)


def _move(
    scenario: Scenario, before: ScenarioState, after: ScenarioState, acting_user: ActingUser
) -> None:
    require(acting_user, Action.MAKE_SCENARIO)
    locked = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if locked.state != before:
        raise NotOpenError
    was = snapshot(locked)
    locked.state = after
    locked.save(update_fields=["state"])
    action = (
        "scenarios.scenario.archive"
        if after == ScenarioState.ARCHIVED
        else ("scenarios.scenario.reopen")
    )
    record_changed(was, locked, acting_user=acting_user, action=action)


def locked_open(scenario: Scenario) -> Scenario:
    """Return the scenario locked for this transaction; raises :class:`NotOpenError`."""
    locked = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if not locked.is_open:
        raise NotOpenError
    return locked
