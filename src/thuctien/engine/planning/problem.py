"""The planning problem: who could be sent where, and the limits, as frames and small tables."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import polars as pl

from thuctien.engine.eligibility.facts import gather_facts
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode, SiteKind
from thuctien.engine.needs import Needs
from thuctien.engine.needs.profile import in_force
from thuctien.engine.needs.subjects import unit_subtree
from thuctien.engine.planning.coverage import (
    planned_needs,
    programme_contributions,
    valid_during,
)
from thuctien.engine.planning.eligibility import people_in_post, start_windows
from thuctien.engine.planning.patterns import PatternBook
from thuctien.engine.text.numbers import parse_number

DEFAULT_AWAY_SHARE = 0.15
DEFAULT_MAX_TURNS = 3


@dataclass(frozen=True, slots=True)
class Programme:
    """What the planner needs to know of a programme; money in đồng."""

    programme_id: str
    min_size: int
    max_size: int
    budget_id: str
    cost_per_class: int
    cost_per_learner: int
    effect: float
    forms: tuple[tuple[Mode, tuple[SiteKind, ...]], ...]
    offered: dict[Mode, tuple[date, date]]
    """First and last day on which a class of each form may start."""

    def may_start(self, mode: Mode, day: date) -> bool:
        """Tell whether programme and form are in force on a day."""
        first, last = self.offered[mode]
        return first <= day <= last


@dataclass(frozen=True, slots=True)
class Quota:
    """At most ``seats`` turns in a programme by people of some units and leadership levels.

    An empty ``levels`` means any level; ``units`` has every unit below the quota's own.
    """

    quota_id: str
    programme_id: str
    units: frozenset[str] | None
    levels: frozenset[str]
    seats: int


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """One province, one year.

    ``needs``: columns of :func:`coverage.planned_needs`, restricted to people in post.
    ``people``: one row a person with a need: ``person_id``, ``unit_id``, ``leadership_level``.
    ``pairs``: each useful form of study of each person with its window (:func:`start_windows`);
    barred pairs are kept, for the reasons. ``serves``: which need which programme contributes to:
    ``need_id``, ``person_id``, ``programme_id``, ``amount``, ``lacking``, ``tier``.
    ``away_limit``: most people of a unit away on weekdays in one week.
    """

    year: int
    as_of: date
    needs: pl.DataFrame
    people: pl.DataFrame
    pairs: pl.DataFrame
    serves: pl.DataFrame
    programmes: dict[str, Programme]
    quotas: tuple[Quota, ...]
    budgets: dict[str, int]
    away_limit: dict[str, int]
    max_turns: int
    sites: pl.DataFrame
    rooms: pl.DataFrame
    lecturers: pl.DataFrame
    absences: pl.DataFrame
    units: pl.DataFrame
    book: PatternBook


def build_problem(province: Province, needs: Needs, year: int) -> PlanningProblem:
    """Gather what the planner decides on from a province and its needs.

    Programmes, forms, quotas and budgets are those in force in ``year``; people, posts and
    holdings are those of the date of the needs.
    """
    as_of = needs.as_of
    first, last = date(year, 1, 1), date(year, 12, 31)
    facts = gather_facts(province, as_of)
    in_post = people_in_post(facts)
    wanted = planned_needs(province, needs).join(
        in_post.select("person_id"), on="person_id", how="semi", maintain_order="left"
    )
    programmes = _programmes(province, first, last)
    offered = pl.DataFrame(
        [(p.programme_id, str(mode)) for p in programmes.values() for mode, _ in p.forms],
        schema={"programme_id": pl.String, "mode": pl.String},
        orient="row",
    )
    serves = (
        wanted.join(programme_contributions(province, as_of), on="qualification_id")
        .filter(pl.col("programme_id").is_in(list(programmes)))
        .select("need_id", "person_id", "programme_id", "amount", "lacking", "tier")
        .sort("need_id", "programme_id")
    )
    useful = (
        serves.select("person_id", "programme_id").unique().join(offered, on="programme_id")
    ).sort("person_id", "programme_id", "mode")
    return PlanningProblem(
        year=year,
        as_of=as_of,
        needs=wanted,
        people=in_post.join(wanted, on="person_id", how="semi", maintain_order="left"),
        pairs=start_windows(province, useful, facts, year),
        serves=serves,
        programmes=programmes,
        quotas=_quotas(province, year),
        budgets=_budgets(province, year),
        away_limit=_away_limits(province, in_post, as_of),
        max_turns=int(_parameter(province, "max_turns_per_year", as_of, DEFAULT_MAX_TURNS)),
        sites=province.sites.filter(valid_during(first, last)).sort("site_id"),
        rooms=province.rooms.filter(valid_during(first, last)).sort("room_id"),
        lecturers=province.lecturers.filter(valid_during(first, last)).sort("lecturer_id"),
        absences=province.lecturer_absences,
        units=province.units.select("unit_id", "x_km", "y_km"),
        book=PatternBook(province, year),
    )


def _parameter(province: Province, key: str, on: date, default: float) -> float:
    """Return the value of a parameter in force on a day (the youngest), or the default."""
    current = province.parameters.filter((pl.col("key") == key) & in_force(on))
    found = current.sort("valid_from", nulls_last=False)
    return default if found.is_empty() else float(parse_number(found["value"][-1]))


def _programmes(province: Province, first: date, last: date) -> dict[str, Programme]:
    forms: dict[str, list[tuple[Mode, tuple[SiteKind, ...]]]] = {}
    periods: dict[str, dict[Mode, tuple[date, date]]] = {}
    in_time = province.programmes.select("programme_id", "valid_from", "valid_to")
    offerings = province.offerings.filter(valid_during(first, last)).sort("programme_id", "mode")
    for row in offerings.join(in_time, on="programme_id", maintain_order="left").iter_rows(
        named=True
    ):
        entry = (Mode(row["mode"]), tuple(SiteKind(kind) for kind in row["site_kinds"]))
        forms.setdefault(row["programme_id"], []).append(entry)
        starts = [day for day in (row["valid_from"], row["valid_from_right"]) if day]
        ends = [day for day in (row["valid_to"], row["valid_to_right"]) if day]
        period = (max(starts, default=date.min), min(ends, default=date.max))
        periods.setdefault(row["programme_id"], {})[entry[0]] = period
    rows = province.programmes.filter(valid_during(first, last)).sort("programme_id")
    return {
        row["programme_id"]: Programme(
            programme_id=row["programme_id"],
            min_size=row["min_size"],
            max_size=row["max_size"],
            budget_id=row["budget_id"],
            cost_per_class=row["cost_per_class"],
            cost_per_learner=row["cost_per_learner"],
            effect=row["expected_effect"],
            forms=tuple(forms[row["programme_id"]]),
            offered=periods[row["programme_id"]],
        )
        for row in rows.iter_rows(named=True)
        if row["programme_id"] in forms
    }


def _quotas(province: Province, year: int) -> tuple[Quota, ...]:
    below = {
        str(key[0]): frozenset(part["unit_id"])
        for key, part in unit_subtree(province.units)
        .partition_by("ancestor_id", as_dict=True)
        .items()
    }
    rows = province.quotas.filter(pl.col("year") == year).sort("quota_id")
    return tuple(
        Quota(
            quota_id=row["quota_id"],
            programme_id=row["programme_id"],
            units=None if row["unit_id"] is None else below[row["unit_id"]],
            levels=frozenset(row["leadership_levels"] or ()),
            seats=row["seats"],
        )
        for row in rows.iter_rows(named=True)
    )


def _budgets(province: Province, year: int) -> dict[str, int]:
    rows = province.budgets.filter(pl.col("year") == year).sort("budget_id")
    return dict(rows.select("budget_id", "amount").iter_rows())


def _away_limits(province: Province, in_post: pl.DataFrame, as_of: date) -> dict[str, int]:
    """Return how many people of a unit may be away at once: its share, at least one."""
    default = _parameter(province, "default_away_share", as_of, DEFAULT_AWAY_SHARE)
    staff = in_post.group_by("unit_id").agg(pl.len().alias("staff"))
    rows = staff.join(province.units.select("unit_id", "away_share"), on="unit_id").sort("unit_id")
    return {
        unit: max(1, math.floor(count * (default if share is None else share) + 1e-9))
        for unit, count, share in rows.select("unit_id", "staff", "away_share").iter_rows()
    }
