"""Time and memory of a command, for its summary."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Wall time by stage."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the block to the stage ``name``."""
        started = time.perf_counter()
        yield
        self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - started

    def seconds(self) -> dict[str, float]:
        """Return the seconds of each stage, and of everything so far as ``total``."""
        total = time.perf_counter() - self._started
        return {name: round(value, 3) for name, value in {**self._seconds, "total": total}.items()}


def peak_mib() -> float:
    """Return the greatest memory in MiB that this process, or a child that ended, ever held."""
    own, children = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round(max(own, children) / 1024, 1)
