"""Reads what the page of one unit shows beside its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, Q, QuerySet, Sum

from thuctien.engine.calendar import week_of
from thuctien.needs.models import Coverage, NeedsRun
from thuctien.people.models import Unit, UnitSuccession
from thuctien.reports.selectors.units import COUNTS, ids_on
from thuctien.sending.models import AwayWeek, Plan, PlanUnit

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
    """What the plan does for a unit and all units below it."""

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


def unit_by_code(unit_id: str) -> Unit | None:
    """Return a unit, or none where there is no such code."""
    return Unit.objects.filter(pk=unit_id).first()


def neighbours(unit: Unit) -> tuple[list[Unit], list[Unit]]:
    """Return the units above, from the root down, and those directly below, by one query.

    Those below carry how many people they have themselves, as ``own_people``.
    """
    ids = [part for part in ids_on(unit.path) if part != unit.pk]
    rows = Unit.objects.filter(Q(pk__in=ids) | Q(parent=unit)).annotate(
        own_people=Count("current_people")
    )
    found = list(rows.order_by("depth", "name_order", "unit_id"))
    return (
        [row for row in found if row.pk in ids],
        [row for row in found if row.parent_id == unit.pk],
    )


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


def plan_counts(unit: Unit, plan: Plan | None) -> PlanCounts | None:
    """Return what the plan does for the unit with all units below it."""
    if plan is None:
        return None
    sums = PlanUnit.objects.filter(plan=plan, unit__in=below(unit)).aggregate(
        needs=Sum("needs", default=0),
        needs_met=Sum("needs_met", default=0),
        turns=Sum("turns", default=0),
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


def successions(unit: Unit) -> tuple[list[UnitSuccession], list[UnitSuccession]]:
    """Return what became this unit and what this unit became, in order of time, by one query."""
    rows = list(
        UnitSuccession.objects.filter(Q(to_unit=unit) | Q(from_unit=unit))
        .select_related("from_unit", "to_unit")
        .order_by("happened_on", "pk")
    )
    return (
        [row for row in rows if row.to_unit_id == unit.pk],
        [row for row in rows if row.from_unit_id == unit.pk],
    )
