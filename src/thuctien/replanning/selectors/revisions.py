"""Reads what happened to plans, and the ways to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.base.jobs.selectors import open_jobs
from thuctien.base.lists import page_of
from thuctien.base.models import Job
from thuctien.catalogue.models import Budget
from thuctien.catalogue.selectors import programme_names, site_names
from thuctien.engine.replanning.causes import cause_text
from thuctien.replanning.frames import unpacked
from thuctien.replanning.models import (
    EventKind,
    FallenTurn,
    Revision,
    RevisionEvent,
    Way,
    WayChange,
)
from thuctien.replanning.services.asking import COMPUTE
from thuctien.sending.selectors.plan_frames import classes_of
from thuctien.ui import formats

FRAMES = ("classes", "turns")
LISTED = 50


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class that a way opens, closes or moves."""

    class_id: str
    programme: str
    change: str
    before: str
    after: str
    size_before: int
    size_after: int


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """A turn that changes for somebody who had been told, in words."""

    person_id: str
    person: str
    class_id: str
    held: str
    new_class_id: str
    new_held: str
    kind: str
    why: str


def revisions(*, acting_user: ActingUser) -> QuerySet[Revision]:
    """Return the revisions that may be seen, the newest first."""
    return (
        _seen(acting_user)
        .select_related("plan", "created_by", "new_plan")
        .annotate(
            event_count=Count("events", distinct=True), way_count=Count("ways", distinct=True)
        )
        .order_by("-created_at", "-pk")
    )


def revision_by_key(pk: int, *, acting_user: ActingUser) -> Revision | None:
    """Return a revision that may be seen; None where there is none such."""
    rows = _seen(acting_user).select_related(
        "plan__needs_run", "created_by", "chosen_by", "new_plan"
    )
    return rows.filter(pk=pk).first()


def _seen(acting_user: ActingUser) -> QuerySet[Revision]:
    """Return the revisions that may be seen: before a way is chosen they are thoughts only.

    A way names people who would lose their place, and nothing of it may ever happen.
    """
    rows = visible(Revision.objects.all(), acting_user=acting_user)
    if can(acting_user, Action.READ_SCENARIO):
        return rows
    return rows.filter(chosen_at__isnull=False)


def ways_of(revision: Revision, *, acting_user: ActingUser) -> list[Way]:
    """Return the ways that may be seen, from the fewest changes to the most, without their frames.

    One query.
    """
    return list(_seen_ways(revision, acting_user).defer(*FRAMES))


def way_by_position(revision: Revision, position: int, *, acting_user: ActingUser) -> Way | None:
    """Return a way that may be seen; None where there is none such."""
    return _seen_ways(revision, acting_user).filter(position=position).first()


def _seen_ways(revision: Revision, acting_user: ActingUser) -> QuerySet[Way]:
    """Return the ways that may be seen: who does not read scenarios sees the chosen one only."""
    rows = Way.objects.filter(revision=revision)
    if can(acting_user, Action.READ_SCENARIO):
        return rows
    return rows.filter(position=revision.chosen_way or 0)


def fallen_of(revision: Revision, *, acting_user: ActingUser) -> list[FallenTurn]:
    """Return the people entered by hand who may be seen."""
    rows = visible(FallenTurn.objects.filter(revision=revision), acting_user=acting_user)
    return list(rows.select_related("person").order_by("person__name_order", "pk"))


def running_job(revision: Revision, *, acting_user: ActingUser) -> Job | None:
    """Return the job that computes the ways of a revision, if there is one."""
    jobs = open_jobs(acting_user=acting_user)
    found = (j for j in jobs if j.kind == COMPUTE and j.arguments.get("revision") == revision.pk)
    return next(found, None)


def sentences(events: Sequence[RevisionEvent], year: int) -> list[tuple[RevisionEvent, str]]:
    """Return events each with its sentence: three queries."""
    budgets = dict(Budget.objects.filter(year=year).values_list("budget_id", "name"))
    programmes, sites = programme_names(), site_names()
    return [(event, _sentence(event, budgets, programmes, sites)) for event in events]


