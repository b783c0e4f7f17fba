"""The fewest changes of a small province, by exact search over all plans after the events."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from ortools.sat.python import cp_model

from tests.engine.planning.exact import ExactPlan
from tests.engine.replanning.cases import Happened

Place = tuple[str, str, str, object]


class ExactReplan(ExactPlan):
    """Every plan that keeps what has begun and respects what happened."""

    def __init__(self, happened: Happened) -> None:
        super().__init__(happened.after)
        self._happened = happened
        self._place = {
            (c.row["programme_id"], c.row["mode"], c.row["site_id"], c.row["starts_on"]): n
            for n, c in enumerate(self._classes)
        }
        self._homes = self._kept_places()
        self._fix_the_past()
        self._forbid_fallen()
        self._changes = self._count_changes()

    def fewest(self, met: Sequence[int] = ()) -> int:
        """Return the fewest changes of a plan that meets at least so many needs in each tier."""
        model = self._model.clone()
        for floor, needs in zip(met, self._met, strict=False):
            model.add(sum(needs) >= floor)
        model.minimize(self._changes)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            raise RuntimeError(solver.status_name())
        return round(solver.objective_value)

    def best_with(self, changes: int) -> tuple[int, ...]:
        """Return the needs met by the best plan with at most so many changes, tier by tier."""
        self._model.add(self._changes <= changes)
        return self.best()

    def _kept_places(self) -> dict[str, int | None]:
        """Return where each kept class is now; nothing where it cannot be held."""
        events = self._happened.events
        moves = {m.class_id: (m.site_id, m.starts_on) for m in events.moved}
        homes: dict[str, int | None] = {}
        for row in self._happened.plan.classes.iter_rows(named=True):
            site_id, starts_on = moves.get(row["class_id"], (row["site_id"], row["starts_on"]))
            place = (row["programme_id"], row["mode"], site_id, starts_on)
            gone = row["class_id"] in events.cancelled
            homes[row["class_id"]] = None if gone else self._place.get(place)
        return homes

    def _fix_the_past(self) -> None:
        events, plan = self._happened.events, self._happened.plan
        begun = plan.classes.filter(pl.col("starts_on") <= events.today)["class_id"].to_list()
        self._begun = {self._homes[class_id] for class_id in begun}
        pairs = set(plan.turns.select("person_id", "class_id").iter_rows())
        seated = {(who, self._homes[class_id]) for who, class_id in pairs}
        for n, planned in enumerate(self._classes):
            if planned.row["starts_on"] <= events.today:
                self._model.add(self._opened[n] == int(n in self._begun))
                for person_id in self._people:
                    if (person_id, n) in self._turns:
                        there = (person_id, n) in seated
                        self._model.add(self._turns[person_id, n] == int(there))

    def _forbid_fallen(self) -> None:
        events, plan = self._happened.events, self._happened.plan
        programme_of = dict(plan.classes.select("class_id", "programme_id").iter_rows())
        out = {(who, programme_of[class_id]) for who, class_id in events.withdrawn}
        for (who, n), turn in self._turns.items():
            row = self._classes[n].row
            fallen = who in events.gone or (who, row["programme_id"]) in out
            if fallen and row["starts_on"] > events.today:
                self._model.add(turn == 0)

    def _count_changes(self) -> cp_model.LinearExpr | int:
        events = self._happened.events
        moved = {m.class_id for m in events.moved}
        changes: cp_model.LinearExpr | int = 0
        for who, class_id in self._happened.told:
            n = self._homes[class_id]
            if who in events.gone or (who, class_id) in events.withdrawn or n in self._begun:
                continue
            stays = self._turns.get((who, n)) if n is not None and class_id not in moved else None
            changes += 1 if stays is None else 1 - stays
        return changes
