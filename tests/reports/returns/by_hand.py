"""The same figures by loops over rows, one cell at a time; shares no code with what it checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.reports.returns.small import OFFERED, PROGRAMMES, UNITS
from thuctien.people.models import Appointment, Person, SensitiveFacts
from thuctien.reports.models import ReportColumn
from thuctien.sending.models import Nomination, Turn

STAGES = {
    "nominated": {"submitted", "refused", "decided", "joined", "not_joined"},
    "decided": {"decided", "joined", "not_joined"},
    "joined": {"joined"},
}
BECAME = {"HUYEN": "XA"}


@dataclass
class One:
    """A turn, with everything that is asked of it."""

    class_id: str
    person: Person
    facts: Mapping[str, str]
    age: int
    progress: set[str]
    needs: int
    money: Fraction


def turns(*, now: bool) -> list[One]:
    """Return every turn of the small province, under the names of then or of now."""
    found = [_planned(turn, now=now) for turn in Turn.objects.all()]
    found += [_put_forward(one, now=now) for one in Nomination.objects.all()]
    return [one for one in found if one.progress]


def _planned(turn: Turn, *, now: bool) -> One:
    others = Turn.objects.filter(planned_class=turn.planned_class).count()
    share = Fraction(turn.planned_class.cost, others)
    name = turn.planned_class.class_id
    return _one(name, turn.person, turn.unit_id, {"planned"}, turn.needs_met, share, now=now)


def _put_forward(one: Nomination, *, now: bool) -> One:
    progress = {stage for stage, states in STAGES.items() if one.state in states}
    name = one.offered_class.class_id
    _kind, _budget, per_class, per_learner = PROGRAMMES[OFFERED[name][0]]
    decided = [
        other
        for other in Nomination.objects.filter(offered_class=one.offered_class)
        if other.state in STAGES["decided"]
    ]
    share = Fraction(0)
    if one.state in STAGES["decided"]:
        share = Fraction(per_class, len(decided)) + per_learner
    return _one(name, one.person, one.unit_id, progress, len(one.answers), share, now=now)


def _one(
    class_id: str,
    person: Person,
    unit: str,
    progress: set[str],
    needs: int,
    money: Fraction,
    *,
    now: bool,
) -> One:
    programme, mode, day = OFFERED[class_id]
    rank = ""
    for held in Appointment.objects.filter(person=person):
        if held.valid_from <= day and (held.valid_to is None or day <= held.valid_to):
            unit, rank = held.post.unit_id, held.post.rank
    if now:
        unit = BECAME.get(unit, unit)
    sensitive = SensitiveFacts.objects.get(person=person)
    joined = sensitive.party_joined_on
    facts = {
        "own_unit": unit,
        "unit_kind": UNITS[unit][2],
        "programme": programme,
        "programme_kind": PROGRAMMES[programme][0],
        "budget": PROGRAMMES[programme][1],
        "mode": mode,
        "site_kind": "school",
        "rank": rank,
        "level": "",
        "family": "office" if rank else "",
        "sex": person.sex,
        "year": str(day.year),
        "quarter": str((day.month + 2) // 3),
        "ethnic_minority": "yes" if sensitive.ethnic_group not in {"", "kinh"} else "no",
        "party_member": "yes" if joined and joined <= day else "no",
    }
    return One(class_id, person, facts, _age(person.birth_date, day), progress, needs, money)


def _age(born: date, day: date) -> int:
    had = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had else 1)


def cell(column: ReportColumn, counted: list[One]) -> int | Fraction:
    """Return what a column counts of turns; ``column`` carries its headings as ``parent``."""
    line = list(_upwards(column))
    fitting = [one for one in counted if all(_fits(one, part) for part in line)]
    match column.measure:
        case "turns":
            return len(fitting)
        case "persons":
            return len({one.person.pk for one in fitting})
        case "classes":
            # A planned class and the one offered from it are two rows of the database.
            return len({one.class_id for one in fitting})
        case "needs":
            return sum(one.needs for one in fitting)
    return sum((one.money for one in fitting), Fraction(0))


def _upwards(column: ReportColumn | None) -> Iterator[ReportColumn]:
    while column is not None:
        yield column
        column = column.parent


def _fits(one: One, column: ReportColumn) -> bool:
    if column.progress and column.progress not in one.progress:
        return False
    if column.min_age is not None and one.age < column.min_age:
        return False
    if column.max_age is not None and one.age > column.max_age:
        return False
    return all(one.facts[dimension] in codes for dimension, codes in column.filters.items())


def is_below(unit: str, top: str) -> bool:
    """Say whether a unit is another one, or below it."""
    return UNITS[unit][1].startswith(UNITS[top][1])
