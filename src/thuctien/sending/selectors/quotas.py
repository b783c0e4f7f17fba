"""Reads quotas: what was given from above, what each agency has, what was handed on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field

from thuctien.base.access import seen_among, visible
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.people.models import Unit
from thuctien.sending.models import Allotment, AllotmentTransfer, Quota, Round


@dataclass(slots=True)
class MatrixRow:
    """An agency in the matrix of quotas: its allotments by programme."""

    unit: Unit
    cells: dict[str, list[Allotment]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Column:
    """A programme in the matrix: given from above (none where nobody says), shared out, used."""

    programme: Programme
    from_above: int | None
    source: str
    seats: int
    used: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Seats that were handed on; an agency that the reader may not see has no name."""

    transfer: AllotmentTransfer
    giver: str
    receiver: str


def quota_matrix(round_: Round, *, acting_user: ActingUser) -> tuple[list[Column], list[MatrixRow]]:
    """Return the quotas of a round: its programmes, and the agencies that may be seen. 3 queries.

    The sums of a column are those of the agencies in the matrix.
    """
    rows = visible(
        Allotment.objects.filter(round=round_).select_related("unit", "programme"),
        acting_user=acting_user,
    )
    matrix: dict[str, MatrixRow] = {}
    programmes: dict[str, Programme] = {row.pk: row for row in round_.programmes.all()}
    seats: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for row in rows.order_by("unit__name_order", "unit", "group"):
        matrix.setdefault(row.unit_id, MatrixRow(row.unit)).cells[row.programme_id].append(row)
        programmes.setdefault(row.programme_id, row.programme)
        seats[row.programme_id] += row.seats
        used[row.programme_id] += row.taken
    above = {
        quota.programme_id: quota
        for quota in Quota.objects.filter(year=round_.year, unit=None, leadership_levels=[])
    }
    columns = [
        Column(
            programme,
            above[key].seats if key in above else None,
            above[key].source if key in above else "",
            seats[key],
            used[key],
        )
        for key, programme in sorted(programmes.items(), key=lambda item: item[1].name)
    ]
    return columns, list(matrix.values())


def transfers(round_: Round, *, acting_user: ActingUser) -> list[Moved]:
    """Return the seats that were handed on in a round, the newest first, by two queries.

    An agency sees what it gave and got, not from whom or to whom.
    """
    rows = visible(
        AllotmentTransfer.objects.filter(giver__round=round_).select_related(
            "giver__unit", "giver__programme", "receiver__unit", "by"
        ),
        acting_user=acting_user,
    )
    found = list(rows.order_by("-at", "-pk").distinct())
    units = {unit for row in found for unit in (row.giver.unit_id, row.receiver.unit_id)}
    seen = seen_among(Unit, units, acting_user=acting_user)
    return [
        Moved(row, *(_name(allotment, seen) for allotment in (row.giver, row.receiver)))
        for row in found
    ]


def _name(allotment: Allotment, seen: Container[str]) -> str:
    return allotment.unit.name if allotment.unit_id in seen else ""
