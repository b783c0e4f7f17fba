"""The rules about who may go: every condition in force on the day the class starts.

Written rule by rule and person by person in plain Python; shares nothing with
:mod:`thuctien.engine.eligibility`, which planner and assessment use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Predicate
from thuctien.engine.planning.check_facts import (
    Person,
    PlannedClass,
    Row,
    in_force,
    months_after,
    qualifications_held,
    rows_by,
)
from thuctien.engine.planning.check_violations import Rule, Violation

_CODES_OF = {
    Predicate.LEADERSHIP_LEVELS: "leadership_level",
    Predicate.POST_FAMILIES: "family",
    Predicate.RANKS: "rank",
    Predicate.UNIT_KINDS: "unit_kind",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One turn: a person in post in a class that could be read."""

    person: Person
    planned: PlannedClass


@dataclass(frozen=True, slots=True)
class Record:
    """What the records say of one person on the day of the needs.

    ``held`` has all that the person's qualifications stand for; ``awards`` the day, qualification
    and kind of each award; ``plans`` is ``None`` where the province keeps no succession plans.
    """

    person: Person
    held: frozenset[str]
    awards: Sequence[tuple[date, str, str]]
    ratings: Mapping[int, str]
    disciplines: Sequence[Row]
    plans: Sequence[Row] | None


class Records:
    """The records of everybody, read once."""

    def __init__(self, province: Province, as_of: date) -> None:
        self._held = qualifications_held(province, as_of)
        self._kinds = dict(province.qualifications.select("qualification_id", "kind").iter_rows())
        self._holdings = rows_by(province.holdings, "person_id")
        self._ratings = rows_by(province.ratings, "person_id")
        self._disciplines = rows_by(province.disciplines, "person_id")
        self._plans = rows_by(province.succession_plans, "person_id")
        self._as_of = as_of
        self._has_plans = _keeps_plans(province, as_of)

    def of(self, person: Person) -> Record:
        """Return the record of one person."""
        code = person.person_id
        return Record(
            person=person,
            held=frozenset(self._held.get(code, ())),
            awards=[
                (row["awarded_on"], row["qualification_id"], self._kinds[row["qualification_id"]])
                for row in self._holdings.get(code, ())
                if row["awarded_on"] <= self._as_of
            ],
            ratings={row["year"]: row["grade"] for row in self._ratings.get(code, ())},
            disciplines=self._disciplines.get(code, ()),
            plans=self._plans.get(code, ()) if self._has_plans else None,
        )


def _keeps_plans(province: Province, as_of: date) -> bool:
    """Tell whether the youngest switch in force on a day, if there is any, says yes."""
    said = [
        (row["valid_from"] or date.min, row["value"])
        for row in province.parameters.iter_rows(named=True)
        if row["key"] == "use_succession_plans" and in_force(row, as_of)
    ]
    return not said or max(said)[1].strip().lower() in ("1", "x", "có", "yes", "true")


def eligibility_violations(
    province: Province, sent: list[Sent], as_of: date
) -> Iterator[Violation]:
    """Every rule in force on the day the class starts, and nobody retires before it ends."""
    rules = rows_by(province.eligibility_rules.sort("rule_id"), "programme_id")
    records = Records(province, as_of)
    for turn in sent:
        person, planned = turn.person, turn.planned
        starts_on, ends_on = planned.row["starts_on"], planned.row["ends_on"]
        own = rules.get(planned.row["programme_id"], ())
        for rule in failed_rules(own, records.of(person), planned.row["mode"], starts_on):
            yield Violation(
                Rule.NOT_ELIGIBLE,
                {
                    "person_id": person.person_id,
                    "class_id": planned.class_id,
                    "rule_id": rule["rule_id"],
                    "starts_on": starts_on,
                },
            )
        if person.retires_on is not None and person.retires_on < ends_on:
            yield Violation(
                Rule.RETIRES_BEFORE_END,
                {
                    "person_id": person.person_id,
                    "class_id": planned.class_id,
                    "retires_on": person.retires_on,
                    "ends_on": ends_on,
                },
            )


