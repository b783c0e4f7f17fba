"""What is still open with somebody, so that their data cannot be erased yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.base.access import unscoped
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.costs.selectors.cases import ENDED
from thuctien.people.models import Appointment
from thuctien.sending.models import Turn

Rows = (
    QuerySet[Appointment]
    | QuerySet[Turn]
    | QuerySet[ServiceCommitment]
    | QuerySet[CompensationCase]
)
People = Callable[[Collection[str], date], Rows]


def _in_post(people: Collection[str], on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), person__in=people)


def _in_class(people: Collection[str], on: date) -> QuerySet[Turn]:
    return Turn.objects.filter(
        person__in=people, plan__is_current=True, planned_class__ends_on__gte=on
    )


def _owing_service(people: Collection[str], on: date) -> QuerySet[ServiceCommitment]:
    return ServiceCommitment.objects.filter(person__in=people, closed_on=None, ends_on__gte=on)


def _in_compensation(people: Collection[str], _on: date) -> QuerySet[CompensationCase]:
    return CompensationCase.objects.filter(person__in=people).exclude(state__in=ENDED)


OBLIGATIONS: Mapping[str, tuple[str | Promise, People]] = {
    "in_post": (_("holds a post"), _in_post),
    "in_class": (_("is sent to a class that has not ended"), _in_class),
    "owes_service": (_("owes service after training"), _owing_service),
    "in_compensation": (_("has a compensation that has not ended"), _in_compensation),
}
"""By code: what it is in words, and the rows that show it on a day."""


def open_obligations(people: Collection[str], on: date) -> dict[str, list[str]]:
    """Return the codes of what is open with each of ``people`` on a day; those free are left out.

    One query an obligation.
    """
    found: dict[str, list[str]] = {}
    for code, (_words, rows) in OBLIGATIONS.items():
        shown = unscoped(rows(people, on), reason="codes of people whose erasure was granted")
        for person_id in sorted(set(shown.values_list("person_id", flat=True))):
            found.setdefault(person_id, []).append(code)
    return found


def obligations_in_words(person_id: str, on: date) -> list[str]:
    """Return what is open with one person on a day, in words that follow «the person …»."""
    codes = open_obligations([person_id], on).get(person_id, [])
    return [str(OBLIGATIONS[code][0]) for code in codes]
