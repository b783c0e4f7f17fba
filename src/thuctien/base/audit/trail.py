"""Writes the trail: one entry for everything that is done, chained to the one before.

The form of what is hashed is in docs/algorithms/audit-chain.md; :mod:`.checking` reads it anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit.changes import Change
from thuctien.base.canonical import canonical
from thuctien.base.models.audit import AuditChange, AuditEntry, AuditHead
from thuctien.base.rows import insert_rows

_HEAD = 1
_SALT_BYTES = 12
_COLUMNS = (
    "entry_id",
    "number",
    "kind",
    "object_type",
    "object_key",
    "about_type",
    "about_key",
    "before",
    "after",
    "salt",
    "erased_digest",
)

Row = tuple[Any, ...]


class Changes:
    """Changes of one act, salted and with their digest: what takes time, done before the lock."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Take the changes in the order in which they are numbered."""
        digest = hashlib.sha256()
        self._rows: list[Row] = []
        for number, change in enumerate(changes, 1):
            salt = os.urandom(_SALT_BYTES).hex()
            digest.update(_line(change, salt))
            self._rows.append((number, *_named(change), change.before, change.after, salt, ""))
        self.digest = digest.hexdigest() if self._rows else ""

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, position: int) -> Iterator[Row]:
        """Yield the rows of the entry at a position."""
        return ((position, *row) for row in self._rows)


@transaction.atomic
def record(
    action: str,
    *,
    acting_user: ActingUser,
    object_type: str,
    object_key: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    changes: Changes | Iterable[Change] = (),
) -> AuditEntry:
    """Write the entry of one act, in the transaction of the act itself, and return it.

    ``before`` and ``after`` say what there is to say of the act; what it did to records goes into
    ``changes``, where values about people may be erased one day. Positions count without gaps: the
    head is locked until that transaction ends, so an act that is undone takes its position back
    with it. Do it last in the transaction, so that others wait no longer than they must.
    """
    done = changes if isinstance(changes, Changes) else Changes(changes)
    head = _locked_head()
    entry = AuditEntry(
        position=head.last_position + 1,
        happened_at=timezone.now(),
        user=acting_user.user,
        on_behalf_of=acting_user.on_behalf_of,
        address=acting_user.address or "",
        action=action,
        object_type=object_type,
        object_key=object_key,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        changes_count=len(done),
        changes_digest=done.digest,
        previous_digest=head.last_digest,
    )
    entry.digest = _digest(entry)
    entry.save(force_insert=True)
    head.last_position, head.last_digest = entry.position, entry.digest
    head.save(update_fields=["last_position", "last_digest"])
    if len(done):
        insert_rows(AuditChange, _COLUMNS, done.rows(entry.position))
    return entry


def _locked_head() -> AuditHead:
    locked = AuditHead.objects.select_for_update()
    head = locked.filter(pk=_HEAD).first()
    if head is None:
        AuditHead.objects.get_or_create(pk=_HEAD)
        head = locked.get(pk=_HEAD)
    return head


def _digest(entry: AuditEntry) -> str:
    content = [
        entry.position,
        entry.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.user_id,
        entry.on_behalf_of_id,
        entry.address,
        entry.action,
        entry.object_type,
        entry.object_key,
        canonical(entry.before),
        canonical(entry.after),
        entry.reason,
        entry.changes_count,
        entry.changes_digest,
        entry.previous_digest,
    ]
    return _sha256(canonical(content))


def _line(change: Change, salt: str) -> bytes:
    """Return a change as it enters the digest of its entry: its values by their own digest."""
    values = values_digest(salt, change.before, change.after)
    return canonical([*_named(change), values]).encode() + b"\n"


def values_digest(salt: str, before: str, after: str) -> str:
    """Return the digest of a change's values, which stays when they are erased."""
    return _sha256(canonical([salt, before, after]))


def _named(change: Change) -> tuple[str, str, str, str, str]:
    return (
        change.kind,
        change.object_type,
        change.object_key,
        change.about_type,
        change.about_key,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
