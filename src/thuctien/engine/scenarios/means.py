"""Changes of what there is to plan with: quotas, money, programmes, sites and rooms."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.scenarios.changes import (
    AddRoom,
    AddSite,
    ChangeProgramme,
    CloseSite,
    EndRoom,
    EndSite,
    ScaleBudgets,
    SetBudget,
    SetQuota,
)
from thuctien.engine.scenarios.clashes import Clash, ClashCode, ScenarioError, unknown
from thuctien.engine.scenarios.rows import added, altered, ended, refuse_known, row_of


def set_quota(change: SetQuota, province: Province) -> Province:
    """Set the seats of a quota of the year, or add one where programme and unit have none."""
    row_of(province.programmes, "programmes", change.programme_id)
    if change.unit_id is not None:
        row_of(province.units, "units", change.unit_id)
    levels = sorted(change.leadership_levels)
    key = ";".join(levels)
    same = (
        (pl.col("year") == change.year)
        & (pl.col("programme_id") == change.programme_id)
        & pl.col("unit_id").eq_missing(pl.lit(change.unit_id, dtype=pl.String))
        & (pl.col("leadership_levels").list.sort().list.join(";").fill_null("") == key)
    )
    rows = province.quotas
    if rows.filter(same).height:
        source = {"source": change.source} if change.source else {}
        return replace(province, quotas=altered(rows, same, seats=change.seats, **source))
    code = _quota_code(change, levels)
    refuse_known(rows, "quotas", code)
    row = {
        "quota_id": code,
        "year": change.year,
        "programme_id": change.programme_id,
        "unit_id": change.unit_id,
        "leadership_levels": levels,
        "seats": change.seats,
        "source": change.source or None,
    }
    return replace(province, quotas=added(rows, "quotas", [row]))


def _quota_code(change: SetQuota, levels: list[str]) -> str:
    parts = [str(change.year), change.programme_id, change.unit_id or "", *levels]
    return "-".join(part for part in parts if part)


def set_budget(change: SetBudget, province: Province) -> Province:
    """Set the amount of a source of money in a year; a year without a row gets one."""
    rows = province.budgets
    known = row_of(rows, "budgets", change.budget_id)
    same = (pl.col("budget_id") == change.budget_id) & (pl.col("year") == change.year)
    if rows.filter(same).height:
        return replace(province, budgets=altered(rows, same, amount=change.amount))
    row = {**known, "year": change.year, "amount": change.amount, "source": None}
    return replace(province, budgets=added(rows, "budgets", [row]))


def scale_budgets(change: ScaleBudgets, province: Province) -> Province:
    """Set every source of money of a year to its share, in whole đồng."""
    of_year = pl.col("year") == change.year
    if province.budgets.filter(of_year).is_empty():
        raise unknown("budgets", str(change.year))
    amount = (pl.col("amount") * (change.percent / 100)).round()
    return replace(province, budgets=altered(province.budgets, of_year, amount=amount))


def change_programme(change: ChangeProgramme, province: Province) -> Province:
    """Set what the change names of a programme."""
    old = row_of(province.programmes, "programmes", change.programme_id)
    wanted: dict[str, Any] = {
        name: value
        for name, value in asdict(change).items()
        if value is not None and name != "programme_id"
    }
    if all(old[name] == value for name, value in wanted.items()):
        raise ScenarioError([Clash(ClashCode.NOTHING_CHANGES, {"code": change.programme_id})])
    which = pl.col("programme_id") == change.programme_id
    return replace(province, programmes=altered(province.programmes, which, **wanted))


def add_site(change: AddSite, province: Province) -> Province:
    """Add a site."""
    refuse_known(province.sites, "sites", change.site_id)
    row: dict[str, Any] = asdict(change)
    row |= {"kind": str(change.kind), "valid_from": row.pop("from_day")}
    return replace(province, sites=added(province.sites, "sites", [row]))


def add_room(change: AddRoom, province: Province) -> Province:
    """Add a room to a site."""
    refuse_known(province.rooms, "rooms", change.room_id)
    row_of(province.sites, "sites", change.site_id)
    row: dict[str, Any] = asdict(change)
    row |= {"valid_from": row.pop("from_day")}
    return replace(province, rooms=added(province.rooms, "rooms", [row]))


def close_site(change: CloseSite, province: Province) -> Province:
    """Add days on which a site has no teaching."""
    row_of(province.sites, "sites", change.site_id)
    row = {**asdict(change), "reason": change.reason or None}
    return replace(province, closures=added(province.closures, "closures", [row]))


def end_site(change: EndSite, province: Province) -> Province:
    """End a site and the rooms that it still has."""
    sites = ended(province.sites, "sites", change.site_id, change.from_day)
    last = sites.filter(pl.col("site_id") == change.site_id)["valid_to"][0]
    here = (pl.col("site_id") == change.site_id) & (pl.col("valid_to").fill_null(last) >= last)
    return replace(province, sites=sites, rooms=altered(province.rooms, here, valid_to=last))


def end_room(change: EndRoom, province: Province) -> Province:
    """End a room."""
    rooms = ended(province.rooms, "rooms", change.room_id, change.from_day)
    return replace(province, rooms=rooms)
