"""Adopt a scenario: its changes become rows of the province, all or none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, present, record, snapshot
from thuctien.base.rows import refresh_statistics
from thuctien.engine.scenarios import apply_changes
from thuctien.people.services import refresh_current_posts, refresh_unit_paths
from thuctien.scenarios.models import Scenario, ScenarioState
from thuctien.scenarios.province import changeable_province, changes_of
from thuctien.scenarios.services.keeping import locked_open
from thuctien.sending.bridge import MODELS
from thuctien.sending.bridge.differences import Difference
from thuctien.sending.bridge.exact import differences_to, write_differences

_REASON = "the rows that a scenario writes are compared with those that there are"


class NothingToAdoptError(Exception):
    """The scenario has no change."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What adopting writes, by name of table of the engine, in the order of writing."""

    tables: dict[str, Difference]

    @property
    def rows(self) -> int:
        """Return how many rows are written, altered or taken away."""
        return sum(
            part.new.height + part.changed.height + part.gone.height
            for part in self.tables.values()
        )

    @property
    def people(self) -> list[str]:
        """Return the codes of the people whose appointments are written."""
        part = self.tables.get("appointments")
        parts = [] if part is None else [part.new, part.changed, part.gone]
        return sorted({person for frame in parts for person in frame["person_id"].to_list()})


def writing_of(scenario: Scenario) -> Writing:
    """Return exactly which rows adopting would write now.

    Raises ``ScenarioError`` where a change clashes with the province as it is by now.
    """
    before = changeable_province()
    after = apply_changes(before, changes_of(scenario)).frames()
    frames = {
        name: after[name] for name, frame in before.frames().items() if frame is not after[name]
    }
    return Writing(differences_to(frames, reason=_REASON))


@transaction.atomic
def adopt_scenario(scenario: Scenario, *, reason: str, acting_user: ActingUser) -> Writing:
    """Write the changes of a scenario as rows, and freeze it; return what was written.

    Units, posts and appointments that end keep their rows with an end; only what has not begun is
    altered. Raises ``PermissionDenied``, ``NotOpenError``, :class:`NothingToAdoptError`, or
    ``ScenarioError`` with what clashes by now; then nothing is written.
    """
    require(acting_user, Action.ADOPT_SCENARIO)
    locked = locked_open(scenario)
    if not locked.changes.exists():
        raise NothingToAdoptError
    writing = writing_of(locked)
    trail = list(write_differences(writing.tables))
    refresh_unit_paths()
    refresh_current_posts(on=timezone.localdate(), among=writing.people)
    refresh_statistics(*(MODELS[name] for name in writing.tables))
    was = snapshot(locked)
    locked.state = ScenarioState.ADOPTED
    locked.adopted_at = timezone.now()
    locked.adopted_by = acting_user.user
    locked.adopted_because = reason
    locked.save(update_fields=["state", "adopted_at", "adopted_by", "adopted_because"])
    record(
        "scenarios.scenario.adopt",
        acting_user=acting_user,
        object_type="scenarios.scenario",
        object_key=str(locked.pk),
        reason=reason,
        after={"tables": {name: _counts(part) for name, part in writing.tables.items()}},
        changes=[*trail, *present([changed(was, locked)])],
    )
    return writing


def _counts(part: Difference) -> dict[str, int]:
    return {
        "inserted": part.new.height,
        "updated": part.changed.height,
        "deleted": part.gone.height,
    }
