"""An independent judge of timetables: every hard rule recomputed from the tables of the province.

Shares no code with the problem or the solver. What is missing is a violation as much as what is
wrong: the sessions of every module of every class are counted against its programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import polars as pl

from thuctien.engine.calendar import closed_days
from thuctien.engine.model import Province
from thuctien.engine.timetabling.violations import Rule, Violation

SLOT = ("day", "half")
_WEEKDAYS = {"full_time": range(5), "weekend": range(5, 7), "monthly": range(5)}
_WEEKS_APART = {"full_time": 1, "weekend": 1, "monthly": 4}
_MOST_DAYS = 366 * 5


def check(
    province: Province, classes: pl.DataFrame, turns: pl.DataFrame, sessions: pl.DataFrame
) -> list[Violation]:
    """Return every hard rule that a timetable breaks, in the order of the rules.

    ``classes`` and ``turns`` are the plan's frames (``planning.result``), ``sessions`` has
    ``timetabling.result.SESSIONS_SCHEMA``. An empty list means that the timetable is complete and
    right. Sessions with an unknown code are reported and otherwise left out.
    """
    unknown = list(_unknown(province, classes, sessions))
    given = _Given.join(province, classes, turns, sessions)
    rules = (_counts, _pattern, _order, _rooms, _lecturers, _months, _clashes, _learners)
    return unknown + [violation for rule in rules for violation in rule(given)]


@dataclass(frozen=True, slots=True)
class _Given:
    """The tables, and ``held``: the sessions with all that is known of class, room, lecturer."""

    province: Province
    classes: pl.DataFrame
    turns: pl.DataFrame
    sessions: pl.DataFrame
    held: pl.DataFrame

    @classmethod
    def join(
        cls,
        province: Province,
        classes: pl.DataFrame,
        turns: pl.DataFrame,
        sessions: pl.DataFrame,
    ) -> _Given:
        learners = turns.group_by("class_id").agg(pl.col("person_id").n_unique().alias("learners"))
        sites = province.sites.select("site_id", pl.col("kind").alias("site_kind"))
        rooms = province.rooms.select(
            "room_id",
            "capacity",
            pl.col("site_id").alias("room_site_id"),
            pl.col("valid_from").alias("room_from"),
            pl.col("valid_to").alias("room_to"),
        )
        lecturers = province.lecturers.select(
            "lecturer_id", "topics", "site_kinds", "max_sessions_month", "valid_from", "valid_to"
        )
        modules = province.modules.select("programme_id", "module_no", "topic")
        held = (
            sessions.join(classes.select("class_id", "programme_id", "site_id", "size"), "class_id")
            .join(sites, "site_id")
            .join(modules, ["programme_id", "module_no"])
            .join(rooms, "room_id")
            .join(lecturers, "lecturer_id")
            .join(learners, "class_id", how="left")
            .with_columns(pl.max_horizontal("size", "learners").alias("learners"))
            .sort("class_id", "session_no", "module_no", *SLOT)
        )
        return cls(province, classes, turns, sessions, held)


def _found(rule: Rule, frame: pl.DataFrame, *figures: str) -> Iterator[Violation]:
    """Yield a violation for each different row of the figures."""
    rows = frame.select(figures).unique(maintain_order=True)
    yield from (Violation(rule, row) for row in rows.iter_rows(named=True))


def _unknown(
    province: Province, classes: pl.DataFrame, sessions: pl.DataFrame
) -> Iterator[Violation]:
    known = {"class": classes, "room": province.rooms, "lecturer": province.lecturers}
    for what, table in known.items():
        key = f"{what}_id"
        lost = sessions.join(table, key, how="anti", nulls_equal=False).sort(sessions.columns)
        named = lost.with_columns(pl.lit(what).alias("what"), pl.col(key).alias("key"))
        yield from _found(Rule.UNKNOWN, named, "class_id", "session_no", "what", "key")
    programmes = classes.select("class_id", "programme_id")
    lost = (
        sessions.join(programmes, "class_id")
        .join(province.modules, ["programme_id", "module_no"], how="anti")
        .sort(sessions.columns)
        .with_columns(pl.lit("module").alias("what"), pl.col("module_no").alias("key"))
    )
    yield from _found(Rule.UNKNOWN, lost, "class_id", "session_no", "what", "key")


def _counts(given: _Given) -> Iterator[Violation]:
    modules = given.province.modules.select(
        "programme_id", "module_no", pl.col("sessions").alias("needed")
    )
    programmes = given.classes.select("class_id", "programme_id")
    needed = programmes.join(modules, "programme_id").drop("programme_id")
    found = given.sessions.group_by("class_id", "module_no").agg(pl.len().alias("found"))
    wrong = (
        needed.join(found, ["class_id", "module_no"], how="left")
        .with_columns(pl.col("found").fill_null(0))
        .filter(pl.col("needed") != pl.col("found"))
        .sort("class_id", "module_no")
    )
    yield from _found(Rule.SESSIONS_MISCOUNTED, wrong, *wrong.columns)
    twice = given.sessions.group_by("class_id", "session_no").agg(pl.len().alias("times"))
    twice = twice.filter(pl.col("times") > 1).sort("class_id", "session_no")
    yield from _found(Rule.SESSION_TWICE, twice, *twice.columns)


def _pattern(given: _Given) -> Iterator[Violation]:
    lengths = given.province.modules.group_by("programme_id").agg(pl.col("sessions").sum())
    classes = given.classes.drop("sessions").join(lengths, "programme_id").sort("class_id")
    by_class = given.sessions.partition_by("class_id", as_dict=True)

    @cache
    def closed_at(site_id: str, year: int) -> frozenset[date]:
        return closed_days(given.province.closures, site_id, range(year, year + 6))

    for row in classes.iter_rows(named=True):
        first: date = row["starts_on"]
        closed = closed_at(row["site_id"], first.year)
        planned = _half_days(row["mode"], first, row["sessions"], closed)
        last = planned[-1][0] if planned else None
        if last != row["ends_on"]:
            figures = {"class_id": row["class_id"], "planned": row["ends_on"], "found": last}
            yield Violation(Rule.ENDS_ELSEWHEN, figures)
        mine = by_class.get((row["class_id"],), given.sessions.clear()).sort("session_no", *SLOT)
        for session_no, day, half in mine.select("session_no", *SLOT).iter_rows():
            figures = {"class_id": row["class_id"], "session_no": session_no, "day": day}
            if day in closed:
                yield Violation(Rule.CLOSED_DAY, figures)
            elif planned[session_no - 1 : session_no] != [(day, half)]:
                yield Violation(Rule.OFF_PATTERN, figures)


def _half_days(
    mode: str, starts_on: date, sessions: int, closed: frozenset[date]
) -> list[tuple[date, int]]:
    monday = starts_on - timedelta(days=starts_on.weekday())
    found: list[tuple[date, int]] = []
    for number in range(_MOST_DAYS):
        day = monday + timedelta(days=number)
        in_week = (number // 7) % _WEEKS_APART[mode] == 0 and day.weekday() in _WEEKDAYS[mode]
        if in_week and day not in closed:
            found += [(day, 0), (day, 1)]
        if len(found) >= sessions:
            break
    return found[:sessions]


def _order(given: _Given) -> Iterator[Violation]:
    time = (pl.col("day").to_physical() * 2 + pl.col("half")).alias("time")
    spans = (
        given.held.with_columns(time)
        .group_by("class_id", "programme_id", "module_no")
        .agg(
            pl.col("day").min().alias("begins"),
            pl.col("day").max().alias("ends"),
            pl.col("time").min().alias("first"),
            pl.col("time").max().alias("last"),
        )
    )
    pairs = (
        given.province.modules.select("programme_id", "module_no", "after")
        .explode("after", empty_as_null=True)
        .drop_nulls("after")
        .with_columns(pl.col("after").cast(pl.Int64))
    )
    before = spans.select("class_id", pl.col("module_no").alias("after"), "ends", "last")
    wrong = (
        spans.drop("ends", "last")
        .join(pairs, ["programme_id", "module_no"])
        .join(before, ["class_id", "after"])
        .filter(pl.col("first") <= pl.col("last"))
        .sort("class_id", "module_no", "after")
    )
    yield from _found(Rule.MODULE_ORDER, wrong, "class_id", "module_no", "after", "begins", "ends")


def _outside(first: str, last: str) -> pl.Expr:
    """Return whether the day is not in force; a missing bound is none, as null fails no test."""
    early = (pl.col("day") < pl.col(first)).fill_null(value=False)
    late = (pl.col("day") > pl.col(last)).fill_null(value=False)
    return early | late


def _rooms(given: _Given) -> Iterator[Violation]:
    held = given.held
    elsewhere = held.filter(pl.col("room_site_id") != pl.col("site_id"))
    yield from _found(
        Rule.ROOM_ELSEWHERE, elsewhere, "class_id", "site_id", "room_id", "room_site_id"
    )
    small = held.filter(pl.col("capacity") < pl.col("learners"))
    yield from _found(Rule.ROOM_TOO_SMALL, small, "class_id", "learners", "room_id", "capacity")
    unused = held.filter(_outside("room_from", "room_to"))
    yield from _found(Rule.ROOM_NOT_IN_FORCE, unused, "class_id", "room_id", "day")


def _lecturers(given: _Given) -> Iterator[Violation]:
    def lacks(column: str, value: str) -> pl.Expr:
        # An empty list means all.
        return (pl.col(column).list.len() > 0) & ~pl.col(column).list.contains(pl.col(value))

    held = given.held
    who = ("class_id", "lecturer_id")
    yield from _found(Rule.LECTURER_TOPIC, held.filter(lacks("topics", "topic")), *who, "topic")
    unfit = held.filter(lacks("site_kinds", "site_kind"))
    yield from _found(Rule.LECTURER_SITE_KIND, unfit, *who, "site_id")
    outside = held.filter(_outside("valid_from", "valid_to"))
    yield from _found(Rule.LECTURER_NOT_IN_FORCE, outside, *who, "day")
    absences = given.province.lecturer_absences.select("lecturer_id", "first_day", "last_day")
    absent = held.join(absences, "lecturer_id", maintain_order="left").filter(
        pl.col("day").is_between("first_day", "last_day")
    )
    yield from _found(Rule.LECTURER_ABSENT, absent, *who, "day")


def _months(given: _Given) -> Iterator[Violation]:
    over = (
        given.held.group_by("lecturer_id", pl.col("day").dt.truncate("1mo").alias("month"))
        .agg(pl.len().alias("found"), pl.col("max_sessions_month").first().alias("most"))
        .filter(pl.col("found") > pl.col("most"))
        .sort("lecturer_id", "month")
    )
    yield from _found(Rule.LECTURER_MONTH, over, *over.columns)


def _clashes(given: _Given) -> Iterator[Violation]:
    held = given.held
    yield from _twice(Rule.CLASS_CLASH, given.sessions, "class_id")
    yield from _twice(Rule.ROOM_CLASH, held, "room_id")
    yield from _twice(Rule.LECTURER_CLASH, held, "lecturer_id")
    sites = pl.col("site_id").unique().sort()
    torn = (
        held.group_by("lecturer_id", "day")
        .agg(sites.len().alias("times"), sites.str.join(", ").alias("sites"))
        .filter(pl.col("times") > 1)
        .sort("lecturer_id", "day")
    )
    yield from _found(Rule.LECTURER_TWO_SITES, torn, *torn.columns)


def _learners(given: _Given) -> Iterator[Violation]:
    turns = given.turns.select("person_id", "class_id").unique()
    several = turns.filter(pl.col("class_id").len().over("person_id") > 1)
    yield from _twice(Rule.LEARNER_CLASH, several.join(given.sessions, "class_id"), "person_id")


def _twice(rule: Rule, frame: pl.DataFrame, who: str) -> Iterator[Violation]:
    """Yield a violation wherever ``who`` is in more than one session at a time."""
    twice = (
        frame.group_by(who, *SLOT)
        .agg(
            pl.len().alias("times"),
            *(
                []
                if who == "class_id"
                else [pl.col("class_id").sort().str.join(", ").alias("classes")]
            ),
        )
        .filter(pl.col("times") > 1)
        .sort(who, *SLOT)
    )
    yield from _found(rule, twice, *(name for name in twice.columns if name != "half"))
