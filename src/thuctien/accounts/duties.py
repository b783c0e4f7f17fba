"""Duties that one account must not hold together."""

from __future__ import annotations

from collections.abc import Collection

from thuctien.base.access import sees_people
from thuctien.base.policy import Role


def mixes_duties(roles: Collection[Role]) -> bool:
    """Say whether roles make somebody an administrator of the system who sees personal data."""
    return Role.ADMINISTRATOR in roles and any(sees_people(role) for role in roles)
