"""Which roles an account holds today, its own or those given to it for a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role

_CACHE = "_held_roles"


@dataclass(frozen=True, slots=True)
class Held:
    """A role, and the path of the unit below which it is held; no path is the whole province."""

    role: Role
    path: str | None


def held_roles(user: User, on_behalf_of: User | None = None) -> tuple[Held, ...]:
    """Return the roles in which ``user`` acts today: one query, kept with the object ``user``.

    On behalf of somebody these are the roles which that account delegated to ``user`` and still
    holds; never both its own and the other's, so that the trail can tell them apart. A role at the
    root of the tree of units is one over the whole province. A closed account holds none.
    """
    kept: dict[int | None, tuple[Held, ...]] = user.__dict__.setdefault(_CACHE, {})
    giver = on_behalf_of.pk if on_behalf_of else None
    if giver not in kept:
        kept[giver] = _read(user, giver)
    return kept[giver]


def forget_roles(user: User) -> None:
    """Have the roles of this object read anew, after they were changed."""
    user.__dict__.pop(_CACHE, None)


def _read(user: User, giver: int | None) -> tuple[Held, ...]:
    today = timezone.localdate()
    rows = RoleHeld.objects.active(today)
    if giver is None:
        rows = rows.filter(user=user, user__is_active=True)
    else:
        rows = rows.filter(
            user=giver,
            user__is_active=True,
            delegations__giver=giver,
            delegations__receiver=user,
            delegations__receiver__is_active=True,
            delegations__valid_from__lte=today,
            delegations__valid_to__gte=today,
            delegations__ended_at__isnull=True,
        ).distinct()
    in_place = rows.exclude(unit_id__isnull=False, unit__path__isnull=True).order_by("pk")
    return tuple(
        Held(Role(role), path if depth else None)
        for role, path, depth in in_place.values_list("role", "unit__path", "unit__depth")
    )
