"""The units of the sample: province, bodies, communes, schools and others, and whence they came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from thuctien.engine.model.choices import UnitEvent
from thuctien.engine.sample.communes import (
    TWO_LEVELS_FROM,
    TWO_LEVELS_RESOLUTION,
    Commune,
    District,
    add_communes,
    add_districts,
)
from thuctien.engine.sample.draw import Floats, Ints, scaled, shares_to_counts, stream
from thuctien.engine.sample.facts import LIST_SEPARATOR, raw_facts
from thuctien.engine.sample.places import CAPITAL_KM, points_around
from thuctien.engine.sample.unit_list import Unit, UnitList

LONG_AGO = date(1990, 1, 1)
REORGANISATION = "Đề án sắp xếp tổ chức bộ máy (mẫu)"
_COMMUNE_SCHOOLS = ("Trường Tiểu học", "Trường Trung học cơ sở", "Trường Mầm non")
_UPPER_SCHOOL = "Trường Trung học phổ thông"
UPPER_SCHOOLS_EVERY = 4
"""One school in so many is an upper secondary school, under the department of education."""
_REGIONAL_UNITS = (
    ("Ban Quản lý dự án đầu tư xây dựng", "Sở Xây dựng"),
    ("Chi nhánh Văn phòng Đăng ký đất đai", "Sở Nông nghiệp và Môi trường"),
    ("Trung tâm Dịch vụ nông nghiệp", "Sở Nông nghiệp và Môi trường"),
    ("Trung tâm Văn hóa, Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The units of the sample.

    ``agencies`` has the units in which people work at the planning date: ``unit_id``, ``kind``,
    ``size`` (people), ``since`` (first day), ``x_km``, ``y_km``. ``districts`` are those that
    ended in 2025, in whose seats the centres still teach.
    """

    units: pl.DataFrame
    successions: pl.DataFrame
    agencies: pl.DataFrame
    districts: tuple[District, ...]


def make_organisation(people: int, seed: int) -> Organisation:
    """Return the units for ``people`` people: about 600 agencies at 40,000, in proportion else."""
    rng = stream(seed, "organisation")
    listed = UnitList()
    province = listed.add(Unit("TINH", "Tỉnh Mẫu", "province", None, *CAPITAL_KM, None, LONG_AGO))
    districts = add_districts(rng, listed, province, people)
    bodies = _add_provincial_bodies(rng, listed, province, people)
    communes = add_communes(rng, listed, province, districts, people)
    agencies = [
        *bodies.values(),
        *(commune.unit for commune in communes),
        *_add_schools(
            rng, listed, communes, bodies.get("Sở Giáo dục và Đào tạo", province), people
        ),
        *_add_health_units(rng, listed, districts, bodies.get("Sở Y tế", province), people),
        *_add_regional_units(rng, listed, districts, bodies, province, people),
    ]
    sizes = _sizes(rng, agencies, people)
    frame = pl.DataFrame(
        {
            "unit_id": [a.unit_id for a in agencies],
            "kind": [a.kind for a in agencies],
            "size": sizes,
            "since": [a.valid_from for a in agencies],
            "x_km": [a.x_km for a in agencies],
            "y_km": [a.y_km for a in agencies],
        }
    )
    return Organisation(listed.units_frame(), listed.successions_frame(), frame, tuple(districts))


def planned_units(kind: str, people: int) -> int:
    """Return how many units of a kind there are in a province of ``people``."""
    plan = raw_facts("unit_plans").row(by_predicate=pl.col("kind") == kind, named=True)
    return scaled(float(plan["count"]), people)


def _sizes(rng: np.random.Generator, agencies: list[Unit], people: int) -> Ints:
    """Draw the number of people of each agency, from its kind or its own row of the facts."""
    plans = {row["kind"]: row for row in raw_facts("unit_plans").iter_rows(named=True)}
    own = dict(raw_facts("provincial_bodies").select("name", "size").iter_rows())
    drawn = np.array([_drawn_size(rng, plans, own.get(a.name), a.kind) for a in agencies])
    return shares_to_counts(drawn, people)


def _drawn_size(
    rng: np.random.Generator, plans: dict[str, dict[str, str]], own: str | None, kind: str
) -> float:
    if own is not None:
        return float(own) * float(rng.uniform(0.9, 1.1))
    plan = plans[kind]
    size = rng.normal(float(plan["mean"]), float(plan["spread"]))
    return float(np.clip(size, float(plan["least"]), float(plan["most"])))


def _near_capital(rng: np.random.Generator) -> tuple[float, float]:
    x, y = points_around(rng, np.array([CAPITAL_KM]), 2.5)[0].tolist()
    return x, y


