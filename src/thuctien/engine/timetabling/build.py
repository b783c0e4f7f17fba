"""The timetable problem of a plan, from the frames of the province and of the plan."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from thuctien.engine.calendar import Slot, closed_days, slots
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.timetabling.problem import (
    Fault,
    Lecturer,
    Module,
    Problem,
    ProblemError,
    Room,
    StudyClass,
    Validity,
)


def build_problem(province: Province, classes: pl.DataFrame, turns: pl.DataFrame) -> Problem:
    """Return the timetable problem of a plan.

    ``classes`` and ``turns`` are frames of ``planning.result.CLASSES_SCHEMA`` and
    ``TURNS_SCHEMA``. Classes, rooms, lecturers and learners come sorted by their codes. Raises
    :class:`ProblemError` where a class cannot be timetabled at all.
    """
    return Problem(
        classes=_classes(province, classes.sort("class_id")),
        rooms=_rooms(province.rooms.sort("room_id")),
        lecturers=_lecturers(province),
        learners=_learners_of_several_classes(turns),
    )


def _classes(province: Province, classes: pl.DataFrame) -> tuple[StudyClass, ...]:
    modules = _modules_by_programme(province.modules)
    kinds: dict[str, str] = dict(province.sites.select("site_id", "kind").iter_rows())

    @cache
    def closed(site_id: str, first_year: int, last_year: int) -> frozenset[date]:
        return closed_days(province.closures, site_id, range(first_year, last_year + 1))

    def class_slots(row: dict[str, Any]) -> tuple[Slot, ...]:
        # One year more than planned: a late end must still be seen as late, not as impossible.
        days = closed(row["site_id"], row["starts_on"].year, row["ends_on"].year + 1)
        try:
            return tuple(slots(Mode(row["mode"]), row["starts_on"], row["sessions"], days))
        except ValueError as error:
            figures = {key: row[key] for key in ("class_id", "starts_on", "sessions")}
            raise ProblemError(Fault.CALENDAR_TOO_SHORT, **figures) from error

    return tuple(
        StudyClass(
            class_id=row["class_id"],
            site_id=row["site_id"],
            site_kind=kinds[row["site_id"]],
            size=row["size"],
            modules=modules.get(row["programme_id"], ()),
            slots=class_slots(row),
        )
        for row in classes.iter_rows(named=True)
    )


def _modules_by_programme(modules: pl.DataFrame) -> dict[str, tuple[Module, ...]]:
    found: dict[str, list[Module]] = {}
    for row in modules.sort("programme_id", "module_no").iter_rows(named=True):
        found.setdefault(row["programme_id"], []).append(
            Module(
                module_no=row["module_no"],
                topic=row["topic"],
                sessions=row["sessions"],
                activity=row["activity"],
                after=tuple(sorted(int(code) for code in row["after"] or ())),
            )
        )
    return {programme_id: tuple(parts) for programme_id, parts in found.items()}


def _rooms(rooms: pl.DataFrame) -> tuple[Room, ...]:
    columns = ("room_id", "site_id", "capacity", "valid_from", "valid_to")
    return tuple(
        Room(room_id, site_id, capacity, Validity(first, last))
        for room_id, site_id, capacity, first, last in rooms.select(columns).iter_rows()
    )


def _lecturers(province: Province) -> tuple[Lecturer, ...]:
    absences: dict[str, list[tuple[date, date]]] = {}
    for row in province.lecturer_absences.sort("lecturer_id", "first_day").iter_rows(named=True):
        absences.setdefault(row["lecturer_id"], []).append((row["first_day"], row["last_day"]))
    return tuple(
        Lecturer(
            lecturer_id=row["lecturer_id"],
            topics=frozenset(row["topics"] or ()),
            site_kinds=frozenset(row["site_kinds"] or ()),
            base_site_id=row["site_id"],
            max_sessions_month=row["max_sessions_month"],
            valid=Validity(row["valid_from"], row["valid_to"]),
            absences=tuple(absences.get(row["lecturer_id"], ())),
        )
        for row in province.lecturers.sort("lecturer_id").iter_rows(named=True)
    )


def _learners_of_several_classes(turns: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    several = (
        turns.select("person_id", "class_id")
        .unique()
        .sort("person_id", "class_id")
        .group_by("person_id", maintain_order=True)
        .agg("class_id")
        .filter(pl.col("class_id").list.len() > 1)
    )
    return {person_id: tuple(class_ids) for person_id, class_ids in several.iter_rows()}
