"""Finds people, units, classes, programmes and documents for who asks, and nothing beyond."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest
from operator import or_

from django.db.models import Q, QuerySet
from django.urls import reverse

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.people.models import Person
from thuctien.people.selectors import has_number
from thuctien.search.kinds import PEOPLE, SMALL_KINDS, Columns, Hit, Kind, SmallKind, joined
from thuctien.search.query import BY_CODE, Query

LOOKED_AT = 60
"""People of whom those with the words whole are taken first."""
MOST_NAMES = 60
"""Near names of which the people are read; each may belong to several."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the best first."""

    kind: Kind
    hits: Sequence[Hit]


def find(text: str, *, acting_user: ActingUser, most: int) -> list[Group]:
    """Return up to ``most`` hits of each kind that has any, among what ``acting_user`` may see.

    Texts with every word as typed come first, then those that have them but for the marks, then
    those with a few letters wrong: looked for only where no kind but the people has anything else.
    About a dozen queries, whatever is found.
    """
    query = Query(text)
    if not query:
        return []
    rows = {kind: _rows(kind, acting_user) for kind in SMALL_KINDS}
    hits = {kind: _ranked(kind, rows[kind], query, most) for kind in SMALL_KINDS}
    forgiving = not any(hits.values())
    people = _people(query, acting_user, most, forgiving=forgiving)
    if forgiving and all(hit.near for hit in people):
        hits = {kind: _near(kind, rows[kind], query, most) for kind in SMALL_KINDS}
    groups = [Group(PEOPLE, people), *(Group(kind, hits[kind]) for kind in SMALL_KINDS)]
    return [group for group in groups if group.hits]


def _people(query: Query, acting_user: ActingUser, most: int, *, forgiving: bool) -> list[Hit]:
    rows = visible(
        Person.objects.select_related("current_unit", "current_post"), acting_user=acting_user
    )
    found: list[Person] = []
    for condition in (_typed(query), _starts("folded_name", query.folded)):
        if len(found) < most:
            more = rows.filter(condition).exclude(pk__in=[person.pk for person in found])
            found += _whole_first(query, more)[: most - len(found)]
    hits = [_person_hit(person) for person in found]
    if forgiving and len(found) < most:
        near = _near_people(rows, query, {person.pk for person in found}, most - len(found))
        hits += [_person_hit(person, near=True) for person in near]
    return hits


def _whole_first(query: Query, rows: QuerySet[Person]) -> list[Person]:
    """Return the first of the rows, those that have the words whole before their beginnings."""
    people = rows.order_by("name_order", "pk")[:LOOKED_AT]
    return sorted(people, key=lambda person: not query.is_whole(person.full_name))


def _typed(query: Query) -> Q:
    """Return the condition that a person's code, number or every word of the name is as typed."""
    condition = Q()
    for spellings in query.spellings:
        condition &= reduce(or_, (_starts("full_name", [word]) for word in spellings))
    by_number = has_number(" ".join(query.marked))
    return condition | by_number | Q(person_id=query.code) if query.code else condition | by_number


def _starts(field: str, words: Sequence[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
    return condition


def _near_people(rows: QuerySet[Person], query: Query, known: set[str], most: int) -> list[Person]:
    """Return people whose names are near, nearest first.

    All distinct names within reach are looked at: there are far fewer than people, and reading
    them takes less time than keeping an index of their parts would cost in care.
    """
    names = rows.order_by().values_list("folded_name", flat=True).distinct()
    ranked = ((query.near_rank_of(name.split(" ")), name) for name in names)
    near = nsmallest(MOST_NAMES, ((rank, name) for rank, name in ranked if rank is not None))
    ranks = {name: rank for rank, name in near}
    people = rows.filter(folded_name__in=ranks).exclude(pk__in=known)
    return nsmallest(
        most, people, key=lambda person: (ranks[person.folded_name], person.name_order, person.pk)
    )


def _person_hit(person: Person, *, near: bool = False) -> Hit:
    post = person.current_post.title if person.current_post else ""
    unit = person.current_unit.name if person.current_unit else ""
    return Hit(
        person.full_name,
        joined(person.pk, post, unit),
        reverse("reports:person", args=[person.pk]),
        near,
    )


def _rows(kind: SmallKind, acting_user: ActingUser) -> list[Columns]:
    return list(visible(kind.rows(), acting_user=acting_user).values_list(*kind.columns))


def _ranked(kind: SmallKind, rows: list[Columns], query: Query, most: int) -> list[Hit]:
    def rank(row: Columns) -> int | None:
        is_code = query.code and row[0].upper().startswith(query.code)
        return BY_CODE if is_code else query.rank(kind.words(row))

    return _best(kind, rows, rank, most)


def _near(kind: SmallKind, rows: list[Columns], query: Query, most: int) -> list[Hit]:
    found = _best(kind, rows, lambda row: query.near_rank(kind.words(row)), most)
    return [hit.as_near() for hit in found]


def _best(
    kind: SmallKind, rows: list[Columns], rank: Callable[[Columns], int | None], most: int
) -> list[Hit]:
    """Return the rows that have a rank, the lowest first; equals as they stand."""
    ranked = ((rank(row), place) for place, row in enumerate(rows))
    best = nsmallest(most, ((found, place) for found, place in ranked if found is not None))
    return [kind.hit(rows[place]) for _rank, place in best]