def _add_provincial_bodies(
    rng: np.random.Generator, listed: UnitList, province: Unit, people: int
) -> dict[str, Unit]:
    rows = raw_facts("provincial_bodies").head(
        scaled(raw_facts("provincial_bodies").height, people, least=3)
    )
    bodies: dict[str, Unit] = {}
    for number, row in enumerate(rows.iter_rows(named=True), start=1):
        parent = province
        if row["kind"] == "mass_organisation":
            parent = bodies.get("Ủy ban Mặt trận Tổ quốc tỉnh", province)
        body = Unit(
            f"CQ{number:02d}",
            row["name"],
            row["kind"],
            parent.unit_id,
            *_near_capital(rng),
            None,
            date.fromisoformat(row["founded"]),
        )
        bodies[body.name] = listed.add(body)
        names = row["predecessors"].split(LIST_SEPARATOR) if row["predecessors"] else []
        for place, name in enumerate(names, start=1):
            _add_predecessor(listed, body, f"{body.unit_id}-{place}", name, province, len(names))
    return bodies


def _add_predecessor(
    listed: UnitList, body: Unit, unit_id: str, name: str, parent: Unit, merged: int
) -> None:
    old = replace(
        body,
        unit_id=unit_id,
        name=name,
        parent_id=parent.unit_id,
        valid_from=LONG_AGO,
        valid_to=body.valid_from - timedelta(days=1),
    )
    event = UnitEvent.MERGE if merged > 1 else UnitEvent.RENAME
    listed.succeed(listed.add(old), body, event, REORGANISATION)


def _add_schools(
    rng: np.random.Generator,
    listed: UnitList,
    communes: list[Commune],
    education: Unit,
    people: int,
) -> list[Unit]:
    """Add upper schools under the department, the others moved from district to commune in 2025."""
    count = planned_units("school", people)
    homes = [communes[i % len(communes)] for i in range(count)]
    points = points_around(rng, np.array([(h.unit.x_km, h.unit.y_km) for h in homes]), 3.0)
    schools = []
    for number, home in enumerate(homes, start=1):
        old_names = home.old_names
        place = old_names[(number // len(communes)) % len(old_names)]
        upper = number % UPPER_SCHOOLS_EVERY == 0
        sort = _UPPER_SCHOOL if upper else _COMMUNE_SCHOOLS[number % len(_COMMUNE_SCHOOLS)]
        x, y = points[number - 1].tolist()
        parent = education if upper else home.unit
        since = LONG_AGO if upper else TWO_LEVELS_FROM
        name = f"{sort} {place}"
        school = Unit(f"TH{number:03d}", name, "school", parent.unit_id, x, y, None, since)
        schools.append(listed.add(school))
        if not upper:
            _add_transferred(listed, school, name, home.district.unit)
    return schools


def _add_transferred(listed: UnitList, unit: Unit, name: str, district: Unit) -> None:
    """Add the unit that ``unit`` was while the district level existed."""
    old = replace(
        unit,
        unit_id=f"{unit.unit_id}-C",
        name=name,
        parent_id=district.unit_id,
        valid_from=LONG_AGO,
        valid_to=district.valid_to,
    )
    listed.succeed(listed.add(old), unit, UnitEvent.TRANSFER, TWO_LEVELS_RESOLUTION)


def _seat_points(rng: np.random.Generator, districts: list[District], count: int) -> Floats:
    seats = [districts[i % len(districts)].seat for i in range(count)]
    return points_around(rng, np.array(seats), 2.0)


def _add_health_units(
    rng: np.random.Generator,
    listed: UnitList,
    districts: list[District],
    health: Unit,
    people: int,
) -> list[Unit]:
    count = planned_units("health_unit", people)
    share = float(
        raw_facts("unit_plans").row(by_predicate=pl.col("kind") == "health_unit", named=True)[
            "away_share"
        ]
    )
    points = _seat_points(rng, districts, count)
    units = []
    for i in range(count):
        place = districts[i % len(districts)].name
        sort = "Trung tâm Y tế khu vực" if i < len(districts) else "Bệnh viện đa khoa khu vực"
        x, y = points[i].tolist()
        name = f"{sort} {place}"
        unit = Unit(f"YT{i + 1:02d}", name, "health_unit", health.unit_id, x, y, share, LONG_AGO)
        units.append(listed.add(unit))
    return units


def _add_regional_units(
    rng: np.random.Generator,
    listed: UnitList,
    districts: list[District],
    bodies: dict[str, Unit],
    province: Unit,
    people: int,
) -> list[Unit]:
    """Add public service units of a region, handed from the districts to departments in 2025."""
    count = planned_units("service_unit", people)
    points = _seat_points(rng, districts, count)
    units = []
    for i in range(count):
        district = districts[i % len(districts)]
        sort, owner = _REGIONAL_UNITS[(i // len(districts)) % len(_REGIONAL_UNITS)]
        parent = bodies.get(owner, province)
        x, y = points[i].tolist()
        unit = Unit(
            f"SN{i + 1:03d}",
            f"{sort} khu vực {district.name}",
            "service_unit",
            parent.unit_id,
            x,
            y,
            None,
            TWO_LEVELS_FROM,
        )
        units.append(listed.add(unit))
        _add_transferred(listed, unit, f"{sort} huyện {district.name}", district.unit)
    return units
