"""Closed days and lecturers of the sample."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from thuctien.engine.calendar import public_holidays, week_of
from thuctien.engine.model.choices import LecturerKind, SiteKind
from thuctien.engine.sample.draw import Floats, scaled, shares_to_counts, stream
from thuctien.engine.sample.facts import raw_facts
from thuctien.engine.sample.names import full_names
from thuctien.engine.sample.sites import ACADEMY_ID, SCHOOL_ID

TET = "Nguyên Đán"
BEFORE_TET = timedelta(days=7)
AFTER_TET = timedelta(days=5)
SUMMER_FROM = (7, 15)
SUMMER_WEEKS = 3
REPAIR_DAYS = 30
SCHOOL_LECTURERS = 85
CENTRE_LECTURERS = 110
ACADEMY_LECTURERS = 20
FULL_LOAD = 24
"""Half days a month of a lecturer of the school or the academy."""
SIDE_LOAD = 12
"""Half days a month of somebody who teaches beside another post."""
MOST_TOPICS = 5
FEWEST_PER_TOPIC = 2
ABSENT_SHARE = 0.08


def make_closures(sites: pl.DataFrame, year: int, seed: int) -> pl.DataFrame:
    """Return the breaks at Tết and in summer, of the year and the next, and a centre's repair."""
    rng = stream(seed, "closures")
    rows: list[tuple[str | None, date, date, str]] = []
    for one in (year, year + 1):
        tet = [day for day, name in public_holidays([one]).items() if TET in name]
        rows.append((None, min(tet) - BEFORE_TET, max(tet) + AFTER_TET, "Nghỉ Tết Nguyên đán"))
        summer = week_of(date(one, *SUMMER_FROM))
        last = summer + timedelta(weeks=SUMMER_WEEKS, days=-1)
        rows.append((None, summer, last, "Nghỉ hè"))
    centres = sites.filter(pl.col("kind") == SiteKind.CENTRE)["site_id"].to_list()
    repaired = centres[int(rng.integers(len(centres)))]
    start = date(year, int(rng.integers(3, 7)), 1)
    rows.append((repaired, start, start + timedelta(days=REPAIR_DAYS - 1), "Sửa chữa cơ sở"))
    columns = {"site_id": pl.String, "first_day": pl.Date, "last_day": pl.Date, "reason": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def make_lecturers(sites: pl.DataFrame, people: int, seed: int) -> pl.DataFrame:
    """Return permanent lecturers of the school, concurrent ones at centres, the academy's own."""
    rng = stream(seed, "lecturers")
    centres = sites.filter(pl.col("kind") == SiteKind.CENTRE)["site_id"].to_list()
    frames = [
        _faculty(rng, SiteKind.SCHOOL, [SCHOOL_ID], scaled(SCHOOL_LECTURERS, people, least=10)),
        _faculty(rng, SiteKind.CENTRE, centres, scaled(CENTRE_LECTURERS, people, least=12)),
        _faculty(rng, SiteKind.ACADEMY, [ACADEMY_ID], scaled(ACADEMY_LECTURERS, people, least=5)),
    ]
    return (
        pl.concat(frames)
        .with_columns(full_name=full_names(rng, rng.random(sum(f.height for f in frames)) < 0.5))
        .with_columns(
            lecturer_id=pl.format(
                "GV{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(3)
            )
        )
    )


def make_lecturer_absences(lecturers: pl.DataFrame, year: int, seed: int) -> pl.DataFrame:
    """Return the weeks in which some lecturers study, travel or are on leave."""
    rng = stream(seed, "absences")
    away = np.flatnonzero(rng.random(lecturers.height) < ABSENT_SHARE)
    first = rng.integers(20, 300, len(away))
    days = rng.integers(5, 60, len(away))
    reasons = np.array(["Đi học tập trung", "Nghỉ thai sản", "Đi nghiên cứu thực tế"])
    start = pl.lit(date(year, 1, 1))
    return lecturers[away].select(
        "lecturer_id",
        first_day=start + pl.duration(days=pl.lit(pl.Series(first))),
        last_day=start + pl.duration(days=pl.lit(pl.Series(first + days))),
        reason=pl.Series(reasons[rng.integers(0, 3, len(away))]),
    )


def _faculty(
    rng: np.random.Generator, kind: SiteKind, site_ids: list[str], count: int
) -> pl.DataFrame:
    facts = raw_facts("faculty").filter(pl.col("site_kind") == kind)
    topics = _topics_of(rng, facts["share"].cast(pl.Float64).to_numpy(), count)
    names = facts["topic"].to_list()
    school = kind is SiteKind.SCHOOL
    permanent = kind is not SiteKind.CENTRE
    rest = [LecturerKind.CONCURRENT, LecturerKind.VISITING]
    return pl.DataFrame(
        {
            "kind": [
                LecturerKind.PERMANENT if permanent else rest[int(rng.random() < 0.3)]
                for _ in range(count)
            ],
            "site_id": [site_ids[i % len(site_ids)] for i in range(count)],
            "site_kinds": [["centre", "school"] if school else [kind.value]] * count,
            "topics": [sorted(names[t] for t in own) for own in topics],
            "max_sessions_month": [FULL_LOAD if permanent else SIDE_LOAD] * count,
            "valid_from": pl.Series([None] * count, dtype=pl.Date),
            "valid_to": pl.Series([None] * count, dtype=pl.Date),
        }
    )


def _topics_of(rng: np.random.Generator, shares: Floats, count: int) -> list[list[int]]:
    """Return the topics of each lecturer: a main one in proportion, one to four more by chance.

    Topics are added where fewer than :data:`FEWEST_PER_TOPIC` lecturers would have one.
    """
    main = np.repeat(np.arange(len(shares)), shares_to_counts(shares, count))
    more = min(MOST_TOPICS, len(shares)) - 1
    chosen: list[list[int]] = []
    for topic in rng.permutation(main).tolist():
        others = rng.choice(
            len(shares), 1 + int(rng.integers(more)), replace=False, p=shares / shares.sum()
        )
        chosen.append([topic, *(int(t) for t in others if t != topic)])
    for topic in range(len(shares)):
        while sum(topic in own for own in chosen) < min(FEWEST_PER_TOPIC, count):
            min((own for own in chosen if topic not in own), key=len).append(topic)
    return chosen
