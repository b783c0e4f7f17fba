"""Reads which units are asked in a round, and who answers for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.dated import holds_on
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.people.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Agencies:
    """The units that are asked, each with all below it.

    ``of_unit`` has the agency of every unit with people, ``people`` how many each agency has.
    """

    of_unit: Mapping[str, str]
    people: Mapping[str, int]


def find_agencies(*, on: date | None = None) -> Agencies:
    """Return the agencies of the province on a day, by two queries.

    An agency is the highest unit below the root that is in force and has people, in itself or
    below it: departments, party bodies and communes, also those of a district that has ended. Who
    works at the root itself belongs to it.
    """
    day = on or timezone.localdate()
    in_force = frozenset(Unit.objects.filter(holds_on(day)).values_list("pk", flat=True))
    everybody = unscoped(Person.objects.all(), reason="counts people by unit")
    counted = everybody.exclude(current_unit=None).order_by().values("current_unit_id")
    of_unit: dict[str, str] = {}
    people: dict[str, int] = defaultdict(int)
    for unit_id, path, count in counted.annotate(people=Count("pk")).values_list(
        "current_unit_id", "current_unit__path", "people"
    ):
        agency = agency_of(path, in_force)
        of_unit[unit_id] = agency
        people[agency] += count
    return Agencies(of_unit, dict(people))


def agency_of(path: str, in_force: Collection[str]) -> str:
    """Return the agency of the unit with this path («/P/S01/S01-TC/»)."""
    root, *below = path.strip("/").split("/")
    return next((code for code in below if code in in_force), below[-1] if below else root)


def officers_of(units: Iterable[str]) -> dict[str, list[User]]:
    """Return who answers for each unit: the agency officers nearest to it, from itself upwards.

    An officer over the whole province does not answer for one agency. Two queries.
    """
    paths = dict(Unit.objects.filter(pk__in=set(units)).values_list("pk", "path"))
    held: dict[str, list[User]] = defaultdict(list)
    rows = RoleHeld.objects.active(timezone.localdate()).filter(
        role=Role.AGENCY_OFFICER, unit__isnull=False, user__is_active=True
    )
    for role in rows.select_related("user").order_by("user_id", "pk"):
        if role.unit_id and role.user not in held[role.unit_id]:
            held[role.unit_id].append(role.user)
    return {unit: _nearest(path, held) for unit, path in paths.items()}


def _nearest(path: str, held: Mapping[str, list[User]]) -> list[User]:
    _root, *below = path.strip("/").split("/")
    return next((held[code] for code in reversed(below) if held.get(code)), [])


def possible_owners() -> list[int]:
    """Return the keys of the accounts that can own a step: who moves rounds on, or decides."""
    roles = (Role.PROVINCE_OFFICER, Role.APPROVER, Role.LEADER)
    rows = RoleHeld.objects.active(timezone.localdate()).filter(
        role__in=roles, user__is_active=True
    )
    over_province = rows.filter(Q(unit_id=None) | Q(unit__depth=0))
    return sorted(set(over_province.values_list("user_id", flat=True)))


def holders_over_province(role: Role) -> list[User]:
    """Return the open accounts that hold a role over the whole province. One query."""
    rows = RoleHeld.objects.active(timezone.localdate()).filter(role=role, user__is_active=True)
    found = {
        held.user_id: held.user
        for held in rows.select_related("user", "unit").order_by("user_id")
        if held.unit is None or held.unit.depth == 0
    }
    return list(found.values())
