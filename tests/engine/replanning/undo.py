"""Undo one change of a plan by hand, and ask the judge and the count of needs what that costs.

Takes nothing from the code under test but the plan that it hands over and the price of the point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from tests.engine.planning.provinces import YEAR
from tests.engine.replanning.cases import Happened
from thuctien.engine.planning import check_plan, count_met
from thuctien.engine.replanning import Point


def needless(happened: Happened, point: Point) -> Iterator[tuple[str, str]]:
    """Yield each changed turn that could be undone by itself at no loss at the point's price."""
    case = happened.after
    province, needs = case.province, case.needs
    met = tuple(count_met(province, needs, point.turns, point.classes).values())
    for person_id, class_id, classes, turns in _undone(happened, point):
        if check_plan(province, needs, classes, turns, YEAR):
            continue
        then = tuple(count_met(province, needs, turns, classes).values())
        if not _is_worse(point, then, met):
            yield person_id, class_id


def _undone(
    happened: Happened, point: Point
) -> Iterator[tuple[str, str, pl.DataFrame, pl.DataFrame]]:
    """Yield each lost turn of a class still held, with the plan in which only it is undone."""
    moved = {m.class_id for m in happened.events.moved}
    there = set(point.turns.select("person_id", "class_id").iter_rows())
    programme_of = dict(point.classes.select("class_id", "programme_id").iter_rows())
    for person_id, class_id in happened.told:
        fallen = (person_id, class_id) in happened.events.withdrawn
        if fallen or person_id in happened.events.gone or class_id in moved:
            continue
        if (person_id, class_id) in there or class_id not in programme_of:
            continue
        others = [
            c for p, c in there if p == person_id and programme_of[c] == programme_of[class_id]
        ]
        rows = [(p, c) for p, c in sorted(there) if not (p == person_id and c in others)]
        turns = pl.DataFrame(
            [*rows, (person_id, class_id)],
            schema={"person_id": pl.String, "class_id": pl.String},
            orient="row",
        )
        yield person_id, class_id, _resized(happened, point, turns), turns


def _resized(happened: Happened, point: Point, turns: pl.DataFrame) -> pl.DataFrame:
    """Return the classes with size and cost as the turns have them."""
    sizes = Counter(turns["class_id"])
    money = {
        row["programme_id"]: (row["cost_per_class"], row["cost_per_learner"])
        for row in happened.after.province.programmes.iter_rows(named=True)
    }
    rows = []
    for row in point.classes.iter_rows(named=True):
        opening, learner = money[row["programme_id"]]
        size = sizes[row["class_id"]]
        rows.append({**row, "size": size, "cost": opening + size * learner})
    return pl.DataFrame(rows, schema=point.classes.schema)


def _is_worse(point: Point, then: tuple[int, ...], met: tuple[int, ...]) -> bool:
    """Tell whether needs lost by an undo are worth the change that it spares."""
    lost = [before - after for before, after in zip(met, then, strict=True)]
    price = point.price
    if price.tier is None:
        return price.needs == 0 and tuple(lost) > (0,) * len(lost)
    lost[price.tier] -= price.needs
    return tuple(lost) > (0,) * len(lost)
