"""Chance: xorshift (Marsaglia 2003) on one word, the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from thuctien.engine.timetabling.kernel.compiled import compiled

_TO_UNIT = 1.0 / 2**53


@compiled
def draw(random: NDArray[np.uint64]) -> np.uint64:
    """Return 64 bits and go on; ``random`` is one word that is not 0."""
    word: np.uint64 = random[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    random[0] = word
    return word


@compiled
def below(random: NDArray[np.uint64], end: int) -> int:
    """Return a whole number from 0 to ``end`` - 1."""
    return int(((draw(random) >> np.uint64(32)) * np.uint64(end)) >> np.uint64(32))


@compiled
def unit(random: NDArray[np.uint64]) -> float:
    """Return a number above 0 and at most 1."""
    return float((draw(random) >> np.uint64(11)) + 1.0) * _TO_UNIT
