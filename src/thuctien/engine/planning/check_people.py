"""The rules about people: turns, quotas, overlaps, units that spare them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.model import Province
from thuctien.engine.planning.check_eligibility import Sent
from thuctien.engine.planning.check_facts import (
    Person,
    PlannedClass,
    parameter,
)
from thuctien.engine.planning.check_violations import Rule, Violation

DEFAULT_MAX_TURNS = "3"
DEFAULT_AWAY_SHARE = "0,15"


def turn_violations(province: Province, sent: list[Sent], as_of: date) -> Iterator[Violation]:
    """Nobody twice in a class or a programme, nobody more often in the year than allowed."""
    most = int(parameter(province, "max_turns_per_year", as_of, DEFAULT_MAX_TURNS))
    in_class = Counter((s.person.person_id, s.planned.class_id) for s in sent)
    programmes = Counter((s.person.person_id, s.planned.row["programme_id"]) for s in sent)
    for (person_id, class_id), times in in_class.items():
        if times > 1:
            yield _violation(
                Rule.TWICE_IN_CLASS, person_id=person_id, class_id=class_id, times=times
            )
    for (person_id, programme_id), times in programmes.items():
        if times > 1:
            yield _violation(
                Rule.TWICE_IN_PROGRAMME,
                person_id=person_id,
                programme_id=programme_id,
                times=times,
            )
    for person_id, turns in Counter(s.person.person_id for s in sent).items():
        if turns > most:
            yield _violation(Rule.TOO_MANY_TURNS, person_id=person_id, turns=turns, most=most)


def quota_violations(province: Province, sent: list[Sent], year: int) -> Iterator[Violation]:
    """No more turns than each quota of the year has, counted where the people are."""
    parent_of = dict(province.units.select("unit_id", "parent_id").iter_rows())
    above = {unit: _and_above(unit, parent_of) for unit in parent_of}
    in_programme: dict[str, list[Person]] = defaultdict(list)
    for turn in sent:
        in_programme[turn.planned.row["programme_id"]].append(turn.person)
    of_year = province.quotas.filter(pl.col("year") == year).sort("quota_id")
    for quota in of_year.iter_rows(named=True):
        levels = quota["leadership_levels"]
        used = sum(
            (quota["unit_id"] is None or quota["unit_id"] in above[person.unit_id])
            and (not levels or person.leadership_level in levels)
            for person in in_programme[quota["programme_id"]]
        )
        if used > quota["seats"]:
            yield _violation(
                Rule.QUOTA, quota_id=quota["quota_id"], seats=quota["seats"], used=used
            )


def _and_above(unit_id: str, parent_of: Mapping[str, str | None]) -> set[str]:
    """Return a unit and all units above it."""
    found: set[str] = set()
    unit: str | None = unit_id
    while unit is not None and unit not in found:
        found.add(unit)
        unit = parent_of.get(unit)
    return found


def overlap_violations(sent: list[Sent]) -> Iterator[Violation]:
    """No two classes of a person share a week in the same part."""
    classes: dict[str, list[PlannedClass]] = defaultdict(list)
    for turn in sent:
        classes[turn.person.person_id].append(turn.planned)
    for person_id, attended in classes.items():
        for one, other in combinations(attended, 2):
            shared = one.weeks.keys() & other.weeks.keys() if one.part is other.part else set()
            if shared and one.class_id != other.class_id:
                yield _violation(
                    Rule.OVERLAP,
                    person_id=person_id,
                    class_id=one.class_id,
                    other_id=other.class_id,
                    week=min(shared),
                )


def away_violations(
    province: Province, sent: list[Sent], people: Mapping[str, Person], as_of: date
) -> Iterator[Violation]:
    """No unit has more of its people away on weekdays than its share, at least one."""
    default = parameter(province, "default_away_share", as_of, DEFAULT_AWAY_SHARE)
    shares = dict(province.units.select("unit_id", "away_share").iter_rows())
    staff = Counter(person.unit_id for person in people.values())
    away: dict[tuple[str, date], set[str]] = defaultdict(set)
    for turn in sent:
        if turn.planned.part is Part.WEEKDAYS:
            for week in turn.planned.weeks:
                away[turn.person.unit_id, week].add(turn.person.person_id)
    for (unit_id, week), who in sorted(away.items()):
        share = default if shares[unit_id] is None else Decimal(str(shares[unit_id]))
        most = max(1, int(share * staff[unit_id]))
        if len(who) > most:
            yield _violation(Rule.UNIT_AWAY, unit_id=unit_id, week=week, away=len(who), most=most)


def _violation(code: Rule, **figures: object) -> Violation:
    return Violation(code, figures)
