"""Reads purposes and consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.dated import holds_on
from thuctien.base.language import own_name
from thuctien.people.models import Person
from thuctien.privacy.models import Consent, Kind, Purpose


def in_force(on: date) -> QuerySet[Purpose]:
    """Return the purposes of a day, in their order."""
    return Purpose.objects.filter(holds_on(on)).order_by("position", "purpose_id")


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """A purpose with the kinds of data that it opens, and its basis in law, in words."""

    purpose: Purpose
    kinds: list[str]
    legal_basis: str


def purposes_in_words(on: date) -> list[PurposeRow]:
    """Return the purposes of a day in the language of the page."""
    return [
        PurposeRow(
            purpose,
            [str(Kind(kind).label) for kind in purpose.kinds],
            own_name(purpose.legal_basis, purpose.legal_basis_en),
        )
        for purpose in in_force(on)
    ]


def purposes_for(kind: Kind, on: date) -> list[Purpose]:
    """Return the purposes that open a kind of data on a day.

    They are few: lists of codes inside JSON are compared here, alike on every database.
    """
    return [purpose for purpose in in_force(on) if kind in purpose.kinds]


def consents(person: Person, *, acting_user: ActingUser) -> list[Consent]:
    """Return what a person consented to, the newest first, where the acting user may see it."""
    rows = visible(
        Consent.objects.filter(person=person), acting_user=acting_user, action=Action.READ_PEOPLE
    )
    return list(rows.select_related("purpose").order_by("-given_on", "purpose_id"))
