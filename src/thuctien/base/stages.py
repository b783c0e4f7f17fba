"""How far work is that goes through stages of different length."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate


class Stages:
    """Stages in order with their shares of the time; turns a report into a fraction of the whole.

    The fraction never goes back; a stage that is not among them moves nothing.
    """

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = dict(shares)
        self._begins = dict(
            zip(self._shares, accumulate(self._shares.values(), initial=0.0), strict=False)
        )
        self._whole = sum(self._shares.values()) or 1.0
        self._done = 0.0

    def done(self, stage: str, fraction: float) -> float:
        """Return how much of the whole, 0 to 1, is done when ``stage`` is at ``fraction``."""
        if stage in self._shares:
            within = self._shares[stage] * min(max(fraction, 0.0), 1.0)
            self._done = max(self._done, min((self._begins[stage] + within) / self._whole, 1.0))
        return self._done
