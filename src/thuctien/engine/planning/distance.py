"""Kilometres between units and sites, as the crow flies."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.planning.problem import PlanningProblem


class Distances:
    """Straight distances in km; 0 where a unit or a site has no coordinates."""

    def __init__(self, problem: PlanningProblem) -> None:
        self._units = {u: n for n, u in enumerate(problem.units["unit_id"])}
        self._sites = {s: n for n, s in enumerate(problem.sites["site_id"])}
        places = pl.col("x_km", "y_km")
        unit_at = problem.units.select(places).to_numpy().astype(float)
        site_at = problem.sites.select(places).to_numpy().astype(float)
        gap = unit_at[:, None, :] - site_at[None, :, :]
        self._km = np.nan_to_num(np.hypot(gap[..., 0], gap[..., 1]), nan=0.0)

    def km(self, unit_id: str, site_id: str) -> float:
        """Return the distance from a unit to a site in km."""
        return float(self._km[self._units[unit_id], self._sites[site_id]])

    def nearest_first(self, sites: list[str], demand: dict[str, float], size: int) -> list[str]:
        """Return sites in the order of how far the nearest ``size`` people of the demand travel."""
        if not demand:
            return sorted(sites)
        units = np.array([self._units[unit] for unit in demand])
        people = np.array(list(demand.values()))

        def mean_km(site: str) -> float:
            km = self._km[units, self._sites[site]]
            order = np.argsort(km, kind="stable")
            before = np.cumsum(people[order]) - people[order]
            taken = np.clip(size - before, 0.0, people[order])
            return float(taken @ km[order] / max(taken.sum(), 1e-9))

        return sorted(sites, key=lambda site: (mean_km(site), site))

    def take_nearest(self, demand: dict[str, float], site_id: str, people: float) -> None:
        """Take people out of a demand (people by unit), those of the nearest units first."""
        for unit in sorted(demand, key=lambda unit: (self.km(unit, site_id), unit)):
            taken = min(people, demand[unit])
            demand[unit] -= taken
            people -= taken
            if demand[unit] <= 1e-9:
                del demand[unit]
            if people <= 1e-9:
                return
