"""An independent judge of plans: every hard rule recomputed from the tables of the province.

Shares no code with the planner. It takes nothing from a plan but its classes and its turns, reads
people, rules, calendar and money anew and compares. An empty answer means that the plan may be
carried out as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.check_classes import (
    budget_violations,
    class_violations,
    lecturer_violations,
    room_violations,
)
from thuctien.engine.planning.check_eligibility import Sent, eligibility_violations
from thuctien.engine.planning.check_facts import (
    ClassReader,
    Person,
    PlannedClass,
    people_in_post,
)
from thuctien.engine.planning.check_people import (
    away_violations,
    overlap_violations,
    quota_violations,
    turn_violations,
)
from thuctien.engine.planning.check_use import PLANNED_FORCES, Usefulness, use_violations
from thuctien.engine.planning.check_violations import Rule, Violation, Violations

__all__ = ["Rule", "Violation", "Violations", "check_plan", "count_met"]


def check_plan(
    province: Province, needs: Needs, classes: pl.DataFrame, turns: pl.DataFrame, year: int
) -> Violations:
    """Return every hard rule that a plan breaks, in the order of the rules.

    ``classes`` and ``turns`` have ``planning.result.CLASSES_SCHEMA`` and ``TURNS_SCHEMA``; people,
    posts and holdings are those of ``needs.as_of``. What has an unknown code is reported and
    otherwise left out. The rules are those of ``docs/algorithms/planning.md``.
    """
    as_of = needs.as_of
    people = people_in_post(province, as_of)
    reader = ClassReader(province, year)
    readable = _readable(reader, classes, turns)
    sent = _sent(people, readable, turns)
    planned = list(readable.values())
    return (
        *_unknown(province, reader, classes, turns),
        *_absent(province, people, turns, needs),
        *turn_violations(province, sent, as_of),
        *eligibility_violations(province, sent, as_of),
        *quota_violations(province, sent, year),
        *overlap_violations(sent),
        *away_violations(province, sent, people, as_of),
        *class_violations(province, planned, year),
        *budget_violations(province, planned, year),
        *room_violations(province, planned),
        *lecturer_violations(province, planned),
        *use_violations(province, needs, sent),
    )


def count_met(
    province: Province, needs: Needs, turns: pl.DataFrame, classes: pl.DataFrame
) -> dict[str, int]:
    """Return how many needs a plan meets by force: overdue, due and recommended.

    Recomputed from the classes and turns alone, to be compared with ``Plan.tiers``.
    """
    programme_of = dict(classes.select("class_id", "programme_id").iter_rows())
    programmes: dict[str, list[str]] = defaultdict(list)
    for person_id, class_id in turns.select("person_id", "class_id").iter_rows():
        programmes[person_id].append(programme_of[class_id])
    usefulness = Usefulness(province, needs)
    met = Counter[str]()
    for person_id, attended in programmes.items():
        met += usefulness.met(person_id, attended)
    return {str(force): met[force] for force in PLANNED_FORCES}


def _readable(
    reader: ClassReader, classes: pl.DataFrame, turns: pl.DataFrame
) -> dict[str, PlannedClass]:
    """Return the classes of known programmes at known sites by code."""
    learners: dict[str, list[str]] = defaultdict(list)
    for person_id, class_id in turns.select("person_id", "class_id").iter_rows():
        learners[class_id].append(person_id)
    return {
        row["class_id"]: reader.read(row, tuple(learners[row["class_id"]]))
        for row in classes.iter_rows(named=True)
        if row["programme_id"] in reader.programmes and row["site_id"] in reader.sites
    }


def _sent(
    people: dict[str, Person], readable: dict[str, PlannedClass], turns: pl.DataFrame
) -> list[Sent]:
    return [
        Sent(people[person_id], readable[class_id])
        for person_id, class_id in turns.select("person_id", "class_id").iter_rows()
        if person_id in people and class_id in readable
    ]


def _unknown(
    province: Province, reader: ClassReader, classes: pl.DataFrame, turns: pl.DataFrame
) -> Iterator[Violation]:
    """Every code in the plan exists, and the code of a class only once."""
    stated = Counter(classes["class_id"])
    for what, used, known in (
        ("class", turns["class_id"], stated),
        ("person", turns["person_id"], set(province.people["person_id"])),
        ("programme", classes["programme_id"], reader.programmes),
        ("site", classes["site_id"], reader.sites),
    ):
        for key in used.unique().sort():
            if key not in known:
                yield Violation(Rule.UNKNOWN, {"what": what, "key": key})
    for class_id, times in stated.items():
        if times > 1:
            yield Violation(Rule.CLASS_TWICE, {"class_id": class_id, "times": times})


def _absent(
    province: Province, people: dict[str, Person], turns: pl.DataFrame, needs: Needs
) -> Iterator[Violation]:
    """Everybody who is sent holds a post on the day of the needs."""
    known = set(province.people["person_id"])
    for person_id in turns["person_id"].unique().sort():
        if person_id in known and person_id not in people:
            yield Violation(Rule.NOT_IN_POST, {"person_id": person_id, "as_of": needs.as_of})
