"""Who is told of what becomes of a nomination: the agency, and the official who has an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.notices.services import tell
from thuctien.sending.models import Nomination, OfferedClass


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to tell: to officers of the agencies over ``path``, and to a person.

    A letter without either goes to the province's training officers.
    """

    kind: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    path: str = ""
    person_id: str = ""


def about(nomination: Nomination, kind: str, **figures: object) -> Letter:
    """Return a letter about one nomination, for its agency and for the official."""
    offered = nomination.offered_class
    unit = nomination.person.current_unit or nomination.unit
    return Letter(
        kind,
        {
            "name": nomination.person.full_name,
            "class_id": offered.class_id,
            "programme": offered.programme.name,
            "starts_on": offered.starts_on.isoformat(),
            **figures,
        },
        reverse("sending:nomination", args=[nomination.pk]),
        unit.path,
        nomination.person_id,
    )


def to_official(nomination: Nomination, kind: str, **figures: object) -> Letter:
    """Return a letter about one nomination for the official alone."""
    return replace(about(nomination, kind, **figures), path="")


def to_province(offered: OfferedClass, kind: str, **figures: object) -> Letter:
    """Return a letter about a class for the province's training officers."""
    link = reverse("sending:selection", args=[offered.pk])
    return Letter(kind, {"class_id": offered.class_id, **figures}, link)


def summaries(nominations: Iterable[Nomination], kind: str, **figures: object) -> list[Letter]:
    """Return one letter for each agency: how many of its nominations of a class it concerns."""
    counts: dict[tuple[str, int], int] = {}
    offers: dict[int, OfferedClass] = {}
    for nomination in nominations:
        offered = nomination.offered_class
        offers[offered.pk] = offered
        key = (nomination.unit.path, offered.pk)
        counts[key] = counts.get(key, 0) + 1
    return [
        Letter(
            kind,
            {"count": count, "class_id": offers[pk].class_id, **figures},
            reverse("sending:nominations_of_class", args=[pk]),
            path,
        )
        for (path, pk), count in sorted(counts.items())
    ]


def send_letters(letters: Iterable[Letter], *, acting_user: ActingUser) -> int:
    """Tell everybody whom the letters are for; return how many notices that made.

    Two queries to find who they are, whatever their number.
    """
    wanted = list(letters)
    if not wanted:
        return 0
    officers = _officers()
    accounts = _accounts({letter.person_id for letter in wanted} - {""})
    told = 0
    for letter in wanted:
        recipients = [
            user
            for role, path, user in officers
            if (letter.path.startswith(path) and role == Role.AGENCY_OFFICER and letter.path)
            or (role == Role.PROVINCE_OFFICER and not letter.path and not letter.person_id)
        ]
        recipients += accounts.get(letter.person_id, [])
        told += tell(
            recipients, letter.kind, letter.figures, link=letter.link, acting_user=acting_user
        )
    return told


def _officers() -> list[tuple[str, str, User]]:
    """Return who is an officer of what: role, path of the unit («» for the whole province)."""
    held = RoleHeld.objects.active(timezone.localdate()).filter(
        role__in=(Role.AGENCY_OFFICER, Role.PROVINCE_OFFICER)
    )
    rows = held.select_related("user", "unit").order_by("pk")
    return [(row.role, row.unit.path if row.unit else "", row.user) for row in rows]


def _accounts(people: Iterable[str]) -> dict[str, list[User]]:
    found: dict[str, list[User]] = {}
    for user in User.objects.filter(person__in=list(people)).order_by("pk"):
        found.setdefault(str(user.person_id), []).append(user)
    return found
