"""The same search on several cores with different seeds; the best of them is the answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.synchronize import Event

from thuctien.engine.timetabling.curriculum.instance import Instance
from thuctien.engine.timetabling.curriculum.solve import Solved, solve_instance
from thuctien.engine.timetabling.search import Glance, Look, StopRule

_enough: Event | None = None


def solve_on_cores(
    instance: Instance,
    *,
    stop: StopRule,
    seed: int = 0,
    cores: int = 1,
    look: Look | None = None,
    started: float | None = None,
) -> Solved:
    """Return the best of ``cores`` searches, each with a seed of its own.

    With moves counted, one seed and number of cores give one timetable. ``look`` sees the first
    search; what it ends, ends all. Raises as :func:`~.solve.solve_instance`.
    """
    seeds = [seed * cores + number for number in range(cores)]
    if cores == 1:
        return solve_instance(instance, stop=stop, seed=seeds[0], look=look, started=started)
    spawn = multiprocessing.get_context("spawn")
    enough = spawn.Event()
    with ProcessPoolExecutor(
        cores - 1, mp_context=spawn, initializer=_remember, initargs=(enough,)
    ) as others:
        waiting = [others.submit(_search, instance, stop, other, started) for other in seeds[1:]]
        first = solve_instance(
            instance, stop=stop, seed=seeds[0], look=_ending_all(look, enough), started=started
        )
        if first.cost <= first.bound and first.is_feasible:
            enough.set()
        solved = [first, *(other.result() for other in waiting)]
    return min(solved, key=lambda one: (one.conflicts, one.cost))


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _ending_all(look: Look | None, enough: Event) -> Look:
    def wrapped(glance: Glance) -> bool | None:
        if look is not None and look(glance) is False:
            enough.set()
            return False
        return None

    return wrapped


def _remember(enough: Event) -> None:
    # Ctrl+C reaches the whole group of processes; the first search answers it and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _enough  # noqa: PLW0603 - the only way into a worker
    _enough = enough


def _search(instance: Instance, stop: StopRule, seed: int, started: float | None) -> Solved:
    return solve_instance(
        instance,
        stop=stop,
        seed=seed,
        look=lambda _glance: not (_enough and _enough.is_set()),
        started=started,
    )
