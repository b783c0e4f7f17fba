"""Sessions of an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from thuctien.accounts.devices import device_words
from thuctien.base.models import User


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is open: where it is used, since when, when last."""

    pk: int
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def open_sessions(user: User, current_key: str | None) -> Sequence[OpenSession]:
    """Return the open sessions of an account, the present one first, by one query."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=user, session_key__in=alive).order_by("-last_seen_at")
    found = [
        OpenSession(
            row.pk,
            device_words(row.user_agent),
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == current_key,
        )
        for row in rows
    ]
    return sorted(found, key=lambda session: not session.is_current)
