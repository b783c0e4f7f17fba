"""Where the sample teaches: the school, a centre in each former district seat, the academy."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.model.choices import SiteKind
from thuctien.engine.sample.communes import District
from thuctien.engine.sample.draw import scaled, stream
from thuctien.engine.sample.places import ACADEMY_KM, CAPITAL_KM

SCHOOL_ID = "TCT"
ACADEMY_ID = "HVCT"
SCHOOL_ROOMS = 22
SCHOOL_CAPACITIES = (80, 90, 100, 110, 120, 130, 60)
HALL_CAPACITY = 200
CENTRE_CAPACITIES = (50, 60, 70, 80, 90, 100, 110)
ACADEMY_ROOMS = 4
ACADEMY_CAPACITY = 120


def make_sites(districts: tuple[District, ...]) -> pl.DataFrame:
    """Return one school, one centre for each district that there was, and one academy."""
    rows = [(SCHOOL_ID, "Trường Chính trị tỉnh", SiteKind.SCHOOL, *CAPITAL_KM)]
    rows += [
        (f"TT{number:02d}", f"Trung tâm chính trị {district.name}", SiteKind.CENTRE, *district.seat)
        for number, district in enumerate(districts, start=1)
    ]
    rows.append((ACADEMY_ID, "Học viện Chính trị khu vực (mẫu)", SiteKind.ACADEMY, *ACADEMY_KM))
    columns = ["site_id", "name", "kind", "x_km", "y_km"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        valid_from=pl.lit(None, pl.Date), valid_to=pl.lit(None, pl.Date)
    )


def make_rooms(sites: pl.DataFrame, people: int, seed: int) -> pl.DataFrame:
    """Return the rooms of the sites: 22 and a hall at the school, two to four at a centre."""
    rng = stream(seed, "rooms")
    rows = []
    for site_id, kind in sites.select("site_id", "kind").iter_rows():
        for number, capacity in enumerate(_capacities(rng, kind, people), start=1):
            hall = capacity == HALL_CAPACITY
            name = "Hội trường" if hall else f"Phòng {number}"
            rows.append((f"{site_id}-P{number:02d}", site_id, name, capacity))
    columns = ["room_id", "site_id", "name", "capacity"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        valid_from=pl.lit(None, pl.Date), valid_to=pl.lit(None, pl.Date)
    )


def _capacities(rng: np.random.Generator, kind: str, people: int) -> list[int]:
    if kind == SiteKind.SCHOOL:
        count = scaled(SCHOOL_ROOMS, people, least=3)
        return [
            *(SCHOOL_CAPACITIES[i % len(SCHOOL_CAPACITIES)] for i in range(count)),
            HALL_CAPACITY,
        ]
    if kind == SiteKind.ACADEMY:
        return [ACADEMY_CAPACITY] * scaled(ACADEMY_ROOMS, people, least=2)
    count = int(rng.integers(2, 5))
    return sorted(rng.choice(CENTRE_CAPACITIES, count, replace=False).tolist(), reverse=True)
