"""Reads timetables week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.core.paginator import Page
from django.db.models import Count, Max, Min, Q, QuerySet

from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.base.models import OPEN_STATES, Job
from thuctien.catalogue.models import Closure, Lecturer, Module, Site
from thuctien.classes.models import Session, Timetable
from thuctien.engine.calendar import Half, public_holidays, week_of
from thuctien.sending.models import Plan, PlannedClass

TIMETABLE_KIND = "timetable.make"
LECTURER_ORDERS = {
    "name": ("name_order", "lecturer_id"),
    "site": ("site__name", "name_order", "lecturer_id"),
    "sessions": ("taught", "lecturer_id"),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A half day of a week with its sessions."""

    day: date
    half: int
    sessions: Sequence[Session]
    closed: str


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a timetable: a row for each half, a column for each day.

    ``first`` and ``last`` are the Mondays of the first and the last week with a session.
    """

    monday: date
    days: Sequence[date]
    halves: Sequence[tuple[int, Sequence[Slot]]]
    count: int
    first: date | None
    last: date | None

    @property
    def sunday(self) -> date:
        """Return the last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> date | None:
        """Return the Monday of the week before, none before the first session."""
        return self.monday - timedelta(weeks=1) if self.first and self.monday > self.first else None

    @property
    def after(self) -> date | None:
        """Return the Monday of the week after, none after the last session."""
        return self.monday + timedelta(weeks=1) if self.last and self.monday < self.last else None


def current_timetable(plan: Plan | None) -> Timetable | None:
    """Return the timetable of a plan that the pages show."""
    return Timetable.objects.filter(plan=plan, is_current=True).first() if plan else None


def is_being_made(plan: Plan | None) -> bool:
    """Say whether a timetable of a plan is being made, or waits to be."""
    if plan is None:
        return False
    return Job.objects.filter(key=timetable_key(plan), state__in=OPEN_STATES).exists()


def timetable_key(plan: Plan) -> str:
    """Return the key of the job that makes the timetable of a plan."""
    return f"{TIMETABLE_KIND}:{plan.pk}"


def week_of_sessions(
    sessions: QuerySet[Session], wanted: date | None, site: Site | None = None
) -> Week:
    """Return the week of ``wanted``, or the first with a session, by four queries.

    The sessions come with class, programme, room, lecturer and, as ``module``, their module.
    """
    ends: Mapping[str, date | None] = sessions.aggregate(first=Min("day"), last=Max("day"))
    monday = week_of(wanted or ends["first"] or date(2000, 1, 1))
    rows = with_all(sessions.filter(day__range=(monday, monday + timedelta(days=6))))
    programmes = {row.planned_class.programme_id for row in rows}
    modules = list(Module.objects.filter(programme__in=programmes))
    return week_from(rows, modules, monday, (ends["first"], ends["last"]), site)


def week_from(
    rows: Sequence[Session],
    modules: Iterable[Module],
    monday: date,
    ends: tuple[date | None, date | None],
    site: Site | None,
) -> Week:
    """Return the week that begins on ``monday``, with its sessions out of ``rows``, by one query.

    ``ends`` are the first and the last day with a session in any week.
    """
    days = [monday + timedelta(days=i) for i in range(7)]
    shown = [row for row in rows if days[0] <= row.day <= days[-1]]
    by_number = {(module.programme_id, module.module_no): module for module in modules}
    for row in shown:
        row.module = by_number.get((row.planned_class.programme_id, row.module_no))  # type: ignore[attr-defined]
    closed = closed_days_named(days, site)
    halves = [(int(half), _slots(shown, days, int(half), closed)) for half in Half]
    first, last = (week_of(day) if day else None for day in ends)
    return Week(monday, days, halves, len(shown), first, last)


def with_all(sessions: QuerySet[Session]) -> list[Session]:
    """Return sessions with class, programme, site, room and lecturer, in order of time."""
    return list(
        sessions.select_related(
            "planned_class__programme", "planned_class__site", "room", "lecturer"
        ).order_by("day", "half", "room__name", "planned_class__class_id")
    )


def _slots(
    rows: Sequence[Session], days: Sequence[date], half: int, closed: Mapping[date, str]
) -> list[Slot]:
    return [
        Slot(
            day,
            half,
            [row for row in rows if row.day == day and row.half == half],
            closed.get(day, ""),
        )
        for day in days
    ]


def closed_days_named(days: Sequence[date], site: Site | None) -> dict[date, str]:
    """Return the days without teaching among ``days``, with what closes them."""
    names = {day: name for day in days for name in [_holidays(day.year).get(day)] if name}
    rows = Closure.objects.filter(first_day__lte=days[-1], last_day__gte=days[0]).filter(
        Q(site=None) | Q(site=site)
    )
    for closure in rows.order_by("first_day"):
        for day in days:
            if closure.first_day <= day <= closure.last_day:
                names.setdefault(day, closure.reason or "–")
    return names


@lru_cache(maxsize=16)
def _holidays(year: int) -> dict[date, str]:
    return public_holidays([year])


def sessions_at(site: Site, timetable: Timetable | None) -> QuerySet[Session]:
    """Return the sessions of the classes held at a site."""
    return Session.objects.filter(timetable=timetable, planned_class__site=site)


def sessions_by(lecturer: Lecturer, timetable: Timetable | None) -> QuerySet[Session]:
    """Return the sessions that a lecturer gives."""
    return Session.objects.filter(timetable=timetable, lecturer=lecturer)


def sessions_of(planned: PlannedClass, timetable: Timetable | None) -> QuerySet[Session]:
    """Return the sessions of a class."""
    return Session.objects.filter(timetable=timetable, planned_class=planned)


def sites_with_counts(plan: Plan | None) -> list[Site]:
    """Return every site with its rooms and the classes that the plan opens there."""
    return list(
        Site.objects.annotate(
            room_count=Count("rooms", distinct=True),
            class_count=Count(
                "planned_classes", filter=Q(planned_classes__plan=plan), distinct=True
            ),
        ).order_by("-class_count", "name")
    )


def list_lecturers(timetable: Timetable | None, asked: Asked) -> Page[Lecturer]:
    """Return a page of lecturers with how many half days each gives."""
    rows = Lecturer.objects.select_related("site").annotate(
        taught=Count("sessions", filter=Q(sessions__timetable=timetable))
    )
    if asked.text:
        rows = rows.filter(has_words("folded_name", asked.text))
    return page_of(ordered(rows, asked.sort, LECTURER_ORDERS, "name"), asked.page, asked.size)
