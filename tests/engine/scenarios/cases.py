"""A small province that scenarios change: two communes with one clerk each, and means to train."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.engine.planning.provinces import (
    DEFAULTS,
    YEAR,
    Case,
    Row,
    appointment,
    post,
    qualification,
    quota,
    rule,
    unit,
)
from thuctien.engine.model import Province
from thuctien.engine.needs import compute_needs
from thuctien.engine.planning.make import make_plan
from thuctien.engine.scenarios import Outcome, PlanFrames, outcome_of
from thuctien.engine.scenarios.changes import RequirementTerms

FROM = date(2027, 1, 1)
BEFORE = date(2026, 12, 31)
HORIZON = date(YEAR, 12, 31)
LONG_AGO = date(2010, 1, 1)


def requirement(code: str = "yc", qualification_id: str = "llct", **facts: object) -> Row:
    """Return a requirement; by default that everybody holds «llct» before appointment."""
    row = {"requirement_id": code, "name": code, "qualification_id": qualification_id}
    terms = {"timing": "before_appointment", "binding": "mandatory", "valid_from": LONG_AGO}
    return {**row, **terms, **facts}


def terms(**facts: object) -> RequirementTerms:
    """Return terms; by default those of :func:`requirement`."""
    given = {"name": "yc", "qualification_id": "llct", "timing": "before_appointment"}
    return RequirementTerms(**{**given, "binding": "mandatory", **facts})  # type: ignore[arg-type]


def province(**tables: Sequence[Row]) -> Province:
    """Return a province of a department, two communes and a district, one clerk in each.

    Everybody is asked for «llct», which «ct» gives; up to three people fit into a class.
    """
    rows: dict[str, Sequence[Row]] = {
        "codes": [
            {"list": "unit_kind", "code": kind, "name": kind, "position": n}
            for n, kind in enumerate(("province", "department", "commune", "district"))
        ]
        + [
            {"list": "post_family", "code": "staff", "name": "staff"},
            {"list": "leadership_level", "code": "head", "name": "head"},
            {"list": "topic", "code": "luat", "name": "luat"},
            {"list": "programme_kind", "code": "llct", "name": "llct"},
            {"list": "qualification_kind", "code": "llct", "name": "llct"},
        ],
        "units": [
            unit("tinh", "province", None),
            unit("so"),
            unit("huyen", "district"),
            unit("xa1", "commune", "huyen"),
            unit("xa2", "commune", "huyen"),
        ],
        "posts": [post(f"cv_{u}", u) for u in ("so", "huyen", "xa1", "xa2")],
        "appointments": [
            appointment("p1", "cv_xa1"),
            appointment("p2", "cv_xa2"),
            appointment("p3", "cv_huyen"),
        ],
        "qualifications": [qualification("llct"), qualification("qpan")],
        "requirements": [requirement()],
        "quotas": [quota(5)],
        "eligibility_rules": [rule("min_age", 18.0)],
        **tables,
    }
    without_hours = {
        name: [row for row in DEFAULTS[name] if row["programme_id"] != "gio"]
        for name in ("programmes", "grants", "offerings", "modules")
    }
    return Case({**without_hours, **rows}).province


def outcome(of: Province, *, planned: bool = False, on: date = FROM) -> Outcome:
    """Return what the year comes to, with the plan where it is asked for."""
    needs = compute_needs(of, on, HORIZON)
    if not planned:
        return outcome_of(of, needs)
    plan = make_plan(of, needs, year=YEAR)
    return outcome_of(of, needs, PlanFrames(plan.classes, plan.turns, plan.answers))
