"""Ranks the nominations of a class by the province's order, from what is on record of them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Q

from thuctien.base.access import unscoped
from thuctien.base.dated import holds_on
from thuctien.catalogue.models import Parameter
from thuctien.engine.eligibility import SUCCESSION_SWITCH
from thuctien.engine.needs.profile import retirement_days
from thuctien.engine.needs.result import Force
from thuctien.engine.selection import (
    CANDIDATES_SCHEMA,
    DEFAULT_ORDER,
    Criterion,
    rank_candidates,
    read_order,
)
from thuctien.people.models import SuccessionPlan
from thuctien.sending.bridge.load import load_table
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.models.states import NominationState
from thuctien.sending.selectors.conflicts import parameter_in_force
from thuctien.sending.services.nominations.acts import REASON, Act
from thuctien.sending.services.nominations.assessing import needs_met_by

ORDER_PARAMETER = "selection_order"
"""The parameter in which a province names its criteria in their order."""
LAST_PLACE = 2**31
DAYS_IN_YEAR = 365.25

_FORCES = {force: place for place, force in enumerate(Force)}
_log = logging.getLogger(__name__)


def rank_now(act: Act, offered: OfferedClass) -> list[Nomination]:
    """Rank what is handed in for a locked class; keep rank and reasons, return it best first."""
    rows = {row.pk: row for row in act.in_states(offered, NominationState.SUBMITTED)}
    ranked = rank_candidates(_candidates(offered, list(rows.values())), order_on(offered.starts_on))
    below = {row["above"]: row for row in ranked.iter_rows(named=True)}
    best_first = []
    for row in ranked.iter_rows(named=True):
        nomination = rows[row["nomination_id"]]
        nomination.rank = row["rank"]
        nomination.rank_reasons = _reasons(row, below.get(nomination.pk))
        act.touch(nomination)
        best_first.append(nomination)
    return best_first


def place_of(nomination: Nomination) -> int:
    """Return where a nomination stands in its class; no two are alike."""
    places = (reason["place"] for reason in nomination.rank_reasons if "place" in reason)
    return int(next(places, LAST_PLACE))


def order_on(day: date) -> tuple[Criterion, ...]:
    """Return the criteria in the province's order of a day; the usual one where it says none."""
    rows = Parameter.objects.filter(holds_on(day), key=ORDER_PARAMETER)
    stated = sorted(
        (start or date.min, text) for start, text in rows.values_list("valid_from", "value")
    )
    if not stated:
        return DEFAULT_ORDER
    try:
        return read_order(stated[-1][1]) or DEFAULT_ORDER
    except ValueError:
        _log.warning("the parameter %s cannot be read: %s", ORDER_PARAMETER, stated[-1][1])
        return DEFAULT_ORDER


def _reasons(row: dict[str, Any], below: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return how a nomination compares with its neighbours, as it keeps it.

    The first entry has its place; the others name the neighbour by the key of its nomination.
    """
    reasons: list[dict[str, Any]] = [{"place": row["place"]}]
    if row["above"] is not None:
        reasons.append(
            {
                "side": "after",
                "nomination": row["above"],
                "decided_by": row["decided_by"],
                "own": row["own"],
                "other": row["other"],
            }
        )
    if below is not None:
        reasons.append(
            {
                "side": "before",
                "nomination": below["nomination_id"],
                "decided_by": below["decided_by"],
                "own": below["other"],
                "other": below["own"],
            }
        )
    return reasons


def _candidates(offered: OfferedClass, rows: Sequence[Nomination]) -> pl.DataFrame:
    people = [row.person_id for row in rows]
    needs = _most_pressing(offered, people)
    planned = _planned(people, offered.starts_on)
    years = _years_left(people, offered.ends_on)
    refused = _times_refused(offered, people)
    return pl.DataFrame(
        [
            {
                "nomination_id": row.pk,
                "person_id": row.person_id,
                "submitted": row.submitted_at.replace(tzinfo=None) if row.submitted_at else None,
                "verdict": row.verdict,
                "had_a_seat": row.keeps_priority,
                "force": needs.get(row.person_id, (None, None))[0],
                "due_on": needs.get(row.person_id, (None, None))[1],
                "planned": row.person_id in planned,
                "years_left": years.get(row.person_id),
                "times_refused": refused[row.person_id],
            }
            for row in rows
        ],
        schema=CANDIDATES_SCHEMA,
    )


def _most_pressing(
    offered: OfferedClass, people: Sequence[str]
) -> dict[str, tuple[str, date | None]]:
    """Return by person the strongest and earliest of the needs that the class meets."""
    found: dict[str, tuple[str, date | None]] = {}
    rows = needs_met_by(offered, people).values_list("person", "force", "due_on")
    for person_id, force, due_on in sorted(
        rows, key=lambda need: (_FORCES[Force(need[1])], need[2] or date.max)
    ):
        found.setdefault(person_id, (force, due_on))
    return found


def _planned(people: Sequence[str], on: date) -> set[str]:
    if not parameter_in_force(SUCCESSION_SWITCH, on, 1):
        return set()
    rows = SuccessionPlan.objects.filter(holds_on(on), person__in=people)
    return set(unscoped(rows, reason=REASON).values_list("person", flat=True))


def _years_left(people: Sequence[str], after: date) -> dict[str, int]:
    """Return by person the whole years of service after the class."""
    facts = load_table("people", Q(pk__in=people), reason=REASON)
    days = retirement_days(facts, load_table("retirement_ages"))
    return {
        row["person_id"]: max(0, int((row["retires_on"] - after).days / DAYS_IN_YEAR))
        for row in days.iter_rows(named=True)
        if row["retires_on"] is not None
    }


def _times_refused(offered: OfferedClass, people: Sequence[str]) -> Counter[str]:
    rows = Nomination.objects.filter(
        person__in=people,
        state=NominationState.REFUSED,
        offered_class__programme=offered.programme_id,
    ).exclude(offered_class=offered.pk)
    return Counter(unscoped(rows, reason=REASON).values_list("person", flat=True))
