"""Random draws of the sample: one stream a topic, and the few distributions that topics share."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt

FULL_SIZE = 40_000
"""People in the province that the files of facts describe; other sizes scale from it."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def stream(seed: int, topic: str) -> np.random.Generator:
    """Return the generator of a topic, so that a change in one topic leaves the others alone."""
    return np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed, crc32(topic.encode())]))
    )


def scaled(full: float, people: int, least: int = 1) -> int:
    """Return a number that is ``full`` at full size, in proportion to ``people``."""
    return max(least, round(full * people / FULL_SIZE))


def shares_to_counts(weights: Floats, total: int) -> Ints:
    """Split ``total`` in proportion to ``weights`` into whole numbers that add up to it.

    Largest remainder, ties to the earlier entry.
    """
    exact = weights / weights.sum() * total
    counts: Ints = np.floor(exact).astype(np.int64)
    order = np.argsort(counts - exact, kind="stable")
    counts[order[: total - int(counts.sum())]] += 1
    return counts


def weighted(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    """Return ``size`` indices, each drawn with probability in proportion to ``weights``."""
    return np.searchsorted(np.cumsum(weights) / weights.sum(), rng.random(size), "right")
