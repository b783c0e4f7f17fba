"""Small provinces for tests: name what matters, everything else has a plain default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.model import TABLES, Province
from thuctien.engine.needs import compute_needs

Row = Mapping[str, Any]

AS_OF = date(2026, 12, 31)
HORIZON = date(2027, 12, 31)

UNITS: Sequence[Row] = (
    {"unit_id": "tinh", "name": "Tỉnh", "kind": "province"},
    {"unit_id": "so", "name": "Sở", "kind": "department", "parent_id": "tinh"},
    {"unit_id": "phong", "name": "Phòng", "kind": "division", "parent_id": "so"},
    {"unit_id": "xa", "name": "Xã", "kind": "commune", "parent_id": "tinh"},
)
POSTS: Sequence[Row] = (
    {"post_id": "gd", "unit_id": "so", "title": "Giám đốc", "family": "lead", "rank": "cvc",
     "leadership_level": "head"},
    {"post_id": "cv", "unit_id": "phong", "title": "Chuyên viên", "family": "staff", "rank": "cv"},
    {"post_id": "cv_xa", "unit_id": "xa", "title": "Công chức xã", "family": "staff"},
)  # fmt: skip
QUALIFICATIONS: Sequence[Row] = (
    {"qualification_id": "llct1", "name": "Sơ cấp", "kind": "llct", "level": 1,
     "measure": "credential"},
    {"qualification_id": "llct2", "name": "Trung cấp", "kind": "llct", "level": 2,
     "measure": "credential"},
    {"qualification_id": "llct3", "name": "Cao cấp", "kind": "llct", "level": 3,
     "measure": "credential"},
    {"qualification_id": "qpan", "name": "Quốc phòng", "kind": "qpan", "measure": "credential"},
    {"qualification_id": "gio", "name": "Bồi dưỡng hằng năm", "kind": "hours", "measure": "hours"},
    {"qualification_id": "gio_so", "name": "Kỹ năng số", "kind": "hours", "measure": "hours"},
)  # fmt: skip


def person(person_id: str = "p1", **facts: Any) -> Row:
    """Return a person; by default a woman born 15/05/1985."""
    defaults = {
        "full_name": person_id,
        "sex": "female",
        "birth_date": date(1985, 5, 15),
        "birth_date_precision": "day",
    }
    return {"person_id": person_id, **defaults, **facts}


def appointment(
    person_id: str = "p1", post_id: str = "cv", valid_from: date = date(2020, 3, 1), **facts: Any
) -> Row:
    """Return an appointment; by default of p1 as a clerk since 01/03/2020."""
    return {"person_id": person_id, "post_id": post_id, "valid_from": valid_from, **facts}


def requirement(requirement_id: str = "r1", /, **facts: Any) -> Row:
    """Return a requirement; by default that everybody holds llct2 before appointment."""
    defaults = {
        "name": requirement_id,
        "qualification_id": "llct2",
        "timing": "before_appointment",
        "binding": "mandatory",
    }
    return {"requirement_id": requirement_id, **defaults, **facts}


def stated(need_id: str = "n1", **facts: Any) -> Row:
    """Return a stated need; by default of the whole province for qpan by 30/06/2027."""
    defaults = {
        "origin": "target",
        "qualification_id": "qpan",
        "binding": "recommended",
        "due_on": date(2027, 6, 30),
    }
    return {"need_id": need_id, **defaults, **facts}


def holding(qualification_id: str, awarded_on: date, person_id: str = "p1", **facts: Any) -> Row:
    """Return what a person holds."""
    return {
        "person_id": person_id,
        "qualification_id": qualification_id,
        "awarded_on": awarded_on,
        "awarded_on_precision": "day",
        **facts,
    }


def inclusion(qualification_id: str, other_id: str, **facts: Any) -> Row:
    """Return that the first qualification includes the other."""
    return {
        "qualification_id": qualification_id,
        "relation": "includes",
        "other_id": other_id,
        **facts,
    }


def small_province(**tables: Sequence[Row]) -> Province:
    """Build a province; units, posts, qualifications and one clerk p1 are there by default."""
    rows: dict[str, Sequence[Row]] = {
        "units": UNITS,
        "posts": POSTS,
        "qualifications": QUALIFICATIONS,
        "people": [person()],
        "appointments": [appointment()],
        **tables,
    }
    return Province.from_frames(
        {name: pl.DataFrame(list(part), schema=TABLES[name].frame_schema)
         for name, part in rows.items()}
    )  # fmt: skip


def needs_of(
    province: Province, as_of: date = AS_OF, horizon: date = HORIZON
) -> list[dict[str, Any]]:
    """Return the needs of a province as rows."""
    return compute_needs(province, as_of, horizon).needs.to_dicts()


def only_need(province: Province, as_of: date = AS_OF, horizon: date = HORIZON) -> dict[str, Any]:
    """Return the one need of a province; fails where there are none or several."""
    (need,) = needs_of(province, as_of, horizon)
    return need
