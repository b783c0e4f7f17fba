"""Reads lists of people with how their needs press."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import AT_ONCE, Asked, has_words, ordered, page_of
from thuctien.engine.needs.result import Force
from thuctien.needs.models import Need, NeedsRun
from thuctien.people.models import Person, Unit
from thuctien.people.selectors import has_number
from thuctien.sending.models import Plan, Turn

OF_VISIBLE_PEOPLE = "rows of people who were asked for already"
ORDERS = {
    "name": ("name_order", "person_id"),
    "birth": ("birth_date", "person_id"),
    "unit": ("current_unit__name_order", "name_order", "person_id"),
    "code": ("person_id",),
}


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people; empty means all. ``path`` is that of a unit: it and all units below."""

    path: str = ""
    family: str = ""
    rank: str = ""
    level: str = ""
    force: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    person_id: str
    full_name: str
    sex: str
    birth_date: date
    birth_date_precision: str
    post: str
    unit_id: str
    unit: str
    overdue: int
    due: int
    recommended: int
    turns: int


def list_people(
    run: NeedsRun | None,
    plan: Plan | None,
    wanted: PeopleFilter,
    asked: Asked,
    *,
    acting_user: ActingUser,
) -> Page[PersonRow]:
    """Return a page of people who may be seen, by three queries whatever the number of people."""
    people = _filtered(visible(Person.objects.all(), acting_user=acting_user), run, wanted)
    if asked.text:
        words = has_words("folded_name", asked.text)
        people = people.filter(words | Q(person_id=asked.text) | has_number(asked.text))
    people = ordered(people, asked.sort, ORDERS, "name")
    turns = unscoped(Turn.objects.filter(plan=plan), reason=OF_VISIBLE_PEOPLE)
    sent = turns.filter(person=OuterRef("pk")).order_by().values("person")
    people = people.annotate(turn_count=Subquery(sent.annotate(n=Count("pk")).values("n")))
    page = page_of(people.select_related("current_post", "current_unit"), asked.page, asked.size)
    page.object_list = _rows(list(page.object_list), run)
    return page


def _filtered(
    people: QuerySet[Person], run: NeedsRun | None, wanted: PeopleFilter
) -> QuerySet[Person]:
    conditions = {
        "current_post__family": wanted.family,
        "current_post__rank": wanted.rank,
        "current_post__leadership_level": wanted.level,
    }
    people = people.filter(**{name: value for name, value in conditions.items() if value})
    if wanted.path:
        people = people.filter(current_unit__in=Unit.objects.filter(path__startswith=wanted.path))
    if wanted.force:
        pressing = unscoped(Need.objects.filter(run=run), reason=OF_VISIBLE_PEOPLE)
        people = people.filter(Exists(pressing.filter(person=OuterRef("pk"), force=wanted.force)))
    return people


def _rows(people: list[Person], run: NeedsRun | None) -> list[PersonRow]:
    forces = _forces([person.pk for person in people], run)
    return [
        PersonRow(
            person.pk,
            person.full_name,
            person.sex,
            person.birth_date,
            person.birth_date_precision,
            person.current_post.title if person.current_post else "",
            person.current_unit_id or "",
            person.current_unit.name if person.current_unit else "",
            forces[person.pk, Force.OVERDUE],
            forces[person.pk, Force.DUE],
            forces[person.pk, Force.RECOMMENDED],
            getattr(person, "turn_count", None) or 0,
        )
        for person in people
    ]


def _forces(ids: Sequence[str], run: NeedsRun | None) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    if run is not None:
        needs = unscoped(Need.objects.filter(run=run).order_by(), reason=OF_VISIBLE_PEOPLE)
        for start in range(0, len(ids), AT_ONCE):
            rows = needs.filter(person__in=ids[start : start + AT_ONCE])
            for person_id, force, count in (
                rows.values("person_id", "force")
                .annotate(Count("pk"))
                .values_list("person_id", "force", "pk__count")
            ):
                counts[person_id, force] = count
    return counts
