"""Random small provinces: few people, one to three open weeks, and limits that often bind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from tests.engine.planning.provinces import (
    DEFAULTS,
    Case,
    Row,
    appointment,
    budget,
    hours_need,
    lecturer,
    module,
    need,
    offering,
    parameter,
    person,
    post,
    programme,
    quota,
    room,
    rule,
    site,
    unit,
)

UNITS = ("so", "xa")
QUALIFICATION_OF = {"ct": "llct", "qp": "qpan", "gio": "gio"}
FORCES = ("overdue", "due", "recommended", "later")


def small_case(rng: Random) -> Case:
    """Return a province without a plan: up to six people, three programmes, two sites."""
    programmes = list(QUALIFICATION_OF)[: rng.randint(1, 3)]
    who = [f"p{n}" for n in range(1, rng.randint(2, 6) + 1)]
    tables: dict[str, Sequence[Row]] = {
        **_people(rng, who),
        **_programmes(rng, programmes),
        **_places(rng),
        "quotas": _quotas(rng, programmes),
        "budgets": [budget(rng.choice((1_500_000, 2_600_000, 4_000_000, 100_000_000)))],
        "parameters": [parameter("max_turns_per_year", str(rng.choice((1, 2, 3))))],
        "inclusions": [
            {"qualification_id": "llct", "relation": "includes", "other_id": "qpan"},
        ][: rng.randint(0, 1)],
    }
    return Case(tables, needs_rows=_needs(rng, who), classes=(), turns=())


def _people(rng: Random, who: list[str]) -> dict[str, list[Row]]:
    units = [unit("tinh", "province", None)]
    units += [unit(u, away_share=rng.choice((None, 0.5, 1.0, 1.0))) for u in UNITS]
    posts = [post(f"cv_{u}", u) for u in UNITS]
    posts += [post(f"gd_{u}", u, leadership_level="head") for u in UNITS]
    births = (date(1985, 5, 15), date(1987, 3, 5), date(1970, 3, 10), date(1970, 2, 10))
    return {
        "units": units,
        "posts": posts,
        "people": [person(p, birth_date=rng.choice(births)) for p in who],
        "appointments": [
            appointment(p, f"{rng.choice(('cv', 'cv', 'gd'))}_{rng.choice(UNITS)}") for p in who
        ],
        "retirement_ages": [{"sex": "female", "year": 2021, "age_years": 57, "age_months": 0}],
    }


def _programmes(rng: Random, programmes: list[str]) -> dict[str, list[Row]]:
    sizes = {p: rng.choice((1, 1, 2, 3)) for p in programmes}
    rules = (rule("min_age", 40), rule("max_age", 40), rule("leadership_levels", codes=["head"]))
    kinds = (["school"], ["school"], ["centre"], ["school", "centre"])
    modes = (["full_time"], ["weekend"], ["full_time", "weekend"])
    return {
        "programmes": [programme(p, sizes[p], sizes[p] + rng.randint(0, 2)) for p in programmes],
        "grants": [row for row in DEFAULTS["grants"] if row["programme_id"] in programmes],
        "offerings": [
            offering(p, mode, site_kinds=rng.choice(kinds))
            for p in programmes
            for mode in rng.choice(modes)
        ],
        "modules": [
            module(p, sessions=rng.choice((2, 4, 4, 12)), topic=rng.choice(("luat", "so")))
            for p in programmes
        ],
        "eligibility_rules": [rng.choice(rules)] if rng.random() < 0.3 else [],
    }


def _places(rng: Random) -> dict[str, list[Row]]:
    """Return one or two sites, open for one to three weeks of March, and lecturers."""
    sites = [site("truong", "school"), site("tt", "centre")][: rng.randint(1, 2)]
    closed_again = date(2027, 3, rng.choice((8, 15, 15, 22)))
    lecturers = [
        lecturer(
            f"g{n}",
            rng.choice((["luat"], ["so"], ["luat", "so"], ["luat", "so"])),
            site_kinds=["school", "centre"],
            max_sessions_month=rng.choice((4, 12, 20)),
        )
        for n in range(rng.randint(1, 3))
    ]
    return {
        "sites": sites,
        "rooms": [room(f"r{s['site_id']}", s["site_id"], rng.randint(2, 5)) for s in sites],
        "closures": [
            {"first_day": date(2027, 1, 1), "last_day": date(2027, 2, 28), "reason": "x"},
            {"first_day": closed_again, "last_day": date(2027, 12, 31), "reason": "x"},
        ],
        "lecturers": lecturers,
    }


def _quotas(rng: Random, programmes: list[str]) -> list[Row]:
    rows = (
        quota(rng.randint(1, 4), rng.choice(programmes)),
        quota(rng.randint(0, 2), rng.choice(programmes), unit_id="xa", quota_id="xa"),
        quota(rng.randint(0, 2), rng.choice(programmes), leadership_levels=["head"], quota_id="gd"),
    )
    return [row for row in rows if rng.random() < 0.3]


def _needs(rng: Random, who: list[str]) -> list[Row]:
    rows: list[Row] = []
    for person_id in who:
        for wanted in QUALIFICATION_OF.values():
            force = rng.choice(FORCES)
            if rng.random() < 0.3:
                continue
            if wanted == "gio":
                rows.append(hours_need(person_id, rng.choice((20, 40, 60)), 0, force=force))
            else:
                rows.append(need(person_id, wanted, force))
    return rows
