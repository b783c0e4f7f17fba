"""A first roster: class after class, its modules in an order in which lecturers are free.

Classes without choice (every module after another) and long classes go first. In a class a
depth-first search puts ready modules one behind the other, each held by one lecturer, lowest number
first; where a whole class cannot be done like that, each step takes the ready module that leaves
the fewest sessions unstaffed and needs the fewest lecturers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thuctien.engine.timetabling.grid import Grid
from thuctien.engine.timetabling.roster import NOBODY, Roster

MOST_NODES = 300
"""Steps of the depth-first search in one class before it gives up."""


def construct(grid: Grid, rank: Sequence[int], progress: Callable[[float], None]) -> Roster:
    """Return a roster in which every session has its module and most have a lecturer."""
    roster = Roster(grid, rank)
    order = sorted(range(len(grid.problem.classes)), key=lambda index: _urgency(grid, index))
    for done, class_index in enumerate(order):
        if not _Search(roster, class_index).run():
            _step_by_step(roster, class_index)
        progress((done + 1) / len(order))
    return roster


def cover(roster: Roster, class_index: int, module: int, positions: Sequence[int]) -> None:
    """Staff sessions of a module with few lecturers, one after the other for the longest run.

    Taking the longest run each time gives the fewest changes (interval covering). Sessions for
    which nobody is free stay with ``NOBODY``.
    """
    start = 0
    while start < len(positions):
        best, lecturer = 1, NOBODY
        for stop in range(start + 1, len(positions) + 1):
            candidate = roster.best_for(class_index, module, positions[start:stop])
            if candidate == NOBODY:
                break
            best, lecturer = stop - start, candidate
        if lecturer != NOBODY:
            roster.place(class_index, positions[start : start + best], lecturer)
        start += best


def ready_modules(grid: Grid, class_index: int, done: set[int]) -> list[int]:
    """Return the indexes of modules not in ``done`` whose predecessors all are."""
    modules = grid.problem.classes[class_index].modules
    numbers = {modules[index].module_no for index in done}
    return sorted(
        (
            index
            for index, module in enumerate(modules)
            if index not in done and numbers.issuperset(module.after)
        ),
        key=lambda index: modules[index].module_no,
    )


def _urgency(grid: Grid, class_index: int) -> tuple[bool, int, str]:
    study_class = grid.problem.classes[class_index]
    free = sum(1 for module in study_class.modules if not module.after)
    return free > 1, -len(study_class.slots), study_class.class_id


class _Search:
    """Depth-first search for an order of a class's modules, each with one lecturer."""

    def __init__(self, roster: Roster, class_index: int) -> None:
        self.roster = roster
        self.class_index = class_index
        self.modules = roster.grid.problem.classes[class_index].modules
        self.done: set[int] = set()
        self.nodes = 0

    def run(self, start: int = 0) -> bool:
        """Place everything from position ``start`` on, or nothing; return whether it could."""
        if len(self.done) == len(self.modules):
            return True
        for module in ready_modules(self.roster.grid, self.class_index, self.done):
            self.nodes += 1
            if self.nodes > MOST_NODES:
                return False
            positions = range(start, start + self.modules[module].sessions)
            lecturer = self.roster.best_for(self.class_index, module, positions)
            if lecturer == NOBODY:
                continue
            self.done.add(module)
            self.roster.place(self.class_index, positions, lecturer)
            if self.run(positions.stop):
                set_module(self.roster, self.class_index, positions, module)
                return True
            self.roster.remove(self.class_index, positions)
            self.done.remove(module)
        return False


def _step_by_step(roster: Roster, class_index: int) -> None:
    modules = roster.grid.problem.classes[class_index].modules
    done: set[int] = set()
    start = 0
    while len(done) < len(modules):

        def harm(module: int, start: int = start) -> tuple[int, int]:
            positions = range(start, start + modules[module].sessions)
            cover(roster, class_index, module, positions)
            row = roster.lecturers[class_index][positions.start : positions.stop]
            roster.remove(class_index, positions)
            held = roster.grid.bits[class_index][positions.start : positions.stop]
            missing = sum(1 for who, bit in zip(row, held, strict=True) if bit and who == NOBODY)
            return missing, len(set(row))

        module = min(ready_modules(roster.grid, class_index, done), key=harm)
        positions = range(start, start + modules[module].sessions)
        set_module(roster, class_index, positions, module)
        cover(roster, class_index, module, positions)
        done.add(module)
        start = positions.stop


def set_module(roster: Roster, class_index: int, positions: Sequence[int], module: int) -> None:
    """Write down which module the sessions belong to."""
    for position in positions:
        roster.modules[class_index][position] = module
