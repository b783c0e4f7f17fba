"""Reads one class: its learners, the needs that it meets, its modules in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, Max, Min

from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.catalogue.models import Lecturer, Module
from thuctien.classes.models import Session, Timetable
from thuctien.needs.models import Need
from thuctien.sending.models import Answer, Plan, PlannedClass, Turn

LEARNER_ORDERS = {
    "name": ("person__name_order", "person_id"),
    "unit": ("unit__name_order", "person__name_order", "person_id"),
    "distance": ("distance_km", "person_id"),
}


@dataclass(frozen=True, slots=True)
class Served:
    """How many needs of one source and force a class meets."""

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


def class_by_code(plan: Plan | None, class_id: str) -> PlannedClass | None:
    """Return a class of the plan with programme and site, or none where there is no such code."""
    rows = PlannedClass.objects.select_related("programme", "site", "plan")
    return rows.filter(plan=plan, class_id=class_id).first() if plan else None


def learners(planned: PlannedClass, asked: Asked) -> Page[Turn]:
    """Return a page of the learners with post and unit."""
    rows = Turn.objects.filter(planned_class=planned).select_related("person__current_post", "unit")
    if asked.text:
        rows = rows.filter(has_words("person__folded_name", asked.text))
    return page_of(ordered(rows, asked.sort, LEARNER_ORDERS, "name"), asked.page)


def needs_served(planned: PlannedClass) -> list[Served]:
    """Return the needs that the class meets by source and force, the most frequent first."""
    met = Answer.objects.filter(planned_class=planned).values("need")
    rows = (
        Need.objects.filter(pk__in=met)
        .order_by()
        .values("source_id", "force")
        .annotate(needs=Count("pk"))
        .order_by("-needs", "source_id", "force")
    )
    return [Served(**row) for row in rows]


def modules_in_time(planned: PlannedClass, timetable: Timetable | None) -> list[ModuleInTime]:
    """Return the modules in order, by three queries."""
    sessions = Session.objects.filter(timetable=timetable, planned_class=planned).order_by()
    spans = {
        row["module_no"]: row
        for row in sessions.values("module_no").annotate(
            first=Min("day"), last=Max("day"), placed=Count("pk")
        )
    }
    pairs = sessions.exclude(lecturer=None).values_list("module_no", "lecturer").distinct()
    lecturers = _lecturers(pairs)
    modules = Module.objects.filter(programme=planned.programme_id).order_by("module_no")
    return [
        ModuleInTime(
            module,
            spans[module.module_no]["first"] if module.module_no in spans else None,
            spans[module.module_no]["last"] if module.module_no in spans else None,
            spans[module.module_no]["placed"] if module.module_no in spans else 0,
            lecturers.get(module.module_no, []),
        )
        for module in modules
    ]


def _lecturers(pairs: Iterable[tuple[int, str]]) -> dict[int, list[Lecturer]]:
    known = list(pairs)
    by_code = Lecturer.objects.in_bulk([lecturer for _module, lecturer in known])
    found: dict[int, list[Lecturer]] = {}
    for module_no, lecturer in sorted(known):
        found.setdefault(module_no, []).append(by_code[lecturer])
    return found
