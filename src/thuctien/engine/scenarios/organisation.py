"""Units that merge, end or split: which unit takes over from which, and who goes where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import UnitEvent
from thuctien.engine.needs.profile import in_force
from thuctien.engine.scenarios.changes import EndLevel, MergeUnits, SplitUnit
from thuctien.engine.scenarios.clashes import Clash, ClashCode, ScenarioError
from thuctien.engine.scenarios.moving import Reorganisation, move
from thuctien.engine.scenarios.rows import added, refuse_known, row_of


def merge_units(change: MergeUnits, province: Province) -> Province:
    """Let one unit take over from several: units, posts, people, quotas and stated needs."""
    merged = [unit for unit in dict.fromkeys(change.unit_ids) if unit != change.into_id]
    if len({*merged, change.into_id}) < 2 or not merged:
        raise ScenarioError([Clash(ClashCode.TWO_UNITS_NEEDED)])
    first = row_of(province.units, "units", change.unit_ids[0])
    with_successor = province
    if change.name:
        successor = {**first, "unit_id": change.into_id, "name": change.name}
        successor |= {"kind": change.kind or first["kind"]}
        with_successor = _with_unit(province, successor, change.from_day)
    else:
        _require_in_force(province, change.into_id, change.from_day)
    moves = dict.fromkeys(merged, change.into_id)
    event = Reorganisation(UnitEvent.MERGE, change.from_day, change.document)
    return move(with_successor, moves, event)


def end_level(change: EndLevel, province: Province) -> Province:
    """Let all units of a kind end; named successors, else the unit above, take over."""
    ending = province.units.filter(in_force(change.from_day), pl.col("kind") == change.kind)
    if ending.is_empty():
        values = {"code": change.kind, "day": change.from_day}
        raise ScenarioError([Clash(ClashCode.NO_UNIT_OF_KIND, values)])
    parents = dict(province.units.select("unit_id", "parent_id").iter_rows())
    named = dict(change.successors)
    gone = set(ending["unit_id"].to_list())
    for unit in named:
        if unit not in gone:
            values = {"code": unit, "day": change.from_day}
            raise ScenarioError([Clash(ClashCode.NOT_IN_FORCE, values)])
    moves = {unit: _taker(unit, parents, gone, named) for unit in sorted(gone)}
    for taker in sorted(set(moves.values())):
        if taker in gone:
            values = {"code": taker, "day": change.from_day}
            raise ScenarioError([Clash(ClashCode.SUCCESSOR_ENDS, values)])
        _require_in_force(province, taker, change.from_day)
    event = Reorganisation(UnitEvent.ABOLISH, change.from_day, change.document)
    return move(province, moves, event)


def _taker(
    unit: str, parents: Mapping[str, str | None], gone: set[str], named: Mapping[str, str]
) -> str:
    """Return the successor of a unit: the one named, else the next above that does not end."""
    if unit in named:
        return named[unit]
    above = parents[unit]
    while above is not None and above in gone:
        above = named.get(above, parents[above])
    if above is None:
        raise ScenarioError([Clash(ClashCode.NOBODY_TO_TAKE_OVER, {"code": unit})])
    return above


def split_unit(change: SplitUnit, province: Province) -> Province:
    """Let several new units take over from one, people by list."""
    if len({part.unit_id for part in change.parts}) < 2:
        raise ScenarioError([Clash(ClashCode.TWO_UNITS_NEEDED)])
    old = row_of(province.units, "units", change.unit_id)
    people = _by_list(change, province)
    with_parts = province
    for part in change.parts:
        row = {**old, "unit_id": part.unit_id, "name": part.name}
        with_parts = _with_unit(with_parts, row, change.from_day)
    event = Reorganisation(UnitEvent.SPLIT, change.from_day, change.document)
    others = tuple(part.unit_id for part in change.parts[1:])
    rest = change.parts[0].unit_id
    return move(with_parts, {change.unit_id: rest}, event, people=people, others=others)


def _by_list(change: SplitUnit, province: Province) -> dict[str, str]:
    """Return the part of each person on a list; raises where a list cannot be true."""
    listed = [(person, part.unit_id) for part in change.parts for person in part.person_ids]
    people = dict(listed)
    here = province.posts.filter(pl.col("unit_id") == change.unit_id)
    staff = province.appointments.filter(
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= change.from_day)
    ).join(here, on="post_id", how="semi")
    known = set(staff["person_id"].to_list())
    clashes = [
        Clash(ClashCode.NOT_IN_UNIT, {"code": person, "day": change.from_day})
        for person in people
        if person not in known
    ]
    if len(people) < len(listed):
        counted = [person for person, _ in listed]
        twice = sorted({person for person in counted if counted.count(person) > 1})
        clashes += [Clash(ClashCode.IN_TWO_PARTS, {"code": person}) for person in twice]
    if clashes:
        raise ScenarioError(clashes)
    return people


def _with_unit(province: Province, row: dict[str, Any], from_day: date) -> Province:
    refuse_known(province.units, "units", row["unit_id"])
    new = {**row, "valid_from": from_day, "valid_to": None}
    return replace(province, units=added(province.units, "units", [new]))


def _require_in_force(province: Province, unit_id: str, day: date) -> None:
    row_of(province.units, "units", unit_id)
    if province.units.filter(in_force(day), pl.col("unit_id") == unit_id).is_empty():
        values = {"code": unit_id, "day": day}
        raise ScenarioError([Clash(ClashCode.SUCCESSOR_ENDS, values)])
