"""Wall time by stage, progress told to the caller, and a limit of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, float], None]
"""Takes a stage and the fraction of it done."""


class StageClock:
    """Wall time by stage, and whether the time limit has passed."""

    def __init__(self, time_limit: float, progress: Progress | None) -> None:
        self._started = time.perf_counter()
        self._limit = time_limit
        self._progress = progress or (lambda _stage, _fraction: None)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[float], None]]:
        """Time one stage; yields a function that reports its fraction done."""
        started = time.perf_counter()
        self._progress(name, 0.0)
        yield lambda fraction: self._progress(name, fraction)
        self._progress(name, 1.0)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started

    def is_over(self) -> bool:
        """Tell whether the time limit has passed."""
        return time.perf_counter() - self._started > self._limit