def failed_rules(rules: Sequence[Row], record: Record, mode: str, starts_on: date) -> Iterator[Row]:
    """Yield the first rule of each set of alternatives of which the person fulfils none.

    What only a document can show bars nobody; whom somebody would have to let go, is not sent.
    """
    for alternatives in _sets_of_alternatives(rules, record.plans is not None):
        asked = [
            rule
            for rule in alternatives
            if in_force(rule, starts_on)
            and (not rule["modes"] or mode in rule["modes"])
            and (not rule["sexes"] or record.person.sex in rule["sexes"])
        ]
        if asked and not any(fulfils(rule, record, starts_on) for rule in asked):
            yield asked[0]


def _sets_of_alternatives(rules: Sequence[Row], has_plans: bool) -> Iterator[list[Row]]:
    """Yield rules that stand for one another; without plans, the others of a set decide."""

    def label(rule: Row) -> tuple[str, str]:
        return ("", rule["any_of"]) if rule["any_of"] else (rule["rule_id"], "")

    for _, members in groupby(sorted(rules, key=label), key=label):
        found = sorted(members, key=lambda rule: str(rule["rule_id"]))
        others = [rule for rule in found if rule["predicate"] != Predicate.PLANNED_LEVELS]
        yield others if others and not has_plans else found


def fulfils(rule: Row, record: Record, starts_on: date) -> bool:
    """Tell whether a person fulfils one rule on the day a class starts, or may by a document.

    A rule about retirement asks nothing of people whose retirement day is unknown.
    """
    predicate = Predicate(rule["predicate"])
    if predicate in _CODES_OF:
        return bool(set(rule["codes"] or ()) & record.person.codes[_CODES_OF[predicate]])
    return _FULFILLED[predicate](rule, record, starts_on)


def _months(rule: Row) -> int:
    return round(12 * (rule["number"] or 0))


def _old_enough(rule: Row, record: Record, day: date) -> bool:
    return day >= months_after(record.person.birth_date, _months(rule))


def _young_enough(rule: Row, record: Record, day: date) -> bool:
    return day < months_after(record.person.birth_date, _months(rule) + 12)


def _served(rule: Row, record: Record, day: date) -> bool:
    since = record.person.service_from
    return since is not None and day >= months_after(since, _months(rule))


def _stays(rule: Row, record: Record, day: date) -> bool:
    retires = record.person.retires_on
    return retires is None or day <= months_after(retires, -_months(rule))


def _holds(rule: Row, record: Record, _day: date) -> bool:
    return bool(set(rule["codes"]) & record.held)


def _holds_not(rule: Row, record: Record, _day: date) -> bool:
    return not set(rule["codes"]) & record.held


def _never_rated_lower(rule: Row, record: Record, day: date) -> bool:
    years = max(1, round(rule["number"] or 1))
    grades = [record.ratings.get(year) for year in range(day.year - years, day.year)]
    return all(grade is None or grade in rule["codes"] for grade in grades)


def _under_no_discipline(rule: Row, record: Record, day: date) -> bool:
    return not any(
        in_force(row, day) and (not rule["codes"] or row["form"] in rule["codes"])
        for row in record.disciplines
    )


def _long_since(rule: Row, record: Record, day: date, part: int) -> bool:
    """Tell whether all awards that count lie so many months back; ``part`` picks what is named."""
    codes = rule["codes"]
    last = max((a[0] for a in record.awards if not codes or a[part] in codes), default=None)
    return last is None or day >= months_after(last, round(rule["number"] or 0))


def _planned(rule: Row, record: Record, day: date) -> bool:
    if record.plans is None:
        return True
    return any(
        in_force(row, day) and row["leadership_level"] in rule["codes"] for row in record.plans
    )


_FULFILLED: Mapping[Predicate, Callable[[Row, Record, date], bool]] = {
    Predicate.MIN_AGE: _old_enough,
    Predicate.MAX_AGE: _young_enough,
    Predicate.MIN_SERVICE_YEARS: _served,
    Predicate.MIN_YEARS_TO_RETIREMENT: _stays,
    Predicate.HOLDS: _holds,
    Predicate.HOLDS_NOT: _holds_not,
    Predicate.RATED_AT_LEAST: _never_rated_lower,
    Predicate.NO_DISCIPLINE: _under_no_discipline,
    Predicate.MIN_MONTHS_SINCE_TRAINING: lambda rule, record, day: _long_since(
        rule, record, day, 1
    ),
    Predicate.MIN_MONTHS_SINCE_KIND: lambda rule, record, day: _long_since(rule, record, day, 2),
    Predicate.PLANNED_LEVELS: _planned,
    Predicate.DOCUMENTED: lambda _rule, _record, _day: True,
}
