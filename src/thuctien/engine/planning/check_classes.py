"""The rules about classes: what is offered, sizes, money, rooms, lecturers."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching, maximum_flow

from thuctien.engine.calendar import Part, week_of
from thuctien.engine.model import Province
from thuctien.engine.planning.check_facts import PlannedClass, Row, in_force, rows_by
from thuctien.engine.planning.check_violations import Rule, Violation

Sessions = tuple[str, str]
"""What a half day asks of a lecturer: topic and kind of site."""


def class_violations(
    province: Province, classes: list[PlannedClass], year: int
) -> Iterator[Violation]:
    """Each class by itself: what is offered where, its days, its size, its cost."""
    offerings = {
        (row["programme_id"], row["mode"]): row for row in province.offerings.iter_rows(named=True)
    }
    session_counts = Counter[str]()
    for module in province.modules.iter_rows(named=True):
        session_counts[module["programme_id"]] += module["sessions"]
    for planned in classes:
        row = planned.row
        yield from _offer(planned, offerings.get((row["programme_id"], row["mode"])))
        yield from _days(planned, year)
        yield from _size_and_cost(planned)
        if row["sessions"] != session_counts[row["programme_id"]]:
            yield _of_class(
                Rule.SESSIONS,
                planned,
                stated=row["sessions"],
                found=session_counts[row["programme_id"]],
            )


def _offer(planned: PlannedClass, offering: Row | None) -> Iterator[Violation]:
    starts_on, programme_id = planned.row["starts_on"], planned.row["programme_id"]
    figures = {"programme_id": programme_id, "starts_on": starts_on}
    if not in_force(planned.programme, starts_on):
        yield _of_class(Rule.PROGRAMME_NOT_IN_FORCE, planned, **figures)
    if offering is None or not in_force(offering, starts_on):
        yield _of_class(Rule.FORM_NOT_OFFERED, planned, **figures)
    elif planned.site["kind"] not in offering["site_kinds"]:
        yield _of_class(
            Rule.SITE_KIND, planned, programme_id=programme_id, site_id=planned.row["site_id"]
        )
    if not in_force(planned.site, starts_on):
        yield _of_class(
            Rule.SITE_NOT_IN_FORCE, planned, site_id=planned.row["site_id"], starts_on=starts_on
        )


def _days(planned: PlannedClass, year: int) -> Iterator[Violation]:
    starts_on, ends_on = planned.row["starts_on"], planned.row["ends_on"]
    if starts_on != week_of(starts_on) or starts_on.year != year:
        yield _of_class(Rule.START_DAY, planned, starts_on=starts_on, year=year)
    if not planned.sessions:
        yield _of_class(Rule.NO_SESSIONS, planned, starts_on=starts_on)
        return
    first, last = planned.sessions[0][0], planned.sessions[-1][0]
    if week_of(first) != week_of(starts_on):
        yield _of_class(Rule.STARTS_LATER, planned, starts_on=starts_on, found=first)
    if ends_on != last:
        yield _of_class(Rule.END_DAY, planned, stated=ends_on, found=last)


def _size_and_cost(planned: PlannedClass) -> Iterator[Violation]:
    row, programme = planned.row, planned.programme
    size, turns = row["size"], len(planned.learners)
    if size != turns:
        yield _of_class(Rule.SIZE_MISCOUNTED, planned, size=size, turns=turns)
    if not programme["min_size"] <= turns <= programme["max_size"]:
        yield _of_class(
            Rule.SIZE,
            planned,
            size=turns,
            least=programme["min_size"],
            most=programme["max_size"],
        )
    if not turns <= row["max_size"] <= programme["max_size"]:
        yield _of_class(
            Rule.GREATEST_SIZE,
            planned,
            stated=row["max_size"],
            size=turns,
            most=programme["max_size"],
        )
    if row["cost"] != _cost(planned):
        yield _of_class(Rule.COST, planned, stated=row["cost"], found=_cost(planned))


def _cost(planned: PlannedClass) -> int:
    programme = planned.programme
    return int(programme["cost_per_class"] + len(planned.learners) * programme["cost_per_learner"])


def budget_violations(
    province: Province, classes: list[PlannedClass], year: int
) -> Iterator[Violation]:
    """No source of money pays more than it has in the year; without a row it has nothing."""
    amounts = {
        row["budget_id"]: row["amount"]
        for row in province.budgets.iter_rows(named=True)
        if row["year"] == year
    }
    spent = Counter[str]()
    for planned in classes:
        spent[planned.programme["budget_id"]] += _cost(planned)
    for budget_id, total in sorted(spent.items()):
        amount = amounts.get(budget_id, 0)
        if total > amount:
            yield Violation(Rule.BUDGET, {"budget_id": budget_id, "amount": amount, "spent": total})


def room_violations(province: Province, classes: list[PlannedClass]) -> Iterator[Violation]:
    """In each week, weekdays and weekend apart, every class has a room of its own."""
    rooms = rows_by(province.rooms, "site_id")
    together: dict[tuple[str, date, Part], list[PlannedClass]] = defaultdict(list)
    for planned in classes:
        for week in planned.weeks:
            together[planned.row["site_id"], week, planned.part].append(planned)
    for (site_id, week, _), here in sorted(together.items()):
        fits = [[_fits(room, planned, week) for room in rooms.get(site_id, ())] for planned in here]
        placed = _most_pairs(fits)
        if placed < len(here):
            yield Violation(
                Rule.ROOMS,
                {"site_id": site_id, "week": week, "classes": len(here), "placed": placed},
            )


def _fits(room: Row, planned: PlannedClass, week: date) -> bool:
    """Tell whether a room is large enough and in use on all days of a class in a week."""
    return room["capacity"] >= len(planned.learners) and in_force(room, *planned.weeks[week])


def _most_pairs(fits: list[list[bool]]) -> int:
    """Return how many classes can have a room of their own at once."""
    matrix = np.array(fits, dtype=np.int8)
    if not matrix.any():
        return 0
    return int((maximum_bipartite_matching(csr_matrix(matrix), perm_type="column") >= 0).sum())


def lecturer_violations(province: Province, classes: list[PlannedClass]) -> Iterator[Violation]:
    """In each month lecturers can hold all sessions between them."""
    needed: dict[date, Counter[Sessions]] = defaultdict(Counter)
    for planned in classes:
        for day, topic in planned.sessions:
            needed[day.replace(day=1)][topic, planned.site["kind"]] += 1
    lecturers: list[Row] = list(province.lecturers.sort("lecturer_id").iter_rows(named=True))
    absences = rows_by(province.lecturer_absences, "lecturer_id")
    for month, demand in sorted(needed.items()):
        most = [_sessions_in(month, who, absences.get(who["lecturer_id"], [])) for who in lecturers]
        covered = _most_covered(lecturers, most, demand)
        if covered < demand.total():
            yield Violation(
                Rule.LECTURERS, {"month": month, "needed": demand.total(), "covered": covered}
            )


def _sessions_in(month: date, lecturer: Row, absences: list[Row]) -> int:
    """Return how many half days a lecturer can hold in a month."""
    days = [month + timedelta(days=n) for n in range(monthrange(month.year, month.month)[1])]
    there = [
        day
        for day in days
        if in_force(lecturer, day)
        and not any(row["first_day"] <= day <= row["last_day"] for row in absences)
    ]
    return int(min(lecturer["max_sessions_month"], 2 * len(there)))


def _most_covered(lecturers: Sequence[Row], most: list[int], demand: Counter[Sessions]) -> int:
    """Return how many of the sessions lecturers can hold: a flow from lecturers to sessions.

    A lecturer without topics teaches all, as everywhere an empty list of codes means all.
    """
    asked = sorted(demand)
    source, sink = 0, 1 + len(lecturers) + len(asked)
    capacity = np.zeros((sink + 1, sink + 1), dtype=np.int32)
    for n, (who, sessions) in enumerate(zip(lecturers, most, strict=True), start=1):
        capacity[source, n] = sessions
        for m, (topic, kind) in enumerate(asked, start=1 + len(lecturers)):
            if kind in who["site_kinds"] and (not who["topics"] or topic in who["topics"]):
                capacity[n, m] = sessions
    for m, wanted in enumerate(asked, start=1 + len(lecturers)):
        capacity[m, sink] = demand[wanted]
    return int(maximum_flow(csr_matrix(capacity), source, sink).flow_value)


def _of_class(code: Rule, planned: PlannedClass, **figures: object) -> Violation:
    return Violation(code, {"class_id": planned.class_id, **figures})
