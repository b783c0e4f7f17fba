"""A whole province's year: 290 classes in the sample's sites, rooms and with its lecturers."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import polars as pl
import pytest

from thuctien.engine.calendar import closed_days, part_of, slots, week_of
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.planning.result import CLASSES_SCHEMA, TURNS_SCHEMA
from thuctien.engine.sample import sample_province
from thuctien.engine.timetabling import build_problem, solve
from thuctien.engine.timetabling.check import check
from thuctien.engine.timetabling.violations import Rule

CLASSES = 290
FIRST_MONDAY = date(2027, 1, 4)


def some_classes(province: Province, seed: int) -> pl.DataFrame:
    """Return classes drawn at random, never more at a site in a week than it has rooms."""
    draw = random.Random(seed)  # noqa: S311
    lengths = dict(
        province.modules.group_by("programme_id").agg(pl.col("sessions").sum()).iter_rows()
    )
    offers = province.offerings.select("programme_id", "mode", "site_kinds").rows()
    sites = province.sites.select("site_id", "kind").rows()
    rooms = Counter(province.rooms["site_id"])
    least = dict(province.rooms.group_by("site_id").agg(pl.col("capacity").min()).iter_rows())
    taken: Counter[tuple[str, date, str]] = Counter()
    rows: list[dict[str, object]] = []
    while len(rows) < CLASSES:
        (programme_id, mode, kinds), (site_id, kind) = draw.choice(offers), draw.choice(sites)
        if kind not in kinds or not rooms[site_id]:
            continue
        monday = FIRST_MONDAY + timedelta(weeks=draw.randrange(48))
        closed = closed_days(province.closures, site_id, range(2027, 2032))
        half_days = slots(Mode(mode), monday, lengths[programme_id], closed)
        blocks = {(site_id, week_of(slot.day), part_of(Mode(mode))) for slot in half_days}
        if any(taken[block] >= rooms[site_id] for block in blocks):
            continue
        taken.update(blocks)
        rows.append(
            {
                "class_id": f"{len(rows):03d}",
                "programme_id": programme_id,
                "mode": mode,
                "site_id": site_id,
                "starts_on": monday,
                "ends_on": half_days[-1].day,
                "sessions": len(half_days),
                "size": min(40, least[site_id]),
            }
        )
    return pl.DataFrame(rows, schema=CLASSES_SCHEMA)


@pytest.mark.slow
def test_a_year_is_timetabled_in_a_minute_and_by_the_rules() -> None:
    """Thousands of sessions; what lecturers cannot hold is reported, nothing else is wrong."""
    province = sample_province(people=40_000, seed=7)
    classes = some_classes(province, seed=3)
    turns = pl.DataFrame(schema=TURNS_SCHEMA)
    problem = build_problem(province, classes, turns)
    timetable = solve(problem, seed=1, time_limit_seconds=300)
    assert timetable.stopped_by == "done"
    assert sum(timetable.seconds.values()) < 60
    assert timetable.sessions.height + timetable.unplaced.height == problem.sessions
    violations = check(province, classes, turns, timetable.sessions)
    assert {violation.rule for violation in violations} <= {Rule.SESSIONS_MISCOUNTED}
    assert timetable.unplaced.height < 0.05 * problem.sessions
