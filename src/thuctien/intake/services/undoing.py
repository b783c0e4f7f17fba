"""Undoing a list that was taken in: exactly, as one step, while nothing depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.lists import AT_ONCE
from thuctien.intake.images import Image, difference, image_of, restore, unpacked
from thuctien.intake.models import ImportState, ListImport, StoredList
from thuctien.intake.services.changes import changes_between
from thuctien.intake.services.storing import FOLLOWED

DERIVED = frozenset({"current_post_id", "current_unit_id", "folded_name", "name_order"})
"""Columns that follow from others: that they changed is no change."""

_OWN = "intake"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something cannot be undone: rows of a model that changed since, or refer to new rows."""

    label: str
    rows: int
    changed: bool

    def as_json(self) -> dict[str, object]:
        """Return the obstacle as a job keeps it."""
        return {"label": self.label, "rows": self.rows, "changed": self.changed}


class CannotUndoError(Exception):
    """Something depends on what was written; ``obstacles`` say what."""

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        super().__init__("something depends on it")
        self.obstacles = tuple(obstacles)


@transaction.atomic
def undo_list(list_import: ListImport, *, acting_user: ActingUser) -> int:
    """Put every row back as it was before a list was taken in; return how many rows that were.

    Raises :class:`CannotUndoError` where any of these rows was changed since, or rows of other
    tables refer to people that came with the list. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.IMPORT_PEOPLE, list_import)
    locked = ListImport.objects.select_for_update().get(pk=list_import.pk)
    stored = StoredList.objects.filter(list_import=locked).first()
    if locked.state != ImportState.STORED or stored is None:
        return 0
    before, after = unpacked(stored.before), unpacked(stored.after)
    put_back(before, after, followed=FOLLOWED)
    locked.state, locked.undone_at = ImportState.UNDONE, timezone.now()
    locked.save(update_fields=["state", "undone_at"])
    stored.delete()
    changes = list(changes_between(after, before))
    record(
        "intake.list.undo",
        acting_user=acting_user,
        object_type="intake.listimport",
        object_key=str(locked.pk),
        after={"file": locked.file_name, "rows": len(changes)},
        changes=changes,
    )
    return len(changes)


def put_back(before: Image, after: Image, *, followed: dict[str, str]) -> None:
    """Restore ``before`` where nothing has changed since ``after`` and nothing depends on it.

    Call it inside a transaction. Raises :class:`CannotUndoError`.
    """
    obstacles = obstacles_to(before, after, followed=followed)
    if obstacles:
        raise CannotUndoError(obstacles)
    restore(before, after)


def obstacles_to(before: Image, after: Image, *, followed: dict[str, str]) -> list[Obstacle]:
    """Return what stands in the way of putting ``before`` back."""
    people = {*before["people.person"].rows, *after["people.person"].rows}
    now = image_of(followed, people)
    found = []
    for label, table in after.items():
        since = difference(table, now[label], DERIVED)
        touched = len(since.changed) + len(since.came) + len(since.went)
        if touched:
            found.append(Obstacle(label, touched, changed=True))
    for label, table in after.items():
        came = difference(before[label], table).came
        found += _references(label, came, followed)
    return found


def _references(label: str, keys: tuple[str, ...], followed: dict[str, str]) -> list[Obstacle]:
    """Return the rows of other tables that refer to rows which would go."""
    found = []
    for relation in apps.get_model(label)._meta.related_objects:
        model = relation.related_model
        if model._meta.label_lower in followed or model._meta.app_label == _OWN:
            continue
        count = _count(model, relation.field.attname, keys)
        if count:
            found.append(Obstacle(model._meta.label_lower, count, changed=False))
    return found


def _count(model: type[models.Model], attname: str, keys: tuple[str, ...]) -> int:
    return sum(
        model._default_manager.filter(**{f"{attname}__in": keys[start : start + AT_ONCE]}).count()
        for start in range(0, len(keys), AT_ONCE)
    )
