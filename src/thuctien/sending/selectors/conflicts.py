"""Reads what stands in the way of somebody's going to a class, besides the rules of eligibility."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from thuctien.base.access import unscoped
from thuctien.base.dated import holds_on
from thuctien.catalogue.models import Grant, Parameter
from thuctien.engine.calendar import Part, part_of, weeks_of
from thuctien.engine.model.choices import Measure, Mode
from thuctien.engine.planning.problem import DEFAULT_AWAY_SHARE, DEFAULT_MAX_TURNS
from thuctien.engine.text.numbers import parse_number
from thuctien.people.models import Holding, Person
from thuctien.sending.models import Allotment, Nomination, OfferedClass
from thuctien.sending.models.states import HOLDS_A_SEAT, OfferState

REASON = "who is asked about was asked for before; others are only counted"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that stands in the way; a blocking one keeps a nomination from being submitted.

    ``figures`` fill the sentence of ``code`` (:mod:`thuctien.sending.nomination_wording`).
    """

    code: str
    blocking: bool
    figures: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the conflict as a nomination keeps it."""
        return {"code": self.code, "blocking": self.blocking, "figures": dict(self.figures)}


def conflicts_of(
    offered: OfferedClass,
    people: Sequence[Person],
    allotments: Mapping[str, Allotment | None],
    answers: Mapping[str, Sequence[str]],
) -> dict[str, list[Conflict]]:
    """Return by person what stands in the way of going to a class; about ten queries for all.

    ``allotments`` is the quota that each would use, ``answers`` the needs that the class meets. Who
    calls it has asked whether these people may be read.
    """
    found: dict[str, list[Conflict]] = defaultdict(list)
    granted = _certificates(offered)
    _elsewhere(offered, people, granted, found)
    _already_held(offered, people, granted, answers, found)
    _quotas(offered, people, allotments, found)
    _units_away(offered, people, found)
    return found


def occupied(offered: OfferedClass) -> frozenset[tuple[Part, date]]:
    """Return the parts of weeks that a class takes: two classes overlap where they share one."""
    mode = Mode(offered.mode)
    weeks = weeks_of(mode, offered.starts_on, offered.ends_on)
    return frozenset((part_of(mode), week) for week in weeks)


def parameter_in_force(key: str, on: date, default: float) -> float:
    """Return a figure of the province in force on a day, the latest of several; one query."""
    rows = Parameter.objects.filter(holds_on(on), key=key).values_list("valid_from", "value")
    values = sorted((start or date.min, value) for start, value in rows)
    return float(parse_number(values[-1][1])) if values else default


def _certificates(offered: OfferedClass) -> set[str]:
    """Return what a class leads to that is held or not; hours add up and are left out."""
    rows = Grant.objects.filter(
        programme=offered.programme_id, qualification__measure=Measure.CREDENTIAL
    )
    return set(rows.values_list("qualification", flat=True))


def _elsewhere(
    offered: OfferedClass,
    people: Sequence[Person],
    granted: Collection[str],
    found: dict[str, list[Conflict]],
) -> None:
    today = timezone.localdate()
    seats = unscoped(
        Nomination.objects.filter(
            person__in=[person.pk for person in people],
            state__in=HOLDS_A_SEAT,
            offered_class__starts_on__year__gte=offered.starts_on.year - 4,
        )
        .exclude(offered_class=offered.pk)
        .exclude(offered_class__state=OfferState.CANCELLED)
        .select_related("offered_class"),
        reason=REASON,
    )
    ours, turns = occupied(offered), Counter[str]()
    for seat in seats.order_by("offered_class__starts_on", "pk"):
        other = seat.offered_class
        turns[seat.person_id] += other.starts_on.year == offered.starts_on.year
        code = ""
        if other.ends_on >= offered.starts_on and ours & occupied(other):
            code = "other_class"
        elif granted and other.programme_id == offered.programme_id and other.ends_on >= today:
            code = "same_programme"
        if code:
            figures = {
                "class_id": other.class_id,
                "starts_on": other.starts_on.isoformat(),
                "ends_on": other.ends_on.isoformat(),
            }
            found[seat.person_id].append(Conflict(code, blocking=True, figures=figures))
    most = int(parameter_in_force("max_turns_per_year", offered.starts_on, DEFAULT_MAX_TURNS))
    for person_id, count in turns.items():
        if count >= most:
            year = str(offered.starts_on.year)
            excess = {"turns": count, "most": most, "year": year}
            found[person_id].append(Conflict("most_turns", blocking=True, figures=excess))


def _already_held(
    offered: OfferedClass,
    people: Sequence[Person],
    granted: Collection[str],
    answers: Mapping[str, Sequence[str]],
    found: dict[str, list[Conflict]],
) -> None:
    """Name who holds what the class leads to; where a need is on record it must be renewed."""
    if not granted:
        return
    valid = Q(expires_on=None) | Q(expires_on__gte=offered.starts_on)
    keys = [person.pk for person in people if not answers.get(person.pk)]
    rows = Holding.objects.filter(valid, person__in=keys, qualification__in=granted)
    held: dict[str, dict[str, date]] = defaultdict(dict)
    for person_id, qualification, awarded in unscoped(rows, reason=REASON).values_list(
        "person", "qualification", "awarded_on"
    ):
        held[person_id][qualification] = max(awarded, held[person_id].get(qualification, date.min))
    for person_id, awards in held.items():
        if awards.keys() >= set(granted):
            figures = {"awarded_on": max(awards.values()).isoformat()}
            found[person_id].append(Conflict("already_held", blocking=True, figures=figures))


def _quotas(
    offered: OfferedClass,
    people: Iterable[Person],
    allotments: Mapping[str, Allotment | None],
    found: dict[str, list[Conflict]],
) -> None:
    is_shared_out = Allotment.objects.filter(
        round=offered.round_id, programme=offered.programme_id
    ).exists()
    for person in people:
        allotment = allotments.get(person.pk)
        if allotment is None and is_shared_out:
            found[person.pk].append(Conflict("no_quota", blocking=True))
        elif allotment is not None and allotment.taken >= allotment.seats:
            figures = {"taken": allotment.taken, "seats": allotment.seats}
            found[person.pk].append(Conflict("quota_used_up", blocking=False, figures=figures))


def _units_away(
    offered: OfferedClass, people: Sequence[Person], found: dict[str, list[Conflict]]
) -> None:
    """Warn where a unit would have more people away on weekdays than its share allows."""
    if part_of(Mode(offered.mode)) is Part.WEEKEND:
        return
    units = {person.current_unit_id: person.current_unit for person in people}
    everybody = unscoped(Person.objects.filter(current_unit__in=units), reason=REASON)
    staff = dict(everybody.order_by().values_list("current_unit").annotate(Count("pk")))
    away = _people_away(offered, units)
    default = parameter_in_force("default_away_share", offered.starts_on, DEFAULT_AWAY_SHARE)
    for person in people:
        unit = person.current_unit
        if unit is None:
            continue
        share = default if unit.away_share is None else unit.away_share
        most = max(1, math.floor(staff.get(unit.pk, 0) * share + 1e-9))
        others = away.get(unit.pk, set()) - {person.pk}
        if len(others) >= most:
            figures = {"away": len(others) + 1, "most": most, "staff": staff.get(unit.pk, 0)}
            found[person.pk].append(Conflict("unit_away", blocking=False, figures=figures))


def _people_away(offered: OfferedClass, units: Iterable[str | None]) -> dict[str, set[str]]:
    seats = unscoped(
        Nomination.objects.filter(
            person__current_unit__in=list(units),
            state__in=HOLDS_A_SEAT,
            offered_class__ends_on__gte=offered.starts_on,
            offered_class__starts_on__lte=offered.ends_on,
        ).select_related("offered_class", "person"),
        reason=REASON,
    )
    ours, away = occupied(offered), defaultdict[str, set[str]](set)
    for seat in seats:
        if ours & occupied(seat.offered_class) and seat.person.current_unit_id:
            away[seat.person.current_unit_id].add(seat.person_id)
    return away
