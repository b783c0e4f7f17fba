"""Reads the province at a glance: what presses, what the plan does, where."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from django.db.models import F, Sum

from thuctien.catalogue.models import Site
from thuctien.needs.models import Coverage, CoverageSummary, NeedsRun
from thuctien.needs.selectors import coverage_summaries, current_run
from thuctien.sending.models import Plan, Tier
from thuctien.sending.selectors.plans import MonthRow, current_plan, goals, months

MOST_ON_MAP = 250
MOST_SOURCES = 40
LARGEST_RADIUS = 4.0
SQUARE = 2.4


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit on the map, in kilometres east and north; the radius grows with the root of needs."""

    unit_id: str
    name: str
    x_km: float
    y_km: float
    needs: int
    overdue: int
    radius: float


@dataclass(frozen=True, slots=True)
class Square:
    """A site on the map: its upper left corner."""

    name: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """Units with needs and the sites where classes are held, with the frame around them."""

    spots: list[Spot]
    sites: list[Square]
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything on the first page; a part that does not exist yet is empty."""

    run: NeedsRun | None
    plan: Plan | None
    total: CoverageSummary | None
    by_source: list[CoverageSummary]
    more_sources: int
    by_kind: list[CoverageSummary]
    by_unit_kind: list[CoverageSummary]
    goals: list[Tier]
    months: list[MonthRow]
    map: ProvinceMap | None


def glance() -> Glance:
    """Return the province at a glance, by eight queries."""
    run, plan = current_run(), current_plan()
    summaries = coverage_summaries(run) if run else {}
    totals = summaries.get(CoverageSummary.Dimension.TOTAL, [])
    by_source = summaries.get(CoverageSummary.Dimension.SOURCE, [])
    return Glance(
        run=run,
        plan=plan,
        total=totals[0] if totals else None,
        by_source=by_source[:MOST_SOURCES],
        more_sources=max(0, len(by_source) - MOST_SOURCES),
        by_kind=summaries.get(CoverageSummary.Dimension.QUALIFICATION_KIND, []),
        by_unit_kind=summaries.get(CoverageSummary.Dimension.UNIT_KIND, []),
        goals=goals(plan) if plan else [],
        months=months(plan) if plan else [],
        map=province_map(run) if run else None,
    )


def province_map(run: NeedsRun) -> ProvinceMap | None:
    """Return the map, or none where no unit has a place on it."""
    rows = (
        Coverage.objects.filter(run=run, unit__x_km__isnull=False, unit__y_km__isnull=False)
        .order_by()
        .values("unit_id", "unit__name", "unit__x_km", "unit__y_km")
        .annotate(needs=Sum(F("overdue") + F("due") + F("recommended")), late=Sum("overdue"))
        .filter(needs__gt=0)
        .order_by("-needs", "unit_id")[:MOST_ON_MAP]
    )
    found = list(
        rows.values_list("unit_id", "unit__name", "unit__x_km", "unit__y_km", "needs", "late")
    )
    if not found:
        return None
    most = found[0][4]
    spots = [
        Spot(unit_id, name, x or 0.0, -(y or 0.0), needs, late, LARGEST_RADIUS * sqrt(needs / most))
        for unit_id, name, x, y, needs, late in found
    ]
    places = Site.objects.filter(x_km__isnull=False, y_km__isnull=False).order_by("kind", "name")
    sites = [
        Square(name, (x or 0.0) - SQUARE / 2, -(y or 0.0) - SQUARE / 2)
        for name, x, y in places.values_list("name", "x_km", "y_km")
    ]
    return _framed(spots, sites)


def _framed(spots: list[Spot], sites: list[Square]) -> ProvinceMap:
    """Frame the units; a site far outside them (an academy in the capital) is left out."""
    xs = [spot.x_km for spot in spots]
    ys = [spot.y_km for spot in spots]
    margin = 2 * LARGEST_RADIUS
    left, top = min(xs) - margin, min(ys) - margin
    width, height = max(xs) + margin - left, max(ys) + margin - top
    inside = [
        site
        for site in sites
        if left <= site.left <= left + width and top <= site.top <= top + height
    ]
    return ProvinceMap(spots, inside, left, top, width, height)
