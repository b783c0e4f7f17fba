"""Who does something: every write takes it by name, none looks for it in a session."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from thuctien.base.models import User

ON_BEHALF_OF = "on_behalf_of"
"""Where the session keeps for whom the user acts: the key of that account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingUser:
    """A user, on whose behalf, and from which address; no user means the system itself."""

    user: User | None
    on_behalf_of: User | None = None
    address: str | None = None

    @property
    def is_system(self) -> bool:
        """Say whether this is a command of the installation rather than somebody signed in."""
        return self.user is None

    @property
    def principal(self) -> User | None:
        """Return whose rights are used and whose own rows are meant."""
        return self.on_behalf_of or self.user


SYSTEM = ActingUser(user=None)


def acting(request: HttpRequest) -> ActingUser:
    """Return who makes a request; raises ``PermissionDenied`` where nobody is signed in.

    That somebody may still act on behalf of another is asked with every right: an ended delegation
    leaves no role.
    """
    user = request.user
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        raise PermissionDenied
    address = request.META.get("REMOTE_ADDR") or None
    return ActingUser(user=user, on_behalf_of=_principal(request, user), address=address)


def _principal(request: HttpRequest, user: User) -> User | None:
    giver = request.session.get(ON_BEHALF_OF)
    if giver is None:
        return None
    kept: dict[int, User | None] = user.__dict__.setdefault("_principals", {})
    if giver not in kept:
        kept[giver] = User.objects.filter(pk=giver).first()
    return kept[giver]
