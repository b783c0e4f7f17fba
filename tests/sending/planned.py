"""A small plan by hand, from computed needs: two classes and an answer for every need."""

from __future__ import annotations

from datetime import date

import polars as pl

from thuctien.engine.calendar import slots
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.needs import Needs
from thuctien.engine.planning.result import (
    ANSWERS_SCHEMA,
    CLASSES_SCHEMA,
    TURNS_SCHEMA,
    Plan,
    Tier,
)
from thuctien.engine.timetabling.result import SESSIONS_SCHEMA, UNPLACED_SCHEMA, Timetable

YEAR = 2027
FULL_TIME, WEEKEND = "2027-001", "2027-002"
STARTS = date(2027, 3, 1)
SESSIONS = 14


def plan_by_hand(province: Province, needs: Needs, people: int = 6) -> Plan:
    """Send the first people with needs to a class on weekdays, half of them to a weekend class.

    The needs of those who are sent are met, all others are not yet, or later as their force says.
    """
    sent = needs.needs["person_id"].unique(maintain_order=True).head(people)
    again = sent.head(people // 2)
    turns = pl.concat(
        [
            pl.DataFrame({"person_id": sent}).with_columns(pl.lit(FULL_TIME).alias("class_id")),
            pl.DataFrame({"person_id": again}).with_columns(pl.lit(WEEKEND).alias("class_id")),
        ]
    ).with_columns(pl.lit(1).alias("needs_met"), pl.lit(12.5).alias("distance_km"))
    is_sent = pl.col("person_id").is_in(sent.implode())
    answers = needs.needs.select(
        "need_id",
        "person_id",
        pl.when(is_sent)
        .then(pl.lit("sent"))
        .when(pl.col("force") == "later")
        .then(pl.lit("later"))
        .otherwise(pl.lit("not_yet"))
        .alias("outcome"),
        pl.when(is_sent).then(pl.lit(FULL_TIME)).alias("class_id"),
        pl.when(is_sent).then(None).otherwise(pl.lit("class_full")).alias("reason"),
        pl.when(is_sent).then(None).otherwise(pl.lit('{"size": 6}')).alias("figures"),
    )
    return Plan(
        year=YEAR,
        seed=1,
        classes=_classes(province, people).select(*CLASSES_SCHEMA).cast(CLASSES_SCHEMA),
        turns=turns.select(*TURNS_SCHEMA).cast(TURNS_SCHEMA),
        answers=answers.select(*ANSWERS_SCHEMA).cast(ANSWERS_SCHEMA),
        tiers=(Tier("overdue", 5.0, 6.0), Tier("due", 3.0, 3.0)),
        objective=53.0,
        bound=63.0,
        gap=1 / 6,
        stopped_by="rounds",
        seconds={"total": 0.1},
    )


def _classes(province: Province, people: int) -> pl.DataFrame:
    programme = province.programmes["programme_id"][0]
    site = province.sites["site_id"][0]
    rows = [
        (FULL_TIME, Mode.FULL_TIME, people, 60_000_000),
        (WEEKEND, Mode.WEEKEND, people // 2, 30_000_000),
    ]
    return pl.DataFrame(
        [
            {
                "class_id": code,
                "programme_id": programme,
                "mode": str(mode),
                "site_id": site,
                "starts_on": STARTS,
                "ends_on": slots(mode, STARTS, SESSIONS, ())[-1].day,
                "sessions": SESSIONS,
                "size": size,
                "min_size": 1,
                "max_size": 40,
                "cost": cost,
            }
            for code, mode, size, cost in rows
        ]
    )


def timetable_by_hand(province: Province, plan: Plan) -> Timetable:
    """Put the first class into the first room with the first lecturer; leave its last session."""
    row = plan.classes.row(0, named=True)
    placed = [
        {
            "class_id": row["class_id"],
            "session_no": number,
            "module_no": 1,
            "day": slot.day,
            "half": int(slot.half),
            "room_id": province.rooms["room_id"][0],
            "lecturer_id": province.lecturers["lecturer_id"][0],
        }
        for number, slot in enumerate(slots(Mode(row["mode"]), STARTS, SESSIONS, ()), 1)
    ]
    last = placed.pop()
    unplaced = {**last, "reason": "no_lecturer", "figures": '{"topic": "x"}'}
    return Timetable(
        seed=1,
        sessions=pl.DataFrame(placed, schema=SESSIONS_SCHEMA),
        unplaced=pl.DataFrame([unplaced]).select(*UNPLACED_SCHEMA).cast(UNPLACED_SCHEMA),
        costs={"travel": 2},
        cost=20,
        stopped_by="done",
        seconds={"total": 0.1},
    )
