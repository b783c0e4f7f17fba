"""Finds people, units, classes, programmes and sites by a few words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from thuctien.base.lists import has_words
from thuctien.catalogue.models import Lecturer
from thuctien.people.models import Person, Unit
from thuctien.sending.models import Plan, PlannedClass
from thuctien.sending.selectors.plans import matching_classes

MOST_OF_A_KIND = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The first of each kind; one more than shown tells that there are more."""

    people: list[Person]
    units: list[Unit]
    classes: list[PlannedClass]
    lecturers: list[Lecturer]

    @property
    def nothing(self) -> bool:
        """Say whether nothing was found."""
        return not (self.people or self.units or self.classes or self.lecturers)


def search(text: str, plan: Plan | None) -> Found:
    """Return what has every word of ``text`` in its name, or its code; exact names first."""
    text = text.strip()
    if not text:
        return Found([], [], [], [])
    words = has_words("folded_name", text)
    people = Person.objects.filter(words | Q(person_id__iexact=text)).select_related(
        "current_unit", "current_post"
    )
    units = Unit.objects.filter(words | Q(unit_id__iexact=text), valid_to=None)
    lecturers = Lecturer.objects.filter(words | Q(lecturer_id__iexact=text))
    classes = PlannedClass.objects.none()
    if plan is not None:
        classes = matching_classes(PlannedClass.objects.filter(plan=plan), text)
    return Found(
        people=_exact_first(list(people.order_by("name_order")[: 4 * MOST_OF_A_KIND]), text),
        units=list(units.order_by("name_order")[:MOST_OF_A_KIND]),
        classes=list(
            classes.select_related("programme", "site").order_by("starts_on")[:MOST_OF_A_KIND]
        ),
        lecturers=list(lecturers.select_related("site").order_by("name_order")[:MOST_OF_A_KIND]),
    )


def _exact_first(people: list[Person], text: str) -> list[Person]:
    wanted = text.lower()
    ranked = sorted(people, key=lambda person: wanted not in person.full_name.lower())
    return ranked[:MOST_OF_A_KIND]
