"""Reads what the page of one person's data shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Subquery

from thuctien.base.access import Action, can, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.language import page_language
from thuctien.engine.model.choices import Sex
from thuctien.engine.text.personal_number import check_personal_number
from thuctien.people.models import Person
from thuctien.privacy.headings import sheet_heading
from thuctien.privacy.kept import HANDLING, Handling, Reference, references


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader of the page may do with the data of this person."""

    reveal: bool
    sensitive: bool
    export: bool
    erase: bool
    readings: bool
    manage: bool


@dataclass(frozen=True, slots=True)
class KeptRows:
    """Rows of one kind that are kept of a person, and what erasure does with them."""

    title: str
    rows: int
    handling: Handling


def rights(person: Person, *, acting_user: ActingUser) -> Rights:
    """Return what the acting user may do with the data of a person."""
    return Rights(
        reveal=can(acting_user, Action.REVEAL_IDENTITY, person),
        sensitive=can(acting_user, Action.READ_SENSITIVE, person),
        export=can(acting_user, Action.EXPORT_PERSON, person),
        erase=can(acting_user, Action.ERASE_PERSON, person),
        readings=can(acting_user, Action.READ_ACCESS_LOG, person),
        manage=can(acting_user, Action.MANAGE_PRIVACY),
    )


def clashes(person: Person) -> list[str]:
    """Return how the personal number clashes with the record, as sentences in the page's language.

    They say what the number says of sex and year: for who may see the number.
    """
    found = check_personal_number(
        person.personal_number, sex=Sex(person.sex), birth_date=person.birth_date
    )
    return [clash.text(page_language()) for clash in found]


def kept_rows(person: Person) -> list[KeptRows]:
    """Return how much is kept of a person, by kind, where there is anything; by one query."""
    known = [reference for reference in references() if reference.name in HANDLING]
    counts = {f"n{place}": _count(reference, person) for place, reference in enumerate(known)}
    rows = Person.objects.filter(pk=person.pk).annotate(**counts)
    found = unscoped(rows, reason="how much, of somebody who may be seen").values(*counts).get()
    return list(_named(known, list(found.values())))


def _named(known: list[Reference], counts: list[int | None]) -> Iterator[KeptRows]:
    for reference, count in zip(known, counts, strict=True):
        if count:
            title = sheet_heading(reference.model._meta.label_lower)
            yield KeptRows(title, count, HANDLING[reference.name])


def _count(reference: Reference, person: Person) -> Subquery:
    rows = unscoped(
        reference.model._default_manager.filter(**{reference.column: person.pk}),
        reason="how much, of somebody who may be seen",
    )
    of_person = rows.order_by().values(reference.column)
    return Subquery(of_person.annotate(rows_=Count("pk")).values("rows_"))
