"""Reads what the page of one person shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thuctien.base.access import visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import own_name, page_language
from thuctien.engine.model import Province
from thuctien.engine.needs import assess_people
from thuctien.engine.needs.result import Force
from thuctien.engine.planning.reasons import answer_texts
from thuctien.needs.models import Need, NeedsRun
from thuctien.needs.selectors import Source, with_sources_of
from thuctien.people.models import Appointment, Holding, Person
from thuctien.sending.bridge import load_person_slice
from thuctien.sending.models import Answer, Plan, PlannedClass, Turn

NEVER = date(9999, 12, 31)
"""How the engine writes that something never expires."""
FORCE_ORDER = {force: place for place, force in enumerate(Force)}


@dataclass(frozen=True, slots=True)
class Why:
    """A need with the plan's answer: why, and what would change it, in the page's language."""

    source: Source
    qualification: str
    origin: str
    force: str
    gap: str
    due_on: date | None
    held: str
    held_on: date | None
    expired_on: date | None
    hours_needed: float | None
    hours_held: float | None
    outcome: str
    class_id: str
    reason: str
    change: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that applies to a person, met or not."""

    source: Source
    qualification: str
    due_on: date | None
    met: bool
    force: str


def person_by_code(person_id: str, *, acting_user: ActingUser) -> Person | None:
    """Return a person with post and unit, or none where none with this code may be seen."""
    people = Person.objects.select_related("current_post", "current_unit")
    return visible(people, acting_user=acting_user).filter(pk=person_id).first()


def appointments(person: Person, *, acting_user: ActingUser) -> list[Appointment]:
    """Return the person's posts, the newest first."""
    rows = Appointment.objects.filter(person=person).select_related("post__unit")
    return list(visible(rows, acting_user=acting_user).order_by("-valid_from", "post_id"))


def holdings(person: Person, *, acting_user: ActingUser) -> list[Holding]:
    """Return what the person holds, the newest first."""
    rows = Holding.objects.filter(person=person).select_related("qualification")
    return list(visible(rows, acting_user=acting_user).order_by("-awarded_on", "qualification_id"))


def turns(person: Person, plan: Plan | None, *, acting_user: ActingUser) -> list[PlannedClass]:
    """Return the classes of the plan to which the person is sent, in order of time."""
    if plan is None:
        return []
    sent = visible(Turn.objects.filter(person=person, plan=plan), acting_user=acting_user)
    rows = PlannedClass.objects.filter(pk__in=sent.values("planned_class"))
    return list(rows.select_related("programme", "site").order_by("starts_on", "class_id"))


def whys(
    person: Person,
    run: NeedsRun | None,
    plan: Plan | None,
    sources: dict[str, Source],
    held: Sequence[Holding],
    *,
    acting_user: ActingUser,
) -> list[Why]:
    """Return every need of the person with its answer, the most pressing first.

    ``held`` is what the person holds (:func:`holdings`).
    """
    rows = Need.objects.filter(person=person, run=run).select_related("qualification")
    needs = list(visible(rows, acting_user=acting_user).order_by("due_on", "need_id"))
    asked_or_held = {row.qualification for row in needs} | {row.qualification for row in held}
    qualifications = {row.pk: own_name(row.name, row.name_en) for row in asked_or_held}
    answers = _answers(person, plan, acting_user)
    sources = with_sources_of(sources, (need.source_id for need in needs))
    found = [_why(need, answers.get(need.pk), sources, qualifications) for need in needs]
    return sorted(found, key=lambda why: FORCE_ORDER.get(Force(why.force), len(FORCE_ORDER)))


def _answers(person: Person, plan: Plan | None, acting_user: ActingUser) -> dict[int, Answer]:
    rows = Answer.objects.filter(person=person, plan=plan).select_related("planned_class")
    return {answer.need_id: answer for answer in visible(rows, acting_user=acting_user)}


def _why(
    need: Need,
    answer: Answer | None,
    sources: dict[str, Source],
    qualifications: dict[str, str],
) -> Why:
    reason, change = ("", "")
    if answer is not None and answer.reason:
        figures = json.dumps(answer.figures)
        reason, change = answer_texts(answer.reason, figures, page_language())
    planned = answer.planned_class if answer else None
    return Why(
        source=source_of(need.source_id, sources),
        qualification=qualifications.get(need.qualification_id, need.qualification_id),
        origin=need.origin,
        force=need.force,
        gap=need.gap,
        due_on=need.due_on,
        held=qualifications.get(need.held_id, "") if need.held_id else "",
        held_on=need.held_on,
        expired_on=need.expired_on,
        hours_needed=None if need.hours_needed is None else float(need.hours_needed),
        hours_held=None if need.hours_held is None else float(need.hours_held),
        outcome=answer.outcome if answer else "",
        class_id=planned.class_id if planned else "",
        reason=reason,
        change=change,
    )


def source_of(source_id: str, sources: dict[str, Source]) -> Source:
    """Return the source with a code; the code itself where the rules have changed since."""
    return sources.get(source_id) or Source(source_id, "", "", confirmed=False)


def assessed(person: Person, run: NeedsRun) -> list[Asked]:
    """Return all that applies to the person on the day of the run, what is met last.

    Computed anew by the engine from this person's rows, because only gaps are stored.
    """
    province = load_person_slice(person)
    sources = _sources_in(province)
    qualifications = {
        code: own_name(name, name_en or "")
        for code, name, name_en in province.qualifications.select(
            "qualification_id", "name", "name_en"
        ).iter_rows()
    }
    frame = assess_people(province, run.as_of, run.horizon)
    rows = frame.select("source_id", "qualification_id", "due_on", "met", "force")
    found = [
        Asked(
            source_of(source_id, sources),
            qualifications.get(qualification_id, qualification_id),
            None if met and due_on == NEVER else due_on,
            met,
            force or "",
        )
        for source_id, qualification_id, due_on, met, force in rows.iter_rows()
    ]
    return sorted(found, key=lambda asked: (asked.met, asked.source.name))


def _sources_in(province: Province) -> dict[str, Source]:
    rules = province.requirements.select(
        "requirement_id", "name", "name_en", "source", "article", "confirmed"
    )
    stated = province.stated_needs.select("need_id", "reason", "source", "article", "confirmed")
    found = {
        code: Source(own_name(name, name_en or ""), source or "", article or "", bool(confirmed))
        for code, name, name_en, source, article, confirmed in rules.iter_rows()
    }
    for code, reason, source, article, confirmed in stated.iter_rows():
        found[code] = Source(reason or code, source or "", article or "", bool(confirmed))
    return found
