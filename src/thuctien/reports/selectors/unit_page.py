"""Reads what the page of one unit shows beside its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.engine.calendar import week_of
from thuctien.needs.models import Coverage, NeedsRun
from thuctien.people.models import Person, Unit, UnitSuccession
from thuctien.reports.selectors.units import COUNTS
from thuctien.sending.models import AwayWeek, Plan

HEAT_STEPS = 5


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How far what is asked of the people of a unit and all units below it is met."""

    subject: int = 0
    met: int = 0
    overdue: int = 0
    due: int = 0
    recommended: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many people a unit and all units below it have, and what the plan does for them.

    Without a plan the counts of the plan are 0.
    """

    people: int
    needs: int
    needs_met: int
    turns: int


@dataclass(frozen=True, slots=True)
class WeekAway:
    """A week of the plan's year: how many are away on its weekdays.

    ``heat`` is 0 for nobody up to 5 for as many as in the fullest week.
    """

    monday: date
    persons: int
    heat: int


def unit_by_code(unit_id: str, *, acting_user: ActingUser) -> Unit | None:
    """Return a unit, or none where none with this code may be seen."""
    return visible(Unit.objects.filter(pk=unit_id), acting_user=acting_user).first()


@dataclass(frozen=True, slots=True)
class Family:
    """A unit, those above it from the root down, those directly below it.

    Each carries as ``is_seen`` whether it may be opened, those below how many people they have
    themselves, as ``own_people``.
    """

    unit: Unit
    above: Sequence[Unit]
    below: Sequence[Unit]


def unit_with_neighbours(unit_id: str, *, acting_user: ActingUser) -> Family | None:
    """Return a unit with its neighbours by one query, or none where it may not be seen."""
    its_path = Subquery(Unit.objects.filter(pk=unit_id).values("path"))
    rows = (
        Unit.objects.annotate(its_path=its_path)
        .filter(Q(pk=unit_id) | Q(parent=unit_id) | Q(its_path__startswith=F("path"), path__gt=""))
        .annotate(own_people=Count("current_people"), is_seen=_is_seen("pk", acting_user))
    )
    found = list(rows.order_by("depth", "name_order", "unit_id"))
    unit = next((row for row in found if row.pk == unit_id and row.is_seen), None)
    if unit is None:
        return None
    below = [row for row in found if row.parent_id == unit_id]
    return Family(unit, [row for row in found if row not in (unit, *below)], below)


def _is_seen(unit: str, acting_user: ActingUser) -> Exists:
    return Exists(visible(Unit.objects.filter(pk=OuterRef(unit)), acting_user=acting_user))


def below(unit: Unit) -> QuerySet[Unit]:
    """Return the unit itself and all units below it."""
    return Unit.objects.filter(path__startswith=unit.path) if unit.path else unit_itself(unit)


def unit_itself(unit: Unit) -> QuerySet[Unit]:
    """Return the unit as rows, for what filters by units."""
    return Unit.objects.filter(pk=unit.pk)


def unit_counts(unit: Unit, run: NeedsRun | None) -> UnitCounts:
    """Return the coverage of the unit with all units below it."""
    if run is None:
        return UnitCounts()
    sums = Coverage.objects.filter(run=run, unit__in=below(unit)).aggregate(
        **{name: Sum(name, default=0) for name in COUNTS}
    )
    return UnitCounts(**sums)


def plan_counts(unit: Unit, plan: Plan | None) -> PlanCounts:
    """Return how many people work in the unit and below, and what the plan does for them.

    Figures of a unit that may be seen, whoever may see its people.
    """
    here = unscoped(Person.objects.filter(current_unit=OuterRef("pk")), reason="a count of a unit")
    own = here.order_by().values("current_unit").annotate(n=Count("pk")).values("n")
    planned = FilteredRelation("plan_counts", condition=Q(plan_counts__plan=plan))
    rows = below(unit).annotate(
        own_people=Coalesce(Subquery(own, output_field=IntegerField()), 0), planned=planned
    )
    sums = rows.aggregate(
        people=Sum("own_people", default=0),
        needs=Sum("planned__needs", default=0),
        needs_met=Sum("planned__needs_met", default=0),
        turns=Sum("planned__turns", default=0),
    )
    return PlanCounts(**sums)


def weeks_away(unit: Unit, plan: Plan | None) -> list[WeekAway]:
    """Return every week of the plan's year with how many of the unit (and below) are away."""
    if plan is None:
        return []
    rows = AwayWeek.objects.filter(plan=plan, unit__in=below(unit)).order_by().values("week")
    away = dict(rows.annotate(Sum("persons")).values_list("week", "persons__sum"))
    fullest = max(away.values(), default=0)
    first = week_of(date(plan.year, 1, 1))
    last = date(plan.year, 12, 31)
    weeks = [first + timedelta(weeks=i) for i in range((last - first).days // 7 + 1)]
    return [WeekAway(week, away.get(week, 0), _heat(away.get(week, 0), fullest)) for week in weeks]


def _heat(persons: int, fullest: int) -> int:
    return ceil(HEAT_STEPS * persons / fullest) if persons else 0


def successions(
    unit: Unit, *, acting_user: ActingUser
) -> tuple[list[UnitSuccession], list[UnitSuccession]]:
    """Return what became this unit and what this unit became, in order of time, by one query.

    ``from_is_seen`` and ``to_is_seen`` say whether those units may be opened.
    """
    rows = list(
        UnitSuccession.objects.filter(Q(to_unit=unit) | Q(from_unit=unit))
        .select_related("from_unit", "to_unit")
        .annotate(
            from_is_seen=_is_seen("from_unit", acting_user),
            to_is_seen=_is_seen("to_unit", acting_user),
        )
        .order_by("happened_on", "pk")
    )
    return (
        [row for row in rows if row.to_unit_id == unit.pk],
        [row for row in rows if row.from_unit_id == unit.pk],
    )
