"""Reads whether the counters of seats say what the nominations say."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from thuctien.sending.models import Allotment, OfferedClass
from thuctien.sending.models.states import HOLDS_A_SEAT


@dataclass(frozen=True, slots=True)
class Miscount:
    """A class or a quota whose counter is not the number of nominations that hold a seat of it."""

    kind: str
    key: int
    name: str
    counted: int
    held: int


def miscounts() -> list[Miscount]:
    """Return every counter that is wrong; none as long as seats are taken by services. 2 queries.

    Only counts are read, nobody's name.
    """
    holding = Count("nominations", filter=Q(nominations__state__in=sorted(HOLDS_A_SEAT)))
    found: list[Miscount] = []
    for model in (OfferedClass, Allotment):
        rows = model._default_manager.annotate(held=holding).exclude(taken=F("held"))
        found += [
            Miscount(model._meta.label_lower, row.pk, str(row), row.taken, row.held)
            for row in rows.order_by("pk")
        ]
    return found
