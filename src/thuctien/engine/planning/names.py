"""Names of things for the sentences of the answers, in both languages."""

from __future__ import annotations

import polars as pl

from thuctien.engine.model import Province

Figures = dict[str, object]


class Names:
    """Looks up names by code; a thing without an English name keeps its Vietnamese one."""

    def __init__(self, province: Province) -> None:
        self._programmes = _both(province.programmes, "programme_id")
        self._qualifications = _both(province.qualifications, "qualification_id")
        self._sites = _one(province.sites, "site_id")
        self._units = _one(province.units, "unit_id")
        self._budgets = _one(province.budgets, "budget_id")

    def programme(self, programme_id: str) -> Figures:
        """Return the figures ``programme`` and ``programme_en``."""
        return _named("programme", self._programmes[programme_id])

    def qualification(self, qualification_id: str) -> Figures:
        """Return the figures ``qualification`` and ``qualification_en``."""
        return _named("qualification", self._qualifications[qualification_id])

    def site(self, site_id: str) -> str:
        """Return the name of a site."""
        return self._sites[site_id]

    def unit(self, unit_id: str) -> str:
        """Return the name of a unit."""
        return self._units[unit_id]

    def budget(self, budget_id: str) -> str:
        """Return the name of a source of money; its code where no row names it."""
        return self._budgets.get(budget_id, budget_id)


def _both(frame: pl.DataFrame, key: str) -> dict[str, tuple[str, str | None]]:
    return {code: (vi, en) for code, vi, en in frame.select(key, "name", "name_en").iter_rows()}


def _one(frame: pl.DataFrame, key: str) -> dict[str, str]:
    return dict(frame.select(key, "name").iter_rows())


def _named(what: str, names: tuple[str, str | None]) -> Figures:
    vietnamese, english = names
    return {what: vietnamese, f"{what}_en": english} if english else {what: vietnamese}
