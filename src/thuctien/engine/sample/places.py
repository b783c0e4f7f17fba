"""Names and positions of places in an invented province of about 120 by 90 km."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl

from thuctien.engine.sample.draw import Floats
from thuctien.engine.sample.facts import raw_facts

WIDTH_KM = 120.0
HEIGHT_KM = 90.0
CAPITAL_KM = (70.0, 42.0)
ACADEMY_KM = (86.0, 195.0)


def place_names(rng: np.random.Generator, size: int) -> list[str]:
    """Return ``size`` different generic names of places; raises ``ValueError`` beyond 2,500."""
    syllables = raw_facts("place_syllables")
    firsts, seconds = (
        syllables.filter(pl.col("position") == position)["syllable"].to_list()
        for position in ("first", "second")
    )
    pool = [f"{first} {second}" for first, second in product(firsts, seconds) if first != second]
    if size > len(pool):
        raise ValueError(f"{size} places, but only {len(pool)} names")
    return [pool[i] for i in rng.permutation(len(pool))[:size]]


def spread_points(rng: np.random.Generator, size: int) -> Floats:
    """Return ``size`` positions (km, one row each) spread over the province."""
    columns = int(np.ceil(np.sqrt(size * WIDTH_KM / HEIGHT_KM)))
    rows = int(np.ceil(size / columns))
    cells = np.array([(c, r) for r in range(rows) for c in range(columns)], np.float64)
    cells = cells[np.sort(rng.permutation(len(cells))[:size])]
    jitter = rng.uniform(0.2, 0.8, cells.shape)
    return within_province((cells + jitter) * (WIDTH_KM / columns, HEIGHT_KM / rows))


def points_around(rng: np.random.Generator, centres: Floats, radius_km: float) -> Floats:
    """Return one position (km) about ``radius_km`` from each centre, kept in the province."""
    return within_province(centres + rng.normal(0.0, radius_km / 1.5, centres.shape))


def within_province(points: Floats) -> Floats:
    """Return the points (km) moved into the province and rounded to 100 m."""
    inside: Floats = np.clip(points, 0.0, (WIDTH_KM, HEIGHT_KM)).astype(np.float64)
    return np.round(inside, 1)
