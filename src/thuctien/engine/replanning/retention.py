"""What of the approved plan can stay, as an integer program over its classes and turns.

Every rule that keeping all of it would break is a row; how others could fill what falls below its
least size is in it only in outline. So its best number of people whose turn stays is a bound for
every plan, and its solution is where a plan is built from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Floats, Integers, LinearModel
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import Programme
from thuctien.engine.replanning.groups import (
    group_turns,
    worth_of_turns,
)
from thuctien.engine.replanning.integer import OrderedInteger
from thuctien.engine.replanning.kept import KeptPlan
from thuctien.engine.replanning.limits import is_of_all, turn_limits
from thuctien.engine.replanning.places import Places
from thuctien.engine.replanning.pools import Pools
from thuctien.engine.replanning.price import Price

MILLION = 1e6
"""Money is in millions of đồng here: numbers of like size are easier to solve."""
SECONDS_EACH = 3.0
"""Limit for one goal; what is found by then is used, and what is proven by then is told."""

ORDER = 10.0
"""How much a goal outweighs the next in the outline. Its solution is only where the work starts;
what is kept of the work is decided by the strict order of the goals."""
STAYING = 1e-3
"""Worth of a turn that stays among equals."""


@dataclass(frozen=True, slots=True)
class Retained:
    """Which turns and classes (positions in the kept plan) stay.

    ``most_told`` is proven: no plan keeps more of the counted turns; empty where another goal came
    before it.
    """

    turns: Booleans
    classes: tuple[int, ...]
    most_told: int | None


class Retention:
    """The integer program, built once and solved at several prices."""

    def __init__(
        self, ledger: Ledger, kept: KeptPlan, places: Places, barred: pl.DataFrame
    ) -> None:
        self._ledger = ledger
        self._kept = kept
        self._pools = Pools(ledger, kept, barred)
        self._model = LinearModel()
        self.limits = turn_limits(ledger, kept)
        self._groups = group_turns(ledger, kept, worth_of_turns(ledger, kept), self.limits)
        self._held = [n for n, c in enumerate(kept.classes) if c.opened is not None and not c.begun]
        self._counts = [np.zeros(0)] * TIERS
        self._weights: list[dict[int, float]] = [{} for _ in range(TIERS)]
        self._whole: list[Integers] = []
        self._add_columns()
        self._limit_classes()
        self._limit_fills()
        self._limit_turns()
        self._limit_money()
        places.add_rows(self._model, self._open, self._size, self._whole.append)
        self._solver = OrderedInteger(self._model, np.concatenate(self._whole), SECONDS_EACH)

    def solve(self, price: Price) -> Retained | None:
        """Return what stays at a price; ``None`` where begun classes alone break a rule."""
        stays = np.zeros(self._model.columns)
        told = np.zeros(self._model.columns)
        for group, column in zip(self._groups, self._stay.tolist(), strict=True):
            stays[column] = 1.0
            told[column] = float(group.counted)
        counts = [self._dense(weights) for weights in self._weights]
        goals = list(price.goals() @ np.stack([*counts, -told]))
        proven = [goals.pop(0)] if price.is_beyond_all else []
        order = ORDER ** -np.arange(len(goals), dtype=np.float64)
        outline = ORDER**2 * order @ np.stack(goals) + STAYING * stays
        solved = self._solver.solve([*proven, outline])
        if solved is None:
            return None
        kept = np.zeros(len(self._kept.person), dtype=bool)
        for group, column in zip(self._groups, self._stay.tolist(), strict=True):
            kept[group.turns[: round(solved.solution[column])]] = True
        classes = tuple(n for n in self._held if solved.solution[self._open[n]] > 0.5)
        most = int(solved.bounds[0] + 1e-6) if price.is_beyond_all else None
        return Retained(kept, classes, most)

    def limit_fill(self, klass: int, seats: int) -> None:
        """Learn that no more than ``seats`` others can be found for a class."""
        self._solver.limit(int(self._others[klass]), float(seats))

    def _dense(self, weights: dict[int, float]) -> Floats:
        goal = np.zeros(self._model.columns)
        goal[list(weights)] = list(weights.values())
        return goal

    def _whole_columns(self, upper: list[int]) -> Integers:
        columns = self._model.add_columns(upper)
        self._whole.append(columns)
        return columns

    def _add_columns(self) -> None:
        """Turns that stay, classes that stay open, seats for others."""
        self._stay = self._whole_columns([len(group.turns) for group in self._groups])
        opens = self._whole_columns([1] * len(self._held))
        self._open = dict(zip(self._held, opens.tolist(), strict=True))
        fills = self._model.add_columns([self._pools.anybody(self._opened(n)) for n in self._held])
        self._others = dict(zip(self._held, fills.tolist(), strict=True))
        for group, column in zip(self._groups, self._stay.tolist(), strict=True):
            for tier, met in enumerate(group.value):
                if met:
                    self._weights[tier][column] = float(met)

    def _opened(self, klass: int) -> OpenClass:
        opened = self._kept.classes[klass].opened
        if opened is None:
            raise ValueError(f"class {klass} is not held")
        return opened

    def _programme(self, klass: int) -> Programme:
        return self._ledger.problem.programmes[self._kept.classes[klass].programme_id]

    def _limit_fills(self) -> None:
        """More others than are free for a class only where people told of others lose a turn.

        One lost turn lets at most two more into a class: its person, and, for the place in the
        weeks of the unit, one other.
        """
        counted = [
            (column, len(group.turns))
            for group, column in zip(self._groups, self._stay.tolist(), strict=True)
            if group.counted
        ]
        everyone = sum(count for _, count in counted)
        (lost,) = self._model.add_columns([everyone]).tolist()
        row = self._model.add_rows(1, upper=everyone)
        self._model.put(row, [lost, *(column for column, _ in counted)], 1.0)
        for klass in self._held:
            free = self._pools.free(self._opened(klass))
            row = self._model.add_rows(1, upper=free)
            self._model.put(row, [self._others[klass], lost], [1.0, -2.0])

    def _limit_classes(self) -> None:
        """An open class has at least its least size, at most its capacity; a closed one nobody."""
        self._size: dict[int, list[int]] = {n: [self._others[n]] for n in self._held}
        for group, column in zip(self._groups, self._stay.tolist(), strict=True):
            self._size[group.klass].append(column)
        for klass in self._held:
            least, most = self._model.add_rows(1, lower=0.0), self._model.add_rows(1, upper=0.0)
            self._model.put(least, self._size[klass], 1.0)
            self._model.put(least, self._open[klass], -float(self._programme(klass).min_size))
            self._model.put(most, self._size[klass], 1.0)
            self._model.put(most, self._open[klass], -float(self._opened(klass).capacity))

    def _limit_turns(self) -> None:
        """Add the limits that keeping everything would break."""
        rows = self._model.add_rows(len(self.limits), upper=[limit.upper for limit in self.limits])
        for group, column in zip(self._groups, self._stay.tolist(), strict=True):
            for number in group.limits:
                self._model.put(rows[number], column, 1.0)

    def _limit_money(self) -> None:
        """Budgets, and quotas that are for everybody."""
        problem = self._ledger.problem
        money: dict[str, list[tuple[int, float]]] = defaultdict(list)
        seats: dict[str, list[int]] = defaultdict(list)
        for klass in self._held:
            programme = self._programme(klass)
            costs = money[programme.budget_id]
            costs.append((self._open[klass], programme.cost_per_class / MILLION))
            costs += [(c, programme.cost_per_learner / MILLION) for c in self._size[klass]]
            seats[programme.programme_id] += self._size[klass]
        for budget_id, costs in money.items():
            left = self._ledger.budget_left.get(budget_id, 0) / MILLION
            row = self._model.add_rows(1, upper=left)
            columns, amounts = zip(*costs, strict=True)
            self._model.put(row, columns, amounts)
        for quota in problem.quotas:
            if is_of_all(quota) and quota.programme_id in seats:
                row = self._model.add_rows(1, upper=self._ledger.quota_left(quota))
                self._model.put(row, seats[quota.programme_id], 1.0)
