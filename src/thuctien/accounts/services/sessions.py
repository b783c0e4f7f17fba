"""Ends sessions."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import User


@transaction.atomic
def end_session(session: UserSession, *, acting_user: ActingUser) -> None:
    """End one session of the acting user's own; raises ``UserSession.DoesNotExist`` for another's.

    The browser that had it must sign in anew with its next request.
    """
    own = UserSession.objects.filter(user=acting_user.user)
    _end(own.filter(pk=own.get(pk=session.pk).pk))
    _record("accounts.session.end", acting_user, ended=1)


@transaction.atomic
def end_other_sessions(current_key: str, *, acting_user: ActingUser) -> int:
    """End all sessions of the acting user but the one with this key; return how many there were."""
    ended = _end(UserSession.objects.filter(user=acting_user.user).exclude(session_key=current_key))
    _record("accounts.session.end_others", acting_user, ended=ended)
    return ended


def end_all_sessions(user: User) -> int:
    """End all sessions of an account, as part of an act that is on the trail itself."""
    return _end(UserSession.objects.filter(user=user))


def prune_sessions() -> Mapping[str, int]:
    """Delete what ended sessions and outdated counts of tries leave behind; return how many rows.

    Nobody's session is ended by this: those that are gone had expired.
    """
    now = timezone.now()
    gone, _rows = Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.values("session_key")
    listed, _rows = UserSession.objects.exclude(session_key__in=alive).delete()
    old = AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME)
    tries, _rows = old.delete()
    return {"sessions": gone, "devices": listed, "tries": tries}


def _end(rows: QuerySet[UserSession]) -> int:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def _record(action: str, acting_user: ActingUser, *, ended: int) -> None:
    record(
        action,
        acting_user=acting_user,
        object_type="base.user",
        object_key=str(acting_user.user.pk) if acting_user.user else "",
        after={"sessions": ended},
    )
