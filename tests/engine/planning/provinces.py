"""Small provinces with needs and a plan: name what matters, everything else has a default.

By default three people in three units lack «llct», programme «ct» gives it in two days, and class
«a» has the first two of them. That plan breaks no rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.calendar import closed_days, slots
from thuctien.engine.model import TABLES, Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.needs import COVERAGE_SCHEMA, NEEDS_SCHEMA, Needs
from thuctien.engine.planning import Rule, Violation, check_plan
from thuctien.engine.planning.result import CLASSES_SCHEMA, TURNS_SCHEMA

Row = Mapping[str, Any]

YEAR = 2027
AS_OF = date(2026, 12, 31)
MONDAY = date(2027, 3, 1)
"""A Monday with six weeks of ordinary days behind it."""


def unit(unit_id: str, kind: str = "department", parent_id: str | None = "tinh", **f: Any) -> Row:
    """Return a unit; by default a department of the province."""
    return {"unit_id": unit_id, "name": unit_id, "kind": kind, "parent_id": parent_id, **f}


def post(post_id: str, unit_id: str, **facts: Any) -> Row:
    """Return a post; by default of a clerk."""
    return {"post_id": post_id, "unit_id": unit_id, "title": post_id, "family": "staff", **facts}


def person(person_id: str, **facts: Any) -> Row:
    """Return a person; by default a woman born 15/05/1985, in service since 01/03/2010."""
    defaults = {
        "full_name": person_id,
        "sex": "female",
        "birth_date": date(1985, 5, 15),
        "birth_date_precision": "day",
        "service_from": date(2010, 3, 1),
    }
    return {"person_id": person_id, **defaults, **facts}


def appointment(person_id: str, post_id: str, **facts: Any) -> Row:
    """Return an appointment; by default since 01/03/2020."""
    row = {"person_id": person_id, "post_id": post_id, "valid_from": date(2020, 3, 1)}
    return {**row, **facts}


def qualification(qualification_id: str, measure: str = "credential") -> Row:
    """Return a qualification; by default a credential."""
    return {
        "qualification_id": qualification_id,
        "name": qualification_id,
        "kind": "llct",
        "measure": measure,
    }


def holding(person_id: str, qualification_id: str, awarded_on: date, **facts: Any) -> Row:
    """Return what a person holds."""
    return {
        "person_id": person_id,
        "qualification_id": qualification_id,
        "awarded_on": awarded_on,
        "awarded_on_precision": "day",
        **facts,
    }


def programme(programme_id: str = "ct", min_size: int = 1, max_size: int = 3, **f: Any) -> Row:
    """Return a programme; by default «ct» for one to three people, paid from «ns»."""
    defaults = {
        "name": programme_id,
        "kind": "llct",
        "budget_id": "ns",
        "cost_per_class": 1_000_000,
        "cost_per_learner": 200_000,
        "expected_effect": 0.5,
    }
    row = {"programme_id": programme_id, "min_size": min_size, "max_size": max_size}
    return {**row, **defaults, **f}


def grant(programme_id: str, qualification_id: str, hours: float | None = None) -> Row:
    """Return what a programme grants."""
    return {"programme_id": programme_id, "qualification_id": qualification_id, "hours": hours}


def offering(programme_id: str = "ct", mode: str = "full_time", **facts: Any) -> Row:
    """Return a form of a programme; by default full-time at schools."""
    return {"programme_id": programme_id, "mode": mode, "site_kinds": ["school"], **facts}


def module(programme_id: str, module_no: int = 1, sessions: int = 4, topic: str = "luat") -> Row:
    """Return a module; by default two days of «luat»."""
    return {
        "programme_id": programme_id,
        "module_no": module_no,
        "name": topic,
        "topic": topic,
        "sessions": sessions,
        "activity": "theory",
    }


def site(site_id: str = "truong", kind: str = "school", **facts: Any) -> Row:
    """Return a site; by default the school."""
    return {"site_id": site_id, "name": site_id, "kind": kind, **facts}


def room(room_id: str = "r1", site_id: str = "truong", capacity: int = 40, **facts: Any) -> Row:
    """Return a room; by default one for 40 at the school."""
    return {"room_id": room_id, "site_id": site_id, "name": room_id, "capacity": capacity, **facts}


def lecturer(lecturer_id: str = "g1", topics: Sequence[str] = ("luat",), **facts: Any) -> Row:
    """Return a lecturer; by default of «luat» in schools, 20 sessions a month."""
    defaults = {
        "full_name": lecturer_id,
        "kind": "permanent",
        "site_id": "truong",
        "site_kinds": ["school"],
        "max_sessions_month": 20,
    }
    return {"lecturer_id": lecturer_id, "topics": list(topics), **defaults, **facts}


def budget(amount: int = 100_000_000, budget_id: str = "ns", year: int = YEAR) -> Row:
    """Return a source of money; by default a hundred million đồng."""
    return {"budget_id": budget_id, "name": budget_id, "year": year, "amount": amount}


def quota(seats: int, programme_id: str = "ct", year: int = YEAR, **facts: Any) -> Row:
    """Return a quota; by default of the whole province for «ct»."""
    row = {"quota_id": f"q{seats}", "year": year, "programme_id": programme_id, "seats": seats}
    return {**row, **facts}


def rule(predicate: str, number: float | None = None, **facts: Any) -> Row:
    """Return a condition for «ct»."""
    row = {"rule_id": "dk", "programme_id": "ct", "predicate": predicate, "number": number}
    return {**row, **facts}


def parameter(key: str, value: str, **facts: Any) -> Row:
    """Return a parameter."""
    return {"key": key, "value": value, **facts}


def need(person_id: str, qualification_id: str = "llct", force: str = "due", **facts: Any) -> Row:
    """Return a need; by default for «llct», due in the year."""
    defaults = {
        "need_id": f"{person_id}/{qualification_id}",
        "unit_id": "so",
        "post_id": "cv_so",
        "origin": "requirement",
        "source_id": qualification_id,
        "binding": "mandatory",
        "due_on": date(2027, 6, 30),
        "gap": "never_held",
    }
    row = {"person_id": person_id, "qualification_id": qualification_id, "force": force}
    return {**row, **defaults, **facts}


def hours_need(person_id: str, needed: float, held: float = 0.0, **facts: Any) -> Row:
    """Return a need for hours of «gio»."""
    hours = {"hours_needed": needed, "hours_held": held, "gap": "hours_short"}
    return need(person_id, "gio", **{**hours, **facts})


def study_class(class_id: str = "a", programme_id: str = "ct", **facts: Any) -> Row:
    """Return a class; by default «a» of «ct», full-time at the school from :data:`MONDAY`."""
    defaults = {"mode": "full_time", "site_id": "truong", "starts_on": MONDAY}
    return {"class_id": class_id, "programme_id": programme_id, **defaults, **facts}


DEFAULTS: Mapping[str, Sequence[Row]] = {
    "units": (unit("tinh", "province", None), unit("so"), unit("xa", "commune"), unit("ban")),
    "posts": (post("cv_so", "so"), post("cv_xa", "xa"), post("cv_ban", "ban")),
    "people": (person("p1"), person("p2"), person("p3")),
    "appointments": (
        appointment("p1", "cv_so"),
        appointment("p2", "cv_xa"),
        appointment("p3", "cv_ban"),
    ),
    "qualifications": (
        qualification("llct"),
        qualification("qpan"),
        qualification("gio", "hours"),
    ),
    "programmes": (programme("ct"), programme("qp"), programme("gio")),
    "grants": (grant("ct", "llct"), grant("qp", "qpan"), grant("gio", "gio", 40)),
    "offerings": (offering("ct"), offering("qp"), offering("gio")),
    "modules": (module("ct"), module("qp"), module("gio")),
    "sites": (site(),),
    "rooms": (room("r1"), room("r2")),
    "lecturers": (lecturer(),),
    "budgets": (budget(),),
}


@dataclass
class Case:
    """A province, its needs and a plan by rows.

    ``tables`` replaces whole tables of :data:`DEFAULTS`; columns of classes that are not named
    are computed as a planner would.
    """

    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    needs_rows: Sequence[Row] = (need("p1"), need("p2"), need("p3"))
    classes: Sequence[Row] = (study_class(),)
    turns: Sequence[tuple[str, str]] = (("p1", "a"), ("p2", "a"))

    @property
    def province(self) -> Province:
        """Return the province."""
        rows = {**DEFAULTS, **self.tables}
        return Province.from_frames(
            {
                name: pl.DataFrame(list(part), schema=TABLES[name].frame_schema)
                for name, part in rows.items()
            }
        )

    @property
    def needs(self) -> Needs:
        """Return the needs."""
        return Needs(
            as_of=AS_OF,
            horizon=date(YEAR, 12, 31),
            people=self.province.people.height,
            needs=pl.DataFrame(list(self.needs_rows), schema=NEEDS_SCHEMA).sort("need_id"),
            coverage=pl.DataFrame(schema=COVERAGE_SCHEMA),
        )

    @property
    def plan_classes(self) -> pl.DataFrame:
        """Return the plan's classes."""
        rows = [
            row if row.keys() >= CLASSES_SCHEMA.keys() else {**self._computed(row), **row}
            for row in self.classes
        ]
        return pl.DataFrame(rows, schema=CLASSES_SCHEMA)

    @property
    def plan_turns(self) -> pl.DataFrame:
        """Return the plan's turns."""
        rows = [{"person_id": who, "class_id": where} for who, where in self.turns]
        return pl.DataFrame(rows, schema=TURNS_SCHEMA)

    def check(self) -> tuple[Violation, ...]:
        """Return what the checker finds."""
        province = self.province
        return check_plan(province, self.needs, self.plan_classes, self.plan_turns, year=YEAR)

    def broken(self) -> set[Rule]:
        """Return the rules that the checker finds broken."""
        return {violation.code for violation in self.check()}

    def _computed(self, row: Row) -> Row:
        province = self.province
        of_programme = pl.col("programme_id") == row["programme_id"]
        sessions = int(province.modules.filter(of_programme)["sessions"].sum())
        closed = closed_days(province.closures, row["site_id"], range(YEAR, YEAR + 6))
        halves = slots(Mode(row["mode"]), row["starts_on"], sessions, closed)
        size = sum(where == row["class_id"] for _, where in self.turns)
        (facts,) = province.programmes.filter(of_programme).iter_rows(named=True)
        return {
            "ends_on": halves[-1].day,
            "sessions": sessions,
            "size": size,
            "min_size": facts["min_size"],
            "max_size": facts["max_size"],
            "cost": facts["cost_per_class"] + size * facts["cost_per_learner"],
        }
