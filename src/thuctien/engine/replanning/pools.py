"""How many people could join a class, with and without a change for somebody told elsewhere."""

from __future__ import annotations

import numpy as np
import polars as pl

from thuctien.engine.calendar import Part
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.routing import in_window
from thuctien.engine.replanning.kept import KeptPlan


class Pools:
    """Counts that no plan surpasses, from begun classes and the turns that were told of.

    ``ledger`` holds the begun classes; ``barred`` are pairs of ``person_id`` and ``programme_id``
    that would take its use from another turn.
    """

    def __init__(self, ledger: Ledger, kept: KeptPlan, barred: pl.DataFrame) -> None:
        self._ledger = ledger
        self._kept = kept
        self._told = np.flatnonzero(kept.counted & kept.able)
        people = len(ledger.person_ids)
        self._turns = ledger.turns + np.bincount(kept.person[self._told], minlength=people)
        self._columns = [
            np.zeros(0, dtype=np.int64) if c.opened is None else ledger.columns(c.opened.pattern)
            for c in kept.classes
        ]
        width = ledger.busy.shape[1]
        self._busy = ledger.busy.copy()
        self._away = ledger.away.copy()
        self._received = ledger.received.copy()
        number = {person: n for n, person in enumerate(ledger.person_ids)}
        self._not_for: dict[str, list[int]] = {}
        for person_id, programme_id in barred.iter_rows():
            self._not_for.setdefault(programme_id, []).append(number[person_id])
        for klass, c in enumerate(kept.classes):
            turns = self._told[kept.klass[self._told] == klass]
            if c.opened is not None and len(turns) and width:
                self._take(c.opened, kept.person[turns], self._columns[klass])

    def _take(self, opened: OpenClass, people: Integers, columns: Integers) -> None:
        self._busy[np.ix_(people, columns)] = True
        if opened.pattern.part is Part.WEEKDAYS:
            by_unit = np.bincount(self._ledger.unit_of[people], minlength=len(self._away))
            self._away[:, columns // 2] += by_unit[:, None]
        self._not_for.setdefault(opened.programme_id, []).extend(people.tolist())
        service = self._ledger.services.get(opened.programme_id)
        if service is not None:
            rows = np.isin(service.people, people)
            np.add.at(self._received, service.needs[rows], service.amounts[rows])

    def anybody(self, opened: OpenClass) -> int:
        """Return how many people the rules let into a class at all, at most its capacity."""
        return min(opened.capacity, len(self._inside(opened)))

    def free(self, opened: OpenClass) -> int:
        """Return how many could join a class while everybody told elsewhere keeps all turns."""
        people = self._inside(opened)
        columns = self._ledger.columns(opened.pattern)
        free = (self._turns[people] < self._ledger.problem.max_turns) & ~self._busy[
            np.ix_(people, columns)
        ].any(axis=1)
        people = people[free & self._may_gain(opened.programme_id)[people]]
        if opened.pattern.part is Part.WEEKEND:
            return len(people)
        room = (self._ledger.away_limit[:, None] - self._away[:, columns // 2]).min(axis=1)
        by_unit = np.bincount(self._ledger.unit_of[people], minlength=len(room))
        return int(np.minimum(by_unit, np.maximum(room, 0)).sum())

    def _inside(self, opened: OpenClass) -> Integers:
        window = self._ledger.windows.get((opened.programme_id, opened.mode))
        if window is None:
            return np.zeros(0, dtype=np.int64)
        begun = self._ledger.class_of[opened.programme_id][window.people] >= 0
        inside: Integers = window.people[in_window(self._ledger, window.people, opened) & ~begun]
        return inside

    def _may_gain(self, programme_id: str) -> Booleans:
        """Tell who is not told of the programme and lacks something that it brings."""
        may = np.zeros(len(self._ledger.person_ids), dtype=bool)
        service = self._ledger.services.get(programme_id)
        if service is not None:
            lacks = self._received[service.needs] < self._ledger.lacking[service.needs] - 1e-9
            may[service.people[lacks]] = True
        may[self._not_for.get(programme_id, [])] = False
        return may
