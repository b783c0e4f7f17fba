"""The trail: one entry for everything that is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.models import AuditEntry, AuditHead

_HEAD = 1


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
) -> AuditEntry:
    """Write the entry of one act, in the transaction of the act itself.

    Positions count without gaps: the head is locked until that transaction ends, so an act that is
    undone takes its position back with it.
    """
    AuditHead.objects.get_or_create(pk=_HEAD)
    head = AuditHead.objects.select_for_update().get(pk=_HEAD)
    head.last_position += 1
    head.save(update_fields=["last_position"])
    return AuditEntry.objects.create(
        position=head.last_position,
        happened_at=timezone.now(),
        user=acting_user.user,
        on_behalf_of=acting_user.on_behalf_of,
        address=acting_user.address,
        action=action,
        object_type=object_type,
        object_key=object_key,
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
    )
