"""Ends sessions."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

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
