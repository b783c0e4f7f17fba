"""Reads nominations: the classes of a round with what is left, a class, one nomination."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Case, IntegerField, QuerySet, When

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, page_of
from thuctien.catalogue.models import Grant
from thuctien.engine.needs.result import Force
from thuctien.needs.models import Need
from thuctien.people.models import Person, Unit
from thuctien.sending.models import (
    Allotment,
    Nomination,
    OfferedClass,
    Round,
    Turn,
)
from thuctien.sending.models.states import OPEN_NOMINATIONS, NominationState
from thuctien.sending.selectors.nomination_page import conflict_texts, rank_texts, why_text

CANDIDATES = 25
"""How many people with the need are proposed at once; a search finds the others."""
_LISTED = (
    NominationState.OFFERED,
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.WAITING,
    NominationState.SELECTED,
    NominationState.DECIDED,
    NominationState.JOINED,
)
"""In which order an agency's list has the states; the others, which are over, come last."""
_FORCES = {force: place for place, force in enumerate(Force)}


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with the seats of the reader's agencies, and their nominations by state."""

    offered: OfferedClass
    seats: int | None
    """Of the quotas that the reader sees; none where the programme has none."""
    used: int
    counts: Mapping[str, int]

    @property
    def left(self) -> int | None:
        """Return how many seats of the quotas are left."""
        return None if self.seats is None else self.seats - self.used

    @property
    def drafts(self) -> int:
        """Return how many drafts wait to be handed in."""
        return self.counts.get(NominationState.DRAFT, 0)

    @property
    def all(self) -> int:
        """Return how many nominations are on their way."""
        return sum(count for state, count in self.counts.items() if state in OPEN_NOMINATIONS)

    @property
    def held(self) -> int:
        """Return how many are selected, decided or in the class."""
        return sum(
            self.counts.get(state, 0)
            for state in (NominationState.SELECTED, NominationState.DECIDED, NominationState.JOINED)
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be nominated: the strongest need that the class meets, if any."""

    person: Person
    force: str = ""
    due_on: date | None = None
    is_planned: bool = False
    """The plan sends this person to the class."""


@dataclass(frozen=True, slots=True)
class Row:
    """A nomination of a list, with what stands in its way and why it is where it is."""

    nomination: Nomination
    conflicts: Sequence[str]
    why: str
    reasons: Sequence[str] = ()


def nominations(*, acting_user: ActingUser) -> QuerySet[Nomination]:
    """Return the nominations that may be seen, with person, agency and class."""
    rows = Nomination.objects.select_related(
        "person__current_unit",
        "person__current_post",
        "unit",
        "offered_class__programme",
        "offered_class__site",
        "offered_class__round",
        "exception_approved_by",
    )
    return visible(rows, acting_user=acting_user)


def open_rounds() -> list[Round]:
    """Return the rounds that have classes to nominate for, the newest first."""
    rows = Round.objects.filter(offered_classes__isnull=False, closed_at=None).distinct()
    return list(rows.order_by("-year", "-pk"))


def classes_of_round(round_: Round, *, acting_user: ActingUser) -> list[ClassRow]:
    """Return the classes of a round in order of time, by three queries."""
    offers = OfferedClass.objects.filter(round=round_).select_related("programme", "site")
    quotas = visible(
        Allotment.objects.filter(round=round_, issued_at__isnull=False), acting_user=acting_user
    )
    seats: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for programme_id, given, taken in quotas.values_list("programme", "seats", "taken"):
        seats[programme_id] += given
        used[programme_id] += taken
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = visible(Nomination.objects.filter(offered_class__round=round_), acting_user=acting_user)
    for offered_id, state in rows.values_list("offered_class", "state"):
        counts[offered_id][state] += 1
    return [
        ClassRow(
            offered,
            seats.get(offered.programme_id),
            used[offered.programme_id],
            counts[offered.pk],
        )
        for offered in offers.order_by("starts_on", "class_id")
    ]


def nominations_of(
    offered: OfferedClass, asked: Asked, *, acting_user: ActingUser
) -> Page[Nomination]:
    """Return a page of a class's nominations that may be seen: what waits for somebody first."""
    rows = nominations(acting_user=acting_user).filter(offered_class=offered)
    if asked.text:
        rows = rows.filter(has_words("person__folded_name", asked.text))
    places = [When(state=state, then=place) for place, state in enumerate(_LISTED)]
    place = Case(*places, default=len(_LISTED), output_field=IntegerField())
    ordered = rows.order_by(place, "person__name_order", "pk")
    return page_of(ordered, asked.page, asked.size)


def candidates(
    offered: OfferedClass, text: str, *, acting_user: ActingUser
) -> tuple[list[Candidate], int]:
    """Return who could be nominated next, the most pressing first, and how many have the need.

    Without ``text`` those with a need that the class meets; with it people by name or code.
    """
    people = visible(
        Person.objects.filter(current_unit__isnull=False),
        acting_user=acting_user,
        action=Action.NOMINATE,
    )
    known = visible(
        Nomination.objects.filter(offered_class=offered, state__in=OPEN_NOMINATIONS),
        acting_user=acting_user,
    )
    people = people.exclude(pk__in=known.values("person"))
    if text:
        people = people.filter(has_words("folded_name", text)) | people.filter(pk=text)
    needs = _needs(offered, people, acting_user)
    if text:
        keys = list(people.order_by("name_order", "pk").values_list("pk", flat=True)[:CANDIDATES])
    else:
        keys = sorted(needs, key=lambda key: (*_pressing(needs[key]), key))[:CANDIDATES]
    found = people.filter(pk__in=keys).select_related("current_unit", "current_post")
    by_key = {person.pk: person for person in found}
    planned = _planned(offered, keys, acting_user)
    return [
        Candidate(by_key[key], *needs.get(key, ("", None)), key in planned)
        for key in keys
        if key in by_key
    ], len(needs)


def planned_left(offered: OfferedClass, *, acting_user: ActingUser) -> int:
    """Return how many of the plan's people of the reader's agencies are not nominated yet."""
    if offered.planned_class_id is None:
        return 0
    turns = visible(
        Turn.objects.filter(planned_class=offered.planned_class_id),
        acting_user=acting_user,
        action=Action.NOMINATE,
    )
    known = visible(
        Nomination.objects.filter(offered_class=offered, state__in=OPEN_NOMINATIONS),
        acting_user=acting_user,
    )
    return turns.exclude(person__in=known.values("person")).count()


def own_units(*, acting_user: ActingUser) -> list[Unit]:
    """Return the units for which the reader nominates, the highest of each branch."""
    rows = visible(Unit.objects.all(), acting_user=acting_user, action=Action.NOMINATE)
    highest: list[Unit] = []
    for unit in rows.order_by("path"):
        if not any(unit.path.startswith(known.path) for known in highest):
            highest.append(unit)
    return highest


def as_rows(found: Iterable[Nomination]) -> list[Row]:
    """Return nominations as a list shows them, in the language of the page."""
    return [
        Row(
            nomination,
            conflict_texts(nomination),
            why_text(nomination),
        )
        for nomination in found
    ]


def ranked_rows(offered: OfferedClass, *, acting_user: ActingUser) -> list[Row]:
    """Return what was handed in for a class, as ranked last, with the reasons in words."""
    rows = nominations(acting_user=acting_user).filter(
        offered_class=offered, state=NominationState.SUBMITTED
    )
    found = sorted(rows, key=lambda row: (_place(row), row.submitted_at or row.created_at, row.pk))
    names = {row.pk: row.person.full_name for row in found}
    return [Row(row, conflict_texts(row), why_text(row), rank_texts(row, names)) for row in found]


def listed_rows(offered: OfferedClass, *, acting_user: ActingUser) -> dict[str, list[Row]]:
    """Return who has a place and who waits, each in its order, and who was refused; one query."""
    rows = nominations(acting_user=acting_user).filter(offered_class=offered)
    found: dict[str, list[Row]] = {"seats": [], "waiting": [], "refused": []}
    groups = {
        NominationState.WAITING: "waiting",
        NominationState.REFUSED: "refused",
        **dict.fromkeys(("selected", "offered", "decided", "joined"), "seats"),
    }
    for row in rows.order_by("person__name_order", "pk"):
        if group := groups.get(row.state):
            found[group].append(Row(row, conflict_texts(row), why_text(row)))
    found["waiting"].sort(
        key=lambda row: (not row.nomination.keeps_priority, row.nomination.waiting_no or 0)
    )
    return found


def _needs(
    offered: OfferedClass, people: QuerySet[Person], acting_user: ActingUser
) -> dict[str, tuple[str, date | None]]:
    given = Grant.objects.filter(programme=offered.programme_id).values("qualification")
    rows = visible(
        Need.objects.filter(run__is_current=True, qualification__in=given, person__in=people),
        acting_user=acting_user,
        action=Action.NOMINATE,
    ).values_list("person", "force", "due_on")
    found: dict[str, tuple[str, date | None]] = {}
    for person_id, force, due_on in rows:
        other = found.get(person_id)
        if other is None or _pressing((force, due_on)) < _pressing(other):
            found[person_id] = (force, due_on)
    return found


def _pressing(need: tuple[str, date | None]) -> tuple[int, date]:
    return _FORCES[Force(need[0])], need[1] or date.max


def _planned(offered: OfferedClass, keys: Sequence[str], acting_user: ActingUser) -> set[str]:
    if offered.planned_class_id is None:
        return set()
    turns = visible(
        Turn.objects.filter(planned_class=offered.planned_class_id, person__in=keys),
        acting_user=acting_user,
    )
    return set(turns.values_list("person", flat=True))


def _place(nomination: Nomination) -> int:
    places = (reason["place"] for reason in nomination.rank_reasons if "place" in reason)
    return int(next(places, 2**31))
