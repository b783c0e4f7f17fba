"""Copies of people's rows that are kept to undo a list taken in, or a merge."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.acting import ActingUser
from thuctien.intake.models import PersonMerge, StoredList
from thuctien.privacy.retention.subject import DueItem

_WHY = "who keeps the periods of retention sees what is due"
_LIST, _MERGE = "list", "merge"


def copies_due(before: date) -> list[DueItem]:
    """Return the copies made before a day: of lists by their file, of merges by their codes."""
    lists = StoredList.objects.filter(list_import__stored_at__date__lt=before)
    merges = unscoped(PersonMerge.objects.filter(merged_at__date__lt=before), reason=_WHY)
    found = [
        DueItem(f"{_LIST}:{pk}", name, _day(moment))
        for pk, name, moment in lists.values_list(
            "pk", "list_import__file_name", "list_import__stored_at"
        )
        if moment is not None
    ]
    found += [
        DueItem(f"{_MERGE}:{pk}", f"{loser} → {keeper}", _day(moment))
        for pk, loser, keeper, moment in merges.values_list(
            "pk", "loser_id", "keeper_id", "merged_at"
        )
    ]
    return sorted(found, key=lambda item: (item.since, item.key))


def delete_copies(keys: Collection[str], _acting_user: ActingUser) -> int:
    """Delete copies by the keys that :func:`copies_due` gave; what they undid stays done."""
    lists = StoredList.objects.filter(pk__in=_of(_LIST, keys))
    merges = unscoped(PersonMerge.objects.filter(pk__in=_of(_MERGE, keys)), reason=_WHY)
    return lists.delete()[0] + merges.delete()[0]


def _of(kind: str, keys: Collection[str]) -> list[int]:
    return [int(key.partition(":")[2]) for key in keys if key.startswith(f"{kind}:")]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
