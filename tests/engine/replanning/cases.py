"""Random small provinces with an approved plan, people who were told, and something that happens.

What happens is applied to the rows of the province here, without the code under test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import polars as pl

from tests.engine.planning.provinces import AS_OF, YEAR, Case, Row, quota
from tests.engine.planning.strategies import small_case
from thuctien.engine.model import TABLES
from thuctien.engine.planning import Plan, make_plan
from thuctien.engine.replanning import Events, Frontier, MovedClass, replan

Pair = tuple[str, str]
BEFORE_ALL = AS_OF
FIRST_WEEK_IS_PAST = date(2027, 3, 3)
MONDAYS = tuple(date(2027, 3, day) for day in (1, 8, 15, 22))
QUOTA_SCHEMA = TABLES["quotas"].frame_schema


@dataclass(frozen=True)
class Happened:
    """A province and its plan before, what happened, and the province after."""

    before: Case
    plan: Plan
    told: tuple[Pair, ...]
    events: Events
    after: Case

    def replanned(self) -> Frontier:
        """Return the plans after the events."""
        return replan(
            self.before.province,
            self.before.needs,
            self.plan.classes,
            self.plan.turns,
            pl.DataFrame(
                self.told,
                schema={"person_id": pl.String, "class_id": pl.String},
                orient="row",
            ),
            self.events,
            year=YEAR,
        )


def happened(rng: Random) -> Happened:
    """Return a case in which something happens to a plan; the plan may be empty."""
    case = small_case(rng)
    plan = make_plan(case.province, case.needs, year=YEAR)
    pairs = list(plan.turns.select("person_id", "class_id").iter_rows())
    share = rng.choice((0.5, 1.0, 1.0))
    told = tuple(pair for pair in pairs if rng.random() < share)
    what = rng.choice(("money", "moved", "cancelled", "fallen", "quota", "lecturer", "several"))
    events, after = _events(rng, case, plan, pairs, what)
    return Happened(case, plan, told, events, after)


def _events(
    rng: Random, case: Case, plan: Plan, pairs: Sequence[Pair], what: str
) -> tuple[Events, Case]:
    today = BEFORE_ALL if what == "lecturer" else rng.choice((BEFORE_ALL, FIRST_WEEK_IS_PAST))
    coming = plan.classes.filter(pl.col("starts_on") > today)["class_id"].to_list()
    events, tables = Events(today), dict(case.tables)
    everything = what == "several"
    if everything or what == "money":
        events, tables["budgets"] = _cut(rng, case, plan, events)
    if (everything or what == "moved") and coming:
        events = replace(events, moved=(_moved(rng, case, rng.choice(coming), today),))
    if (everything or what == "cancelled") and len(coming) > 1:
        others = [c for c in coming if c not in {m.class_id for m in events.moved}]
        events = replace(events, cancelled=(rng.choice(others),))
    if (everything or what == "fallen") and pairs:
        out = tuple(rng.sample(pairs, k=min(len(pairs), rng.randint(1, 2))))
        gone = (pairs[0][0],) if rng.random() < 0.3 else ()
        events = replace(events, withdrawn=out, gone=gone)
    if everything or what == "quota":
        events, tables["quotas"] = _new_quota(rng, case, plan, events)
    if what == "lecturer":
        lecturers = list(case.tables["lecturers"])
        left = lecturers[1:]
        events = replace(events, lecturers_until={lecturers[0]["lecturer_id"]: date(2026, 12, 30)})
        tables["lecturers"] = left
    return events, replace(case, tables=tables)


def _spent(plan: Plan, today: date, programme_id: str | None = None) -> tuple[int, int]:
    """Return cost and learners of what has begun (of one programme)."""
    begun = plan.classes.filter(pl.col("starts_on") <= today)
    if programme_id is not None:
        begun = begun.filter(pl.col("programme_id") == programme_id)
    return int(begun["cost"].sum()), int(begun["size"].sum())


def _cut(rng: Random, case: Case, plan: Plan, events: Events) -> tuple[Events, list[Row]]:
    (row,) = case.tables["budgets"]
    spent = int(plan.classes["cost"].sum())
    cost, _ = _spent(plan, events.today)
    amount = max(cost, int(min(row["amount"], spent) * rng.choice((0.9, 0.6, 0.4))))
    return replace(events, budgets={"ns": amount}), [{**row, "amount": amount}]


def _moved(rng: Random, case: Case, class_id: str, today: date) -> MovedClass:
    mondays = [day for day in MONDAYS if day > today]
    sites = [row["site_id"] for row in case.tables["sites"]]
    return MovedClass(class_id, rng.choice(mondays), rng.choice(sites))


def _new_quota(rng: Random, case: Case, plan: Plan, events: Events) -> tuple[Events, list[Row]]:
    known = list(case.tables["quotas"])
    programme_id = rng.choice([row["programme_id"] for row in case.tables["programmes"]])
    _, sent = _spent(plan, events.today, programme_id)
    if known and rng.random() < 0.5:
        changed = {**known[0], "seats": known[0]["seats"] + rng.randint(1, 3)}
        rows = [changed, *known[1:]]
    else:
        changed = dict(quota(sent + rng.randint(0, 2), programme_id, quota_id="moi"))
        rows = [*known, changed]
    frame = pl.DataFrame([changed], schema=QUOTA_SCHEMA)
    return replace(events, quotas=frame), rows
