"""Who of those who had been told is touched by a plan, how, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from thuctien.engine.planning.ledger import Booleans
from thuctien.engine.planning.names import Figures, Names
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.replanning.causes import Cause, ChangeKind, figures_text
from thuctien.engine.replanning.kept import KeptClass
from thuctien.engine.replanning.limits import TurnLimit
from thuctien.engine.replanning.result import TOUCHED_SCHEMA
from thuctien.engine.replanning.work import CLOSED, Work


@dataclass(frozen=True, slots=True)
class Pressures:
    """What keeping everything would break: limits on turns, sources of money, rooms, lecturers.

    ``in_crowded_weeks`` and ``in_short_months`` are positions of kept classes.
    """

    limits: tuple[TurnLimit, ...]
    budgets: frozenset[str]
    in_crowded_weeks: frozenset[int]
    in_short_months: frozenset[int]


class Witness:
    """Tells causes of changes; ``forced`` marks the turns that the plan of fewest changes loses."""

    def __init__(
        self,
        names: Names,
        pressures: Pressures,
        forced: Booleans,
        work: Work,
        codes: Mapping[int, str],
    ) -> None:
        self._names = names
        self._pressures = pressures
        self._forced = forced
        self._work = work
        self._codes = codes
        self._under: dict[int, Cause] = {
            turn: Cause(limit.kind.value)
            for limit in reversed(pressures.limits)
            for turn in limit.turns.tolist()
        }

    def touched(self) -> pl.DataFrame:
        """Return one row a changed turn: columns of :data:`result.TOUCHED_SCHEMA`."""
        kept, home = self._work.kept, self._work.at_home()
        moved = np.array([c.moved for c in kept.classes], dtype=bool)[kept.klass]
        rows = [self._row(t) for t in np.flatnonzero(kept.touchable & (~home | moved)).tolist()]
        frame = pl.DataFrame(rows, schema=TOUCHED_SCHEMA, orient="row")
        return frame.sort("person_id", "class_id")

    def _row(self, turn: int) -> tuple[str, str, str, str | None, str, str]:
        kept, ledger = self._work.kept, self._work.draft.ledger
        klass = int(kept.klass[turn])
        stated = kept.classes[klass]
        seat = int(ledger.class_of[stated.programme_id][kept.person[turn]])
        at_home = seat >= 0 and seat == int(self._work.number[klass])
        kind = (
            ChangeKind.CLASS_MOVED
            if at_home
            else ChangeKind.MOVED
            if seat >= 0
            else ChangeKind.DROPPED
        )
        cause = Cause.CLASS_MOVES if at_home else self._cause(turn, klass, stated)
        person_id = ledger.person_ids[kept.person[turn]]
        new_class = None if seat < 0 else self._codes[seat]
        figures = figures_text(self._figures(stated, cause))
        return person_id, stated.class_id, str(kind), new_class, str(cause), figures

    def _cause(self, turn: int, klass: int, stated: KeptClass) -> Cause:  # noqa: PLR0911 - one a cause
        kept = self._work.kept
        if stated.cancelled:
            return Cause.CANCELLED
        if stated.opened is None:
            return Cause.CANNOT_BE_HELD
        if not kept.able[turn]:
            return Cause.NOT_ELIGIBLE
        if not self._forced[turn]:
            return Cause.FOR_OTHERS
        if turn in self._under:
            return self._under[turn]
        if self._work.number[klass] == CLOSED:
            return self._why_closed(klass, stated.opened)
        return Cause.BUDGET if self._is_short_of_money(stated) else Cause.NO_USE

    def _why_closed(self, klass: int, opened: OpenClass) -> Cause:
        if klass in self._pressures.in_crowded_weeks:
            return Cause.ROOMS
        if klass in self._pressures.in_short_months:
            return Cause.LECTURERS
        programme = self._work.draft.problem.programmes[opened.programme_id]
        return Cause.BUDGET if programme.budget_id in self._pressures.budgets else Cause.TOO_FEW

    def _is_short_of_money(self, stated: KeptClass) -> bool:
        programme = self._work.draft.problem.programmes[stated.programme_id]
        return programme.budget_id in self._pressures.budgets

    def _figures(self, stated: KeptClass, cause: Cause) -> Figures:
        figures: Figures = {
            "class_id": stated.class_id,
            "starts_on": stated.starts_on,
            "site": self._names.site(stated.site_id),
        }
        programme = self._work.draft.problem.programmes.get(stated.programme_id)
        if cause in (Cause.NOT_ELIGIBLE, Cause.QUOTA):
            figures |= self._names.programme(stated.programme_id)
        if programme is not None:
            figures["least"] = programme.min_size
            if cause is Cause.BUDGET:
                figures["budget"] = self._names.budget(programme.budget_id)
        return figures
