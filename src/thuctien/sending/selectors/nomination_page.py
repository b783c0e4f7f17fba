"""Reads one nomination: its checklist, its steps, its place, and why, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.language import page_language
from thuctien.base.withheld import withheld
from thuctien.catalogue.selectors import eligibility_names
from thuctien.engine.eligibility import (
    CodeBook,
    ItemText,
    item_from_record,
    item_text,
    without_plans,
)
from thuctien.engine.selection import Side, comparison_text
from thuctien.needs.selectors import sources, with_sources_of
from thuctien.people.models import Person
from thuctien.sending.models import Nomination, NominationEvent, OfferedClass
from thuctien.sending.models.states import LOST_A_PLACE, OfferState
from thuctien.sending.nomination_wording import code_text, conflict_phrase


def conflict_texts(nomination: Nomination) -> list[str]:
    """Return what stands in the way of a nomination, in the language of the page."""
    language = page_language()
    return [conflict_phrase(found).render(language) for found in nomination.conflicts]


def why_text(nomination: Nomination) -> str:
    """Return why a nomination is where it is; empty where nothing needs saying."""
    if nomination.state_reason:
        return nomination.state_reason
    code = nomination.state_code
    return code_text(code, _figures(nomination, code), page_language()) if code else ""


def rank_texts(nomination: Nomination, names: Mapping[int, str]) -> list[str]:
    """Return why a nomination stands before and after its neighbours.

    ``names`` are those that the reader may know; others are «the next in order».
    """
    return [
        comparison_text(
            Side(reason["side"]),
            reason["decided_by"],
            reason["own"],
            reason["other"],
            page_language(),
            names.get(reason["nomination"], ""),
        )
        for reason in nomination.rank_reasons
        if "side" in reason
    ]


def checklist_of(nomination: Nomination, *, acting_user: ActingUser) -> list[tuple[str, ItemText]]:
    """Return the checklist as kept, each line with its state; two queries for the names.

    It tells ratings and plans for offices: empty for who may not see those of the person, and
    without plans where the province withholds them.
    """
    people = visible(
        Person.objects.filter(pk=nomination.person_id),
        acting_user=acting_user,
        action=Action.READ_SUCCESSION,
    )
    if not nomination.checklist or not people.exists():
        return []
    book: CodeBook = eligibility_names()
    language = page_language()
    items = [item_from_record(record) for record in nomination.checklist]
    if "people.successionplan" in withheld():
        items = [without_plans(item) for item in items]
    return [(str(item.state), item_text(item, book, language)) for item in items]


def steps_of(
    nomination: Nomination, *, acting_user: ActingUser
) -> list[tuple[NominationEvent, str]]:
    """Return what became of a nomination, the oldest first, in words."""
    rows = visible(
        NominationEvent.objects.filter(nomination=nomination).select_related("by"),
        acting_user=acting_user,
    )
    language = page_language()
    return [(row, code_text(row.code, row.figures, language)) for row in rows.order_by("at", "pk")]


def answered_names(nomination: Nomination, *, acting_user: ActingUser) -> list[str]:
    """Return the names of the needs that the seat is for."""
    if not nomination.answers:
        return []
    known = with_sources_of(sources(acting_user=acting_user), nomination.answers)
    return [known[code].name if code in known else code for code in nomination.answers]


def later_classes(nomination: Nomination, *, today: date) -> list[OfferedClass]:
    """Return the classes to which a nomination could be deferred."""
    came_from = nomination.offered_class
    rows = OfferedClass.objects.filter(
        programme=came_from.programme_id, state=OfferState.OPEN, starts_on__gt=today
    ).exclude(pk=came_from.pk)
    if nomination.state_code not in LOST_A_PLACE:
        rows = rows.filter(starts_on__gte=came_from.starts_on)
    return list(rows.select_related("site").order_by("starts_on", "pk"))


def _figures(nomination: Nomination, code: str) -> Mapping[str, object]:
    """Return the figures of a kept conflict of this code, for its sentence."""
    kept = (found for found in nomination.conflicts if found["code"] == code)
    return dict(next(kept, {"figures": {}})["figures"])
