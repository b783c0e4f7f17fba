"""Reads the list of needs with what the plan says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import OuterRef, Q, QuerySet, Subquery

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import own_name
from thuctien.base.lists import AT_ONCE, Asked, has_words, ordered, page_of
from thuctien.needs.models import Need, NeedsRun
from thuctien.needs.selectors import Source, with_sources_of
from thuctien.people.models import Unit
from thuctien.sending.models import Answer, Plan

OF_VISIBLE_NEEDS = "answers to needs that were asked for already"
ORDERS = {
    "need": ("need_id",),
    "person": ("person__name_order", "need_id"),
    "due": ("due_on", "need_id"),
}


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """Which needs; empty means all. ``path`` is that of a unit: it and all units below."""

    force: str = ""
    source: str = ""
    origin: str = ""
    kind: str = ""
    gap: str = ""
    path: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in a list."""

    need_id: str
    person_id: str
    person: str
    unit_id: str
    unit: str
    source: str
    confirmed: bool
    qualification: str
    origin: str
    force: str
    gap: str
    due_on: date | None
    outcome: str
    class_id: str


def list_needs(
    run: NeedsRun | None,
    plan: Plan | None,
    sources: dict[str, Source],
    wanted: NeedFilter,
    asked: Asked,
    *,
    acting_user: ActingUser,
) -> Page[NeedRow]:
    """Return a page of needs that may be seen, by four queries at most whatever their number."""
    rows_of_run = visible(Need.objects.filter(run=run), acting_user=acting_user)
    needs = _filtered(rows_of_run, plan, wanted)
    if asked.text:
        words = has_words("person__folded_name", asked.text)
        needs = needs.filter(words | Q(person_id=asked.text.strip()))
    needs = ordered(needs, asked.sort, ORDERS, "need")
    page = page_of(needs.select_related("person", "unit", "qualification"), asked.page, asked.size)
    rows = list(page.object_list)
    answers = _answers(rows, plan)
    sources = with_sources_of(sources, (need.source_id for need in rows))
    page.object_list = [_row(need, sources, answers) for need in rows]
    return page


def _filtered(needs: QuerySet[Need], plan: Plan | None, wanted: NeedFilter) -> QuerySet[Need]:
    conditions = {
        "force": wanted.force,
        "source_id": wanted.source,
        "origin": wanted.origin,
        "qualification__kind": wanted.kind,
        "gap": wanted.gap,
    }
    needs = needs.filter(**{name: value for name, value in conditions.items() if value})
    if wanted.path:
        needs = needs.filter(unit__in=Unit.objects.filter(path__startswith=wanted.path))
    if wanted.outcome:
        answers = unscoped(Answer.objects.filter(plan=plan), reason=OF_VISIBLE_NEEDS)
        answer = answers.filter(need=OuterRef("pk")).values("outcome")[:1]
        needs = needs.annotate(outcome=Subquery(answer)).filter(outcome=wanted.outcome)
    return needs


def _answers(needs: list[Need], plan: Plan | None) -> dict[int, tuple[str, str]]:
    if plan is None:
        return {}
    rows = unscoped(Answer.objects.filter(plan=plan), reason=OF_VISIBLE_NEEDS)
    return {
        need: (outcome, class_id or "")
        for start in range(0, len(needs), AT_ONCE)
        for need, outcome, class_id in rows.filter(
            need__in=needs[start : start + AT_ONCE]
        ).values_list("need_id", "outcome", "planned_class__class_id")
    }


def _row(need: Need, sources: dict[str, Source], answers: dict[int, tuple[str, str]]) -> NeedRow:
    source = sources.get(need.source_id)
    outcome, class_id = answers.get(need.pk, ("", ""))
    return NeedRow(
        need.need_id,
        need.person_id,
        need.person.full_name,
        need.unit_id,
        need.unit.name,
        source.name if source else need.source_id,
        source.confirmed if source else False,
        own_name(need.qualification.name, need.qualification.name_en),
        need.origin,
        need.force,
        need.gap,
        need.due_on,
        outcome,
        class_id,
    )
