"""Small provinces with a plan, for tests: name what matters, everything else has a default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.calendar import closed_days, slots
from thuctien.engine.model import TABLES, Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.result import CLASSES_SCHEMA, TURNS_SCHEMA
from thuctien.engine.timetabling import Problem, Timetable, build_problem, solve
from thuctien.engine.timetabling.check import check
from thuctien.engine.timetabling.violations import Rule, Violation

Row = Mapping[str, Any]

MONDAY = date(2027, 3, 1)
"""A Monday with six weeks of ordinary days behind it."""


def module(module_no: int, sessions: int = 2, topic: str = "luat", *after: int) -> Row:
    """Return a module of the programme «ct»; ``after`` are numbers of modules."""
    return {
        "programme_id": "ct",
        "module_no": module_no,
        "name": f"Học phần {module_no}",
        "topic": topic,
        "sessions": sessions,
        "activity": "theory",
        "after": [str(number) for number in after],
    }


def site(site_id: str = "truong", kind: str = "school") -> Row:
    """Return a site; by default the school."""
    return {"site_id": site_id, "name": site_id, "kind": kind}


def room(room_id: str = "p1", site_id: str = "truong", capacity: int = 40, **facts: Any) -> Row:
    """Return a room; by default one for 40 at the school."""
    return {"room_id": room_id, "site_id": site_id, "name": room_id, "capacity": capacity, **facts}


def lecturer(lecturer_id: str = "g1", topics: Sequence[str] = ("luat",), **facts: Any) -> Row:
    """Return a lecturer; by default of «luat», at home in the school, 20 sessions a month."""
    defaults = {
        "full_name": lecturer_id,
        "kind": "permanent",
        "site_id": "truong",
        "site_kinds": ["school"],
        "max_sessions_month": 20,
    }
    return {"lecturer_id": lecturer_id, "topics": list(topics), **defaults, **facts}


def absence(lecturer_id: str, first_day: date, last_day: date) -> Row:
    """Return an absence of a lecturer."""
    return {"lecturer_id": lecturer_id, "first_day": first_day, "last_day": last_day}


def study_class(class_id: str = "a", starts_on: date = MONDAY, **facts: Any) -> Row:
    """Return a class of «ct»; by default full-time at the school with 30 learners."""
    defaults = {"programme_id": "ct", "mode": "full_time", "site_id": "truong", "size": 30}
    return {"class_id": class_id, "starts_on": starts_on, **defaults, **facts}


@dataclass
class Small:
    """A province and a plan by rows; end days are computed as a planner would."""

    modules: Sequence[Row] = (module(1), module(2, 2, "luat", 1))
    sites: Sequence[Row] = (site(),)
    rooms: Sequence[Row] = (room(),)
    lecturers: Sequence[Row] = (lecturer(),)
    absences: Sequence[Row] = ()
    closures: Sequence[Row] = ()
    classes: Sequence[Row] = (study_class(),)
    turns: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def province(self) -> Province:
        """Return the province."""
        rows = {
            "modules": self.modules,
            "sites": self.sites,
            "rooms": self.rooms,
            "lecturers": self.lecturers,
            "lecturer_absences": self.absences,
            "closures": self.closures,
        }
        return Province.from_frames(
            {
                name: pl.DataFrame(part, schema=TABLES[name].frame_schema)
                for name, part in rows.items()
            }
        )

    @property
    def plan_classes(self) -> pl.DataFrame:
        """Return the plan's classes."""
        closures = self.province.closures
        rows = []
        for row in self.classes:
            sessions = sum(
                m["sessions"] for m in self.modules if m["programme_id"] == row["programme_id"]
            )
            closed = closed_days(closures, row["site_id"], range(2027, 2031))
            last = slots(Mode(row["mode"]), row["starts_on"], sessions, closed)[-1].day
            rows.append({"ends_on": last, "sessions": sessions, **row})
        return pl.DataFrame(rows, schema=CLASSES_SCHEMA)

    @property
    def plan_turns(self) -> pl.DataFrame:
        """Return the plan's turns."""
        rows = [
            {"person_id": person_id, "class_id": class_id}
            for person_id, class_ids in self.turns.items()
            for class_id in class_ids
        ]
        return pl.DataFrame(rows, schema=TURNS_SCHEMA)

    @property
    def problem(self) -> Problem:
        """Return the timetable problem of the plan."""
        return build_problem(self.province, self.plan_classes, self.plan_turns)

    def solve(self, **options: Any) -> Timetable:
        """Return a timetable of the plan."""
        return solve(self.problem, **options)

    def check(self, sessions: pl.DataFrame) -> list[Violation]:
        """Return what the independent checker finds."""
        return check(self.province, self.plan_classes, self.plan_turns, sessions)

    def broken(self, sessions: pl.DataFrame) -> set[Rule]:
        """Return the rules that the checker finds broken."""
        return {violation.rule for violation in self.check(sessions)}
