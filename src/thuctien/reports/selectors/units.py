"""Reads units: the tree with its counts rolled up, and one unit with what concerns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, Sum

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, page_of
from thuctien.engine.text.folding import fold
from thuctien.needs.models import Coverage, NeedsRun
from thuctien.people.models import Person, Unit

COUNTS = ("subject", "met", "overdue", "due", "recommended", "later")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with the counts of itself and of every unit below it.

    ``people`` counts people; the others count pairs of a person and something asked of that person
    (:class:`thuctien.needs.models.CoverageCounts`).
    """

    unit_id: str
    name: str
    kind: str
    path: str
    depth: int
    valid_from: date | None
    valid_to: date | None
    x_km: float | None = None
    y_km: float | None = None
    name_order: str = field(default="", repr=False)
    folded_name: str = field(default="", repr=False)
    people: int = 0
    subject: int = 0
    met: int = 0
    overdue: int = 0
    due: int = 0
    recommended: int = 0
    later: int = 0

    @property
    def open_needs(self) -> int:
        """Return the pairs that the plan has to serve."""
        return self.overdue + self.due + self.recommended

    def ended(self, on: date) -> bool:
        """Say whether the unit no longer exists on a day."""
        return self.valid_to is not None and self.valid_to < on


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units of the tree; ``past`` adds those that had ended on the day ``on``."""

    on: date
    kind: str = ""
    past: bool = False


_ORDERS = {
    "name": lambda row: row.name_order,
    "people": lambda row: row.people,
    "overdue": lambda row: row.overdue,
    "due": lambda row: row.due,
    "recommended": lambda row: row.recommended,
    "coverage": lambda row: row.met / row.subject if row.subject else 2.0,
}


def unit_rows(run: NeedsRun | None, *, acting_user: ActingUser) -> list[UnitRow]:
    """Return every unit whose figures may be seen, in order of the tree, by three queries.

    The counts are rolled up; where a unit may be seen, so may those below it.
    """
    units = visible(Unit.objects.order_by("path"), acting_user=acting_user)
    rows = [UnitRow(*unit) for unit in units.values_list(*_UNIT_COLUMNS)]
    people = _people_by_unit()
    coverage = _coverage_by_unit(run, acting_user)
    own = {row.unit_id: (people.get(row.unit_id, 0), *coverage[row.unit_id]) for row in rows}
    totals = _rolled_up(rows, own)
    return [_counted(row, totals[row.unit_id]) for row in rows]


def _people_by_unit() -> dict[str, int]:
    people = unscoped(
        Person.objects.exclude(current_unit=None), reason="counts, shown for visible units only"
    )
    return dict(people.order_by().values_list("current_unit").annotate(Count("pk")))


def _counted(row: UnitRow, total: tuple[int, ...]) -> UnitRow:
    people, subject, met, overdue, due, recommended, later = total
    return replace(
        row,
        people=people,
        subject=subject,
        met=met,
        overdue=overdue,
        due=due,
        recommended=recommended,
        later=later,
    )


_UNIT_COLUMNS = (
    "unit_id",
    "name",
    "kind",
    "path",
    "depth",
    "valid_from",
    "valid_to",
    "x_km",
    "y_km",
    "name_order",
    "folded_name",
)


def list_units(
    run: NeedsRun | None,
    wanted: UnitFilter,
    asked: Asked,
    size: int = 50,
    *,
    acting_user: ActingUser,
) -> Page[UnitRow]:
    """Return a page of the units whose figures may be seen."""
    words = fold(asked.text).split()
    rows = [
        row
        for row in unit_rows(run, acting_user=acting_user)
        if (wanted.past or not row.ended(wanted.on))
        and (not wanted.kind or row.kind == wanted.kind)
        and all(word in row.folded_name for word in words)
    ]
    name = asked.sort.removeprefix("-")
    if name in _ORDERS:
        rows.sort(key=_ORDERS[name], reverse=asked.sort.startswith("-"))
    return page_of(rows, asked.page, size)


def _coverage_by_unit(
    run: NeedsRun | None, acting_user: ActingUser
) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = defaultdict(lambda: (0,) * len(COUNTS))
    if run is not None:
        sums = {f"sum_{name}": Sum(name) for name in COUNTS}
        seen = visible(Coverage.objects.filter(run=run), acting_user=acting_user)
        rows = seen.order_by().values("unit_id").annotate(**sums)
        for row in rows.values_list("unit_id", *sums):
            found[row[0]] = row[1:]
    return found


def _rolled_up(
    rows: Sequence[UnitRow], own: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Add the counts of each unit to all units above it; a path names them from the root down."""
    totals: dict[str, list[int]] = {row.unit_id: [0] * (1 + len(COUNTS)) for row in rows}
    for row in rows:
        for ancestor in ids_on(row.path):
            total = totals.get(ancestor)
            if total is not None:
                for place, count in enumerate(own[row.unit_id]):
                    total[place] += count
    return {unit_id: tuple(total) for unit_id, total in totals.items()}


def ids_on(path: str) -> list[str]:
    """Return the codes of the units on a path, from the root down."""
    return [part for part in path.split("/") if part]
