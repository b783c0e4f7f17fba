"""Reads who is touched by a scenario: rows of people, only those who may be seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Q

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import own_name
from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.engine.scenarios.differences import NeedWhy
from thuctien.engine.scenarios.reasons import NEED_WHYS, turn_why
from thuctien.engine.scenarios.wording import Names
from thuctien.scenarios.models import ScenarioResult, TouchedNeed, TouchedTurn
from thuctien.ui import formats

NEED_ORDERS = {
    "person": ("person__name_order", "person_id", "pk"),
    "due": ("due_after", "person__name_order", "pk"),
}
TURN_ORDERS = {
    "person": ("person__name_order", "person_id", "pk"),
    "programme": ("programme__name", "person__name_order", "pk"),
}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need that differs, in words."""

    person_id: str
    person: str
    unit: str
    unit_before: str
    qualification: str
    change: str
    force_before: str
    force_after: str
    due_before: date | None
    due_after: date | None
    why: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn that differs, in words."""

    person_id: str
    person: str
    unit: str
    unit_before: str
    programme: str
    change: str
    place_before: str
    place_after: str
    starts_before: date | None
    starts_after: date | None
    why: str


def touched_needs(
    result: ScenarioResult,
    wanted: Mapping[str, str],
    asked: Asked,
    names: Names,
    *,
    acting_user: ActingUser,
) -> Page[Any]:
    """Return a page of the needs that differ: at most five queries, whatever its length."""
    seen = visible(TouchedNeed.objects.filter(result=result), acting_user=acting_user)
    rows = seen.select_related("person", "qualification")
    if wanted.get("change"):
        rows = rows.filter(change=wanted["change"])
    if wanted.get("force"):
        rows = rows.filter(Q(force_before=wanted["force"]) | Q(force_after=wanted["force"]))
    if wanted.get("qualification"):
        rows = rows.filter(qualification_id=wanted["qualification"])
    if asked.text:
        rows = rows.filter(has_words("person__folded_name", asked.text))
    page = page_of(ordered(rows, asked.sort, NEED_ORDERS, "person"), asked.page, asked.size)
    page.object_list = [_need_row(row, names) for row in page.object_list]
    return page


def touched_turns(
    result: ScenarioResult,
    wanted: Mapping[str, str],
    asked: Asked,
    names: Names,
    *,
    acting_user: ActingUser,
) -> Page[Any]:
    """Return a page of the turns that differ: at most five queries, whatever its length."""
    seen = visible(TouchedTurn.objects.filter(result=result), acting_user=acting_user)
    rows = seen.select_related("person", "programme")
    if wanted.get("change"):
        rows = rows.filter(change=wanted["change"])
    if wanted.get("programme"):
        rows = rows.filter(programme_id=wanted["programme"])
    if asked.text:
        rows = rows.filter(has_words("person__folded_name", asked.text))
    page = page_of(ordered(rows, asked.sort, TURN_ORDERS, "person"), asked.page, asked.size)
    page.object_list = [_turn_row(row, names) for row in page.object_list]
    return page


def _need_row(row: TouchedNeed, names: Names) -> NeedRow:
    language = formats.language()
    after = row.unit_after or row.unit_before
    return NeedRow(
        person_id=row.person_id,
        person=row.person.full_name,
        unit=names("units", after, language),
        unit_before=_other(row.unit_before, after, names),
        qualification=own_name(row.qualification.name, row.qualification.name_en),
        change=row.change,
        force_before=row.force_before,
        force_after=row.force_after,
        due_before=row.due_before,
        due_after=row.due_after,
        why=NEED_WHYS[NeedWhy(row.why)].render(language, {}),
    )


def _turn_row(row: TouchedTurn, names: Names) -> TurnRow:
    language = formats.language()
    after = row.unit_after or row.unit_before
    figures = json.dumps(row.figures, ensure_ascii=False)
    return TurnRow(
        person_id=row.person_id,
        person=row.person.full_name,
        unit=names("units", after, language),
        unit_before=_other(row.unit_before, after, names),
        programme=own_name(row.programme.name, row.programme.name_en),
        change=row.change,
        place_before=names("sites", row.site_before, language) if row.site_before else "",
        place_after=names("sites", row.site_after, language) if row.site_after else "",
        starts_before=row.starts_before,
        starts_after=row.starts_after,
        why=turn_why(row.change, row.why, row.reason, figures, language),
    )


def _other(before: str, after: str, names: Names) -> str:
    """Return the name of the unit before, where it is another one."""
    return names("units", before, formats.language()) if before and before != after else ""