def _sentence(
    event: RevisionEvent,
    budgets: dict[str, str],
    programmes: dict[str, str],
    sites: dict[str, str],
) -> str:
    said = event.content
    match EventKind(event.kind):
        case EventKind.MOVED:
            day = formats.day(date.fromisoformat(said["starts_on"]))
            site = sites.get(said["site_id"], said["site_id"])
            figures = {"code": said["class_id"], "day": day, "site": site}
            return _("Class %(code)s moves to the week of %(day)s, at %(site)s.") % figures
        case EventKind.CANCELLED:
            return _("Class %(code)s is cancelled.") % {"code": said["class_id"]}
        case EventKind.BUDGET:
            return _("“%(name)s” now has %(amount)s instead of %(before)s.") % {
                "name": budgets.get(said["budget_id"], said["budget_id"]),
                "amount": formats.money(said["amount"]),
                "before": formats.money(said["before"]),
            }
        case EventKind.QUOTA:
            return _("“%(name)s” now has %(seats)s seats in the year (%(source)s).") % {
                "name": programmes.get(said["programme_id"], said["programme_id"]),
                "seats": formats.number(said["seats"]),
                "source": said["source"] or _("no document given"),
            }


def class_changes(revision: Revision, way: Way) -> list[ClassRow]:
    """Return the classes that differ between the plan that is replaced and a way."""
    columns = ("class_id", "programme_id", "site_id", "starts_on", "size")
    old, new = classes_of(revision.plan).select(columns), unpacked(way.classes).select(columns)
    both = old.join(new, on="class_id", how="full", suffix="_new", coalesce=True)
    programmes, sites = programme_names(), site_names()
    rows = [_class_row(row, programmes, sites) for row in both.sort("class_id").to_dicts()]
    return [row for row in rows if row.change]


def _class_row(row: dict[str, Any], programmes: dict[str, str], sites: dict[str, str]) -> ClassRow:
    is_old, is_new = row["starts_on"] is not None, row["starts_on_new"] is not None
    has_moved = (row["starts_on"], row["site_id"]) != (row["starts_on_new"], row["site_id_new"])
    change = (
        "opened" if not is_old else "closed" if not is_new
        else "moved" if has_moved else "size" if row["size"] != row["size_new"] else ""
    )  # fmt: skip
    programme = row["programme_id"] or row["programme_id_new"]
    return ClassRow(
        class_id=row["class_id"],
        programme=programmes.get(programme, programme),
        change=change,
        before=f"{formats.day(row['starts_on'])} · {sites[row['site_id']]}" if is_old else "",
        after=f"{formats.day(row['starts_on_new'])} · {sites[row['site_id_new']]}"
        if is_new
        else "",
        size_before=row["size"] or 0,
        size_after=row["size_new"] or 0,
    )


def touched(way: Way, page: int, *, acting_user: ActingUser) -> Page[Any]:
    """Return a page of whose turns change, of the people who may be seen: at most five queries.

    Each with when and where the class before is held, and the class after.
    """
    seen = visible(WayChange.objects.filter(way=way), acting_user=acting_user)
    rows = seen.select_related("person").order_by("person__name_order", "pk")
    found = page_of(rows, page, LISTED)
    language, sites = formats.language(), site_names()
    old = _held(classes_of(way.revision.plan), sites)
    new = _held(unpacked(way.classes), sites)
    found.object_list = [
        TouchedRow(
            person_id=row.person_id,
            person=row.person.full_name,
            class_id=row.class_id,
            held=old[row.class_id],
            new_class_id=row.new_class_id,
            new_held=new.get(row.new_class_id, ""),
            kind=row.kind,
            why=cause_text(row.cause, row.figures, language),
        )
        for row in found.object_list
    ]
    return found


def _held(classes: pl.DataFrame, sites: dict[str, str]) -> dict[str, str]:
    """Return when and where each class is held, by its code."""
    return {
        code: f"{formats.day(starts_on)} · {sites.get(site, site)}"
        for code, starts_on, site in classes.select("class_id", "starts_on", "site_id").iter_rows()
    }


def met_before(revision: Revision) -> dict[str, int]:
    """Return how many needs of each tier the plan that is replaced met: one query."""
    return {name: int(value) for name, value in revision.plan.tiers.values_list("name", "value")}
