"""Reads purposes and consents."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.people.models import Person
from thuctien.privacy.models import Consent, Kind, Purpose


def in_force(on: date) -> QuerySet[Purpose]:
    """Return the purposes of a day, in their order."""
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    not_over = Q(valid_to=None) | Q(valid_to__gte=on)
    return Purpose.objects.filter(begun & not_over).order_by("position", "purpose_id")


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
