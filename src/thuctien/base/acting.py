"""Who does something: every write takes it by name, none looks for it in a session."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from thuctien.base.models import User


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


SYSTEM = ActingUser(user=None)


def acting(request: HttpRequest) -> ActingUser:
    """Return who makes a request; raises ``PermissionDenied`` where nobody is signed in."""
    user = request.user
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        raise PermissionDenied
    return ActingUser(user=user, address=request.META.get("REMOTE_ADDR") or None)
