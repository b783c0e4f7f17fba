"""A class on offer, people who are selected for it, and who issues decisions."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.documents.builders import make_body, make_signer
from thuctien.base.acting import SYSTEM
from thuctien.catalogue.models import Programme, Site
from thuctien.documents.models import Document
from thuctien.documents.services import number_document
from thuctien.people.models import Person, Unit
from thuctien.sending.models import (
    Nomination,
    NominationState,
    OfferedClass,
    Round,
)
from thuctien.sending.services.decisions import Issue

DAY = date(2027, 2, 5)
STARTS, ENDS = date(2027, 3, 1), date(2027, 3, 12)


def make_offer(people: int = 3, class_id: str = "2027-001") -> OfferedClass:
    """Offer a class and select the first people of the province for it."""
    round_, _is_new = Round.objects.get_or_create(
        name="Đợt mẫu", year=2027, defaults={"created_at": timezone.now()}
    )
    offer = OfferedClass.objects.create(
        round=round_,
        class_id=class_id,
        programme=Programme.objects.order_by("pk")[0],
        mode="full_time",
        site=Site.objects.order_by("pk")[0],
        starts_on=STARTS,
        ends_on=ENDS,
        capacity=5,
    )
    add_selected(offer, people)
    return offer


def add_selected(offer: OfferedClass, people: int) -> list[Nomination]:
    """Select so many more people for a class."""
    there = Nomination.objects.values("person")
    found = Person.objects.exclude(current_unit=None).exclude(pk__in=there).order_by("pk")[:people]
    added = [
        Nomination.objects.create(
            offered_class=offer,
            person=person,
            unit_id=person.current_unit_id,
            state=NominationState.SELECTED,
            created_at=timezone.now(),
        )
        for person in found
    ]
    offer.taken += len(added)
    offer.save()
    return added


def make_issue(on: date = DAY) -> Issue:
    """Let a department that issues documents sign on a day."""
    body = make_body(Unit.objects.order_by("path")[1])
    return Issue(body=body, signer=make_signer(body), on=on)


def number(document: Document, on: date = DAY) -> Document:
    """Give a draft its number."""
    return number_document(document, on=on, acting_user=SYSTEM)
