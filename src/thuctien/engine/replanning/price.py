"""What a change for somebody who has been told must be worth, and how plans compare at a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thuctien.engine.planning.groups import TIERS
from thuctien.engine.planning.linear import Integers


@dataclass(frozen=True, slots=True)
class Price:
    """One change must gain at least ``needs`` needs of ``tier`` (0 overdue, 1 due, 2 recommended).

    A need of a tier before is always worth a change, one of a tier after never is. Without a tier
    the price is beyond everything (``needs`` > 0: only forced changes) or nothing (0: as if nobody
    had been told; of two plans that meet the same the one with fewer changes is still the better).
    """

    tier: int | None
    needs: int

    @property
    def is_beyond_all(self) -> bool:
        """Tell whether nothing is worth a change."""
        return self.tier is None and self.needs > 0

    def goals(self) -> Integers:
        """Return the goals in their order, one row each.

        The columns are the weights of needs met by tier and, last, of changes for people told.
        """
        goals: Integers = np.diag([1] * TIERS + [-1]).astype(np.int64)
        if self.is_beyond_all:
            return np.roll(goals, 1, axis=0)
        if self.tier is not None:
            goals[self.tier, TIERS] = -self.needs
        return goals

    def worths(self, counts: Sequence[int], changes: int) -> tuple[int, ...]:
        """Return what a plan is worth at this price: numbers to be compared in their order."""
        return tuple((self.goals() @ np.array([*counts, changes])).tolist())


ONLY_FORCED = Price(None, 1)
FREE = Price(None, 0)
PRICES: tuple[Price, ...] = (
    ONLY_FORCED,
    Price(0, 1),
    Price(1, 3),
    Price(1, 1),
    Price(TIERS - 1, 3),
    Price(TIERS - 1, 1),
    FREE,
)
"""From «only the forced changes» to «as if nobody had been told»."""
