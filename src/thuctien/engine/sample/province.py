"""Puts the parts of the sample together."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.model import TABLES, Province
from thuctien.engine.sample.allowances import make_budgets, make_quotas
from thuctien.engine.sample.history import History, make_history
from thuctien.engine.sample.holdings import make_holdings
from thuctien.engine.sample.identities import make_sensitive_facts, with_identities
from thuctien.engine.sample.organisation import make_organisation
from thuctien.engine.sample.parameters import make_parameters
from thuctien.engine.sample.posts import make_posts
from thuctien.engine.sample.programmes import programme_frames
from thuctien.engine.sample.records import (
    make_degrees,
    make_disciplines,
    make_ratings,
    make_succession_plans,
)
from thuctien.engine.sample.resources import make_closures, make_lecturer_absences, make_lecturers
from thuctien.engine.sample.rules import rule_frames
from thuctien.engine.sample.sites import make_rooms, make_sites
from thuctien.engine.sample.staffing import Staffing, make_staffing
from thuctien.engine.sample.stated_needs import make_stated_needs

FEWEST_PEOPLE = 200
MOST_PEOPLE = 60_000
FIRST_YEAR = 2026
"""The agencies of the sample are those since July 2025; a plan for an earlier year has none."""


def sample_province(people: int = 40_000, seed: int = 7, year: int = 2027) -> Province:
    """Return a province of which nobody exists, with the figures of a large one.

    ``people`` is the number of rows in the table of people, 40,000 being full size; units, sites,
    lecturers, quotas and money are in proportion. The planning date is the last day before
    ``year``. The same arguments give the same frames. Raises ``ValueError`` outside 200 to 60,000
    people, or for a year before 2026.
    """
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        raise ValueError(f"people: {people} is not between {FEWEST_PEOPLE} and {MOST_PEOPLE}")
    if year < FIRST_YEAR:
        raise ValueError(f"year: {year} is before {FIRST_YEAR}")
    planning_date = date(year - 1, 12, 31)
    organisation = make_organisation(people, seed)
    posts = make_posts(organisation.agencies, seed)
    staffing = make_staffing(posts, planning_date, seed)
    history = make_history(staffing.placements, organisation.units, organisation.successions, seed)
    sites = make_sites(organisation.districts)
    lecturers = make_lecturers(sites, people, seed)
    frames = {
        "parameters": make_parameters(planning_date),
        "units": organisation.units,
        "unit_successions": organisation.successions,
        "people": with_identities(staffing.people, seed),
        "sensitive_facts": make_sensitive_facts(staffing, planning_date, seed),
        **_appointed(posts, staffing, history),
        "ratings": make_ratings(staffing.placements, planning_date, seed),
        "disciplines": make_disciplines(staffing.placements, planning_date, seed),
        "succession_plans": make_succession_plans(staffing.placements, planning_date, seed),
        "holdings": pl.concat(
            [
                make_holdings(staffing.placements, planning_date, seed),
                make_degrees(staffing.placements, seed),
            ],
            how="diagonal",
        ),
        **rule_frames(),
        **programme_frames(),
        "stated_needs": make_stated_needs(staffing.placements, people, year, seed),
        "budgets": make_budgets(people, year),
        "quotas": make_quotas(staffing.placements, organisation.units, people, year, seed),
        "sites": sites,
        "rooms": make_rooms(sites, people, seed),
        "closures": make_closures(sites, year, seed),
        "lecturers": lecturers,
        "lecturer_absences": make_lecturer_absences(lecturers, year, seed),
    }
    return Province.from_frames(frames)


def _appointed(
    posts: pl.DataFrame, staffing: Staffing, history: History
) -> dict[str, pl.DataFrame]:
    """Return posts and appointments, present and past, in the order of their keys."""
    present = posts.with_columns(valid_from="since", valid_to=pl.lit(None, pl.Date))
    columns = list(TABLES["posts"].frame_schema)
    appointments = pl.concat([staffing.appointments, history.appointments])
    return {
        "posts": pl.concat([present.select(columns), history.posts.select(columns)]).sort(
            "post_id"
        ),
        "appointments": appointments.sort("person_id", "valid_from", "post_id"),
    }
