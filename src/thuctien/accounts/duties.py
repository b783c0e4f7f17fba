"""Duties that one account must not hold together."""

from __future__ import annotations

from collections.abc import Collection

from thuctien.base.policy import GRANTS, SCOPES, Reach, Role

_PERSONAL = frozenset(scope.read for scope in SCOPES.values() if scope.personal)


def sees_people(role: Role) -> bool:
    """Say whether a role sees personal data of others than its holder."""
    return any(GRANTS[role].get(action, Reach.OWN) is not Reach.OWN for action in _PERSONAL)


def mixes_duties(roles: Collection[Role]) -> bool:
    """Say whether roles make somebody an administrator of the system who sees personal data."""
    return Role.ADMINISTRATOR in roles and any(sees_people(role) for role in roles)
