"""Districts and communes to 30/06/2025, and the communes that they became the day after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from thuctien.engine.model.choices import UnitEvent
from thuctien.engine.sample.draw import Floats, scaled
from thuctien.engine.sample.places import place_names, points_around, spread_points
from thuctien.engine.sample.unit_list import Unit, UnitList

TWO_LEVELS_FROM = date(2025, 7, 1)
"""First day without the district level (docs: two-level local government)."""
DISTRICTS_TO = date(2025, 6, 30)
TWO_LEVELS_RESOLUTION = "Nghị quyết 202/2025/QH15"
LONG_AGO = date(1990, 1, 1)

DISTRICTS = 27
OLD_COMMUNES = 600
COMMUNES = 166
WARDS = 19
_DISTRICT_RADIUS_KM = 9.0
_SPLIT_SHARE = 0.02
"""Share of old communes whose land went to two new ones: they have no single successor."""


@dataclass(frozen=True, slots=True)
class District:
    """A district that ended, and its seat (km)."""

    unit: Unit
    name: str
    seat: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today with the names of the communes that it was made of."""

    unit: Unit
    district: District
    old_names: tuple[str, ...]


def add_districts(
    rng: np.random.Generator, listed: UnitList, province: Unit, people: int
) -> list[District]:
    """Add the districts, ended on 30/06/2025 without successor, and return them."""
    count = scaled(DISTRICTS, people, least=2)
    districts = []
    names = place_names(rng, count)
    for number, (name, seat) in enumerate(
        zip(names, spread_points(rng, count), strict=True), start=1
    ):
        x, y = seat.tolist()
        unit = Unit(
            f"HUYEN{number:02d}",
            f"Huyện {name}",
            "district",
            province.unit_id,
            x,
            y,
            None,
            LONG_AGO,
            DISTRICTS_TO,
        )
        listed.succeed(listed.add(unit), None, UnitEvent.ABOLISH, TWO_LEVELS_RESOLUTION)
        districts.append(District(unit, name, (x, y)))
    return districts


def add_communes(
    rng: np.random.Generator,
    listed: UnitList,
    province: Unit,
    districts: list[District],
    people: int,
) -> list[Commune]:
    """Add old communes, new communes and their successions; return the new ones.

    Every new commune is made of neighbouring old ones of one district; one that is made of a single
    old commune keeps its name.
    """
    new_count = scaled(COMMUNES, people, least=len(districts))
    old_count = scaled(OLD_COMMUNES, people, least=new_count)
    wards = scaled(WARDS, people)
    names = iter(place_names(rng, new_count + old_count))
    communes: list[Commune] = []
    old_number = 0
    for index, district in enumerate(districts):
        parts = _count_of(new_count, index, len(districts))
        points = _around_district(rng, district, _count_of(old_count, index, len(districts)))
        made: list[Commune] = []
        made_of: list[list[Unit]] = []
        for chunk in _cut(rng, points, parts):
            ward = not made and index < wards
            old = []
            for x, y in chunk.tolist():
                old_number += 1
                old.append(listed.add(_old_commune(old_number, next(names), district, x, y, ward)))
            name = next(names) if len(old) > 1 else _bare(old[0])
            number = len(communes) + len(made) + 1
            x, y = np.round(chunk.mean(axis=0), 1).tolist()
            unit = listed.add(_new_commune(number, name, province, x, y, ward))
            made.append(Commune(unit, district, tuple(_bare(o) for o in old)))
            made_of.append(old)
        _record_successions(rng, listed, made, made_of)
        communes += made
    return communes


def _count_of(total: int, index: int, groups: int) -> int:
    """Return the share of group ``index`` when ``total`` is dealt out evenly."""
    return total // groups + (index < total % groups)


def _around_district(rng: np.random.Generator, district: District, count: int) -> Floats:
    """Return the positions of a district's communes, in the order of their direction from it."""
    points = points_around(rng, np.tile(district.seat, (count, 1)), _DISTRICT_RADIUS_KM)
    direction = np.arctan2(points[:, 1] - district.seat[1], points[:, 0] - district.seat[0])
    return points[np.argsort(direction, kind="stable")]


def _cut(rng: np.random.Generator, points: Floats, parts: int) -> list[Floats]:
    """Cut the row of points at random into ``parts`` that each have at least one."""
    cuts = np.sort(rng.permutation(len(points) - 1)[: parts - 1] + 1)
    return np.split(points, cuts)


def _bare(unit: Unit) -> str:
    return unit.name.split(" ", 1)[1]


def _old_commune(
    number: int, name: str, district: District, x: float, y: float, ward: bool
) -> Unit:
    return Unit(
        f"XC{number:03d}",
        f"{'Phường' if ward else 'Xã'} {name}",
        "ward" if ward else "commune",
        district.unit.unit_id,
        x,
        y,
        None,
        LONG_AGO,
        DISTRICTS_TO,
    )


def _new_commune(number: int, name: str, province: Unit, x: float, y: float, ward: bool) -> Unit:
    return Unit(
        f"XA{number:03d}",
        f"{'Phường' if ward else 'Xã'} {name}",
        "ward" if ward else "commune",
        province.unit_id,
        x,
        y,
        None,
        TWO_LEVELS_FROM,
    )


def _record_successions(
    rng: np.random.Generator, listed: UnitList, made: list[Commune], made_of: list[list[Unit]]
) -> None:
    for place, (commune, old) in enumerate(zip(made, made_of, strict=True)):
        for unit in old:
            neighbour = made[(place + 1) % len(made)]
            split = len(old) > 1 and neighbour is not commune and rng.random() < _SPLIT_SHARE
            event = UnitEvent.MERGE if len(old) > 1 else UnitEvent.TRANSFER
            event = UnitEvent.SPLIT if split else event
            listed.succeed(unit, commune.unit, event, TWO_LEVELS_RESOLUTION)
            if split:
                listed.succeed(unit, neighbour.unit, event, TWO_LEVELS_RESOLUTION)
