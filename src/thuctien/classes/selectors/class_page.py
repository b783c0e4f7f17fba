"""Reads one class: its learners, the needs that it meets, its modules in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count

from thuctien.base.access import Action, can, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.catalogue.models import Lecturer, Module
from thuctien.classes.models import Session, Timetable
from thuctien.classes.selectors.timetables import Week, sessions_of, week_from, with_all
from thuctien.engine.calendar import week_of
from thuctien.needs.models import Need
from thuctien.sending.models import Answer, PlannedClass, Turn

LEARNER_ORDERS = {
    "name": ("person__name_order", "person_id"),
    "unit": ("unit__name_order", "person__name_order", "person_id"),
    "distance": ("distance_km", "person_id"),
}


@dataclass(frozen=True, slots=True)
class Served:
    """How many needs of one source and force a class meets; no source where it is not shown."""

    source_id: str
    force: str
    needs: int


@dataclass(frozen=True, slots=True)
class ModuleInTime:
    """A module of the class's programme with the time and the lecturers that it was given."""

    module: Module
    first_day: date | None
    last_day: date | None
    placed: int
    lecturers: list[Lecturer]


def class_by_code(class_id: str) -> PlannedClass | None:
    """Return a class of the current plan with programme and site, or none with such a code."""
    rows = PlannedClass.objects.select_related("programme", "site", "plan")
    return rows.filter(plan__is_current=True, class_id=class_id).first()


@dataclass(frozen=True, slots=True)
class Learners:
    """A page of the learners that may be seen, and how many others the class has."""

    page: Page[Turn]
    others: int


def learners(planned: PlannedClass, asked: Asked, *, acting_user: ActingUser) -> Learners:
    """Return the learners that may be seen, with post and unit.

    The others are counted whatever the words searched, so that no search tells who they are.
    """
    seen = visible(Turn.objects.filter(planned_class=planned), acting_user=acting_user)
    words = has_words("person__folded_name", asked.text)
    rows = ordered(seen.filter(words), asked.sort, LEARNER_ORDERS, "name")
    page = page_of(rows.select_related("person__current_post", "unit"), asked.page)
    named = seen.count() if asked.text else page.paginator.count
    return Learners(page, planned.size - named)


def needs_served(
    planned: PlannedClass, known: Container[str], *, acting_user: ActingUser
) -> list[Served]:
    """Return the needs that the class meets by source and force, the most frequent first.

    They are figures of the plan: none for who may not read it. Sources that are not ``known`` to
    the reader, requests of other bodies, are added up without their codes.
    """
    if not can(acting_user, Action.READ_PLAN):
        return []
    reason = "counts of a class, without names"
    met = unscoped(Answer.objects.filter(planned_class=planned), reason=reason).values("need")
    rows = (
        unscoped(Need.objects.filter(pk__in=met), reason=reason)
        .order_by()
        .values("source_id", "force")
        .annotate(needs=Count("pk"))
        .values_list("source_id", "force", "needs")
    )
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for source, force, needs in rows:
        counts[source if source in known else "", force] += needs
    found = [Served(source, force, needs) for (source, force), needs in counts.items()]
    return sorted(found, key=lambda row: (-row.needs, row.source_id, row.force))


def sessions_in_time(planned: PlannedClass, timetable: Timetable | None) -> list[Session]:
    """Return every session of the class in order of time, by one query."""
    return with_all(sessions_of(planned, timetable))


def modules_in_time(planned: PlannedClass, sessions: Sequence[Session]) -> list[ModuleInTime]:
    """Return the modules of the programme in order, by one query."""
    of_module: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        of_module[session.module_no].append(session)
    modules = Module.objects.filter(programme=planned.programme_id).order_by("module_no")
    return [_in_time(module, of_module[module.module_no]) for module in modules]


def _in_time(module: Module, sessions: Sequence[Session]) -> ModuleInTime:
    lecturers = {s.lecturer.pk: s.lecturer for s in sessions if s.lecturer is not None}
    return ModuleInTime(
        module,
        sessions[0].day if sessions else None,
        sessions[-1].day if sessions else None,
        len(sessions),
        [lecturers[code] for code in sorted(lecturers)],
    )


def class_week(
    planned: PlannedClass,
    sessions: Sequence[Session],
    modules: Iterable[ModuleInTime],
    wanted: date | None,
) -> Week:
    """Return the week of ``wanted``, or the first of the class."""
    ends = (sessions[0].day, sessions[-1].day) if sessions else (None, None)
    monday = week_of(wanted or ends[0] or planned.starts_on)
    known = [row.module for row in modules]
    return week_from(sessions, known, monday, ends, planned.site)
