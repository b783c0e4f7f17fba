"""Mark notices as read. Reading is nobody's record, so it leaves no entry on the trail."""

from __future__ import annotations

from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.notices.models import Notice
from thuctien.notices.selectors import unread_notices


def mark_read(notice: Notice, *, acting_user: ActingUser) -> None:
    """Mark one notice as read; a second time changes nothing. Raises ``PermissionDenied``."""
    require(acting_user, Action.READ_NOTICE, notice)
    unread_notices(acting_user=acting_user).filter(pk=notice.pk).update(read_at=timezone.now())


def mark_all_read(*, acting_user: ActingUser) -> int:
    """Mark all notices of the acting user as read; return how many were not."""
    return unread_notices(acting_user=acting_user).update(read_at=timezone.now())
