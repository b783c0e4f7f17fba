"""What is left of a budget line, with no đồng counted as both promised and paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Family(NamedTuple):
    """A commitment and what was paid against it, corrections included; or payments without one."""

    committed: int
    spent: int

    @property
    def open(self) -> int:
        """Return what is promised and not yet paid; nothing where more was paid than promised."""
        return max(self.committed - self.spent, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A budget line in whole đồng: ``committed`` is promised and not yet paid."""

    amount: int
    committed: int
    spent: int

    @property
    def left(self) -> int:
        """Return amount − committed − spent; below nothing where it is overdrawn."""
        return self.amount - self.committed - self.spent

    def missing_for(self, more: int) -> int:
        """Return how much is missing to commit or pay ``more``; nothing where it is enough."""
        return max(more - self.left, 0)


def standing(amount: int, families: Iterable[Family]) -> Standing:
    """Return where a budget line of ``amount`` stands."""
    kept = list(families)
    return Standing(
        amount, sum(family.open for family in kept), sum(family.spent for family in kept)
    )
