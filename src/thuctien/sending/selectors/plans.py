"""Reads plans: the current one, its goals, its months, its classes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from thuctien.base.lists import Asked, ordered, page_of
from thuctien.catalogue.selectors import programmes_named, sites_named
from thuctien.needs.models import NeedsRun
from thuctien.needs.selectors import current_run
from thuctien.sending.models import Plan, PlanMonth, PlannedClass, Tier

CLASS_ORDERS = {
    "class": ("class_id",),
    "programme": ("programme__name", "class_id"),
    "site": ("site__name", "starts_on", "class_id"),
    "start": ("starts_on", "class_id"),
    "end": ("ends_on", "class_id"),
    "size": ("size", "class_id"),
    "cost": ("cost", "class_id"),
}


@dataclass(frozen=True, slots=True)
class ClassFilter:
    """Which classes of a plan; empty means all. ``month`` is the first day of a month."""

    programme: str = ""
    kind: str = ""
    site: str = ""
    mode: str = ""
    month: date | None = None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Classes that start in a month, and their turns, by kind of programme."""

    month: date
    programme_kind: str
    classes: int
    turns: int


def current_plan() -> Plan | None:
    """Return the plan that the pages show, with its computation of needs; none before the first."""
    return Plan.objects.select_related("needs_run").filter(is_current=True).first()


def current_run_and_plan() -> tuple[NeedsRun | None, Plan | None]:
    """Return the computation of needs and the plan that the pages show.

    One query where the plan rests on that computation, as it does until needs are computed anew.
    """
    plan = current_plan()
    if plan is not None and plan.needs_run.is_current:
        return plan.needs_run, plan
    return current_run(), plan


def recent_plans(most: int = 10) -> list[Plan]:
    """Return the newest plans, newest first."""
    return list(Plan.objects.order_by("-created_at", "-pk")[:most])


def goals(plan: Plan) -> list[Tier]:
    """Return the goals of a plan in the order in which they are served."""
    return list(Tier.objects.filter(plan=plan).order_by("position"))


def months(plan: Plan) -> list[MonthRow]:
    """Return the months of a plan by kind of programme, in order of time."""
    rows = PlanMonth.objects.filter(plan=plan).order_by("month", "programme_kind")
    return [
        MonthRow(*row) for row in rows.values_list("month", "programme_kind", "classes", "turns")
    ]


def classes_of(plan: Plan, wanted: ClassFilter, asked: Asked) -> Page[PlannedClass]:
    """Return a page of the plan's classes, with programme and site at hand."""
    rows = PlannedClass.objects.filter(plan=plan).select_related("programme", "site")
    rows = _filtered(rows, wanted)
    if asked.text:
        rows = matching_classes(rows, asked.text)
    return page_of(ordered(rows, asked.sort, CLASS_ORDERS, "start"), asked.page, asked.size)


def _filtered(rows: QuerySet[PlannedClass], wanted: ClassFilter) -> QuerySet[PlannedClass]:
    conditions: dict[str, object] = {
        "programme_id": wanted.programme,
        "programme__kind": wanted.kind,
        "site_id": wanted.site,
        "mode": wanted.mode,
    }
    if wanted.month is not None:
        conditions["starts_on__gte"] = wanted.month
        conditions["starts_on__lt"] = _next_month(wanted.month)
    return rows.filter(**{name: value for name, value in conditions.items() if value})


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def matching_classes(rows: QuerySet[PlannedClass], text: str) -> QuerySet[PlannedClass]:
    """Return the classes whose code, programme or site has the words of ``text``."""
    return rows.filter(
        Q(class_id__contains=text.strip())
        | Q(programme__in=programmes_named(text))
        | Q(site__in=sites_named(text))
    )
