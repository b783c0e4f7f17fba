"""The trail of one record: made, changed, deleted, read."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit.changes import Snapshot, changed, created, deleted
from thuctien.base.audit.described import key_of, label_of
from thuctien.base.audit.trail import record
from thuctien.base.models import AuditEntry

READ = "record.read"
SAME_READING = timedelta(minutes=1)
"""Loading a page twice within this time is one reading."""


def record_created(
    obj: Model, *, acting_user: ActingUser, action: str, reason: str = ""
) -> AuditEntry:
    """Write that ``obj``, just saved, was made."""
    return record(
        action,
        acting_user=acting_user,
        object_type=label_of(type(obj)),
        object_key=key_of(obj),
        reason=reason,
        changes=[created(obj)],
    )


def record_changed(
    before: Snapshot, obj: Model, *, acting_user: ActingUser, action: str, reason: str = ""
) -> AuditEntry | None:
    """Write what differs in ``obj`` since the snapshot ``before``; nothing where nothing does."""
    change = changed(before, obj)
    if change is None:
        return None
    return record(
        action,
        acting_user=acting_user,
        object_type=before.label,
        object_key=before.key,
        reason=reason,
        changes=[change],
    )


def record_deleted(
    obj: Model | Snapshot, *, acting_user: ActingUser, action: str, reason: str = ""
) -> AuditEntry:
    """Write that ``obj`` is deleted; call it before ``delete()``, or with a snapshot after it."""
    change = deleted(obj)
    return record(
        action,
        acting_user=acting_user,
        object_type=change.object_type,
        object_key=change.object_key,
        reason=reason,
        changes=[change],
    )


def record_read(obj: Model, *, acting_user: ActingUser, purpose: str = "") -> AuditEntry | None:
    """Write that somebody reads the full record of ``obj``, and what for.

    The same reading (who, for whom, from where, what for) within :data:`SAME_READING` is written
    once: then None is returned, after one query.
    """
    label, key = label_of(type(obj)), key_of(obj)
    same = AuditEntry.objects.filter(
        object_type=label,
        object_key=key,
        action=READ,
        user=acting_user.user,
        on_behalf_of=acting_user.on_behalf_of,
        address=acting_user.address or "",
        reason=purpose,
        happened_at__gte=timezone.now() - SAME_READING,
    )
    if same.exists():
        return None
    return record(READ, acting_user=acting_user, object_type=label, object_key=key, reason=purpose)
