"""Another order of a few modules of one class, so that its unstaffed sessions find lecturers.

The sessions of neighbouring modules are shuffled by CP-SAT, everybody else's lecturers held fixed.
Modules may also alternate here, where their order allows it: a session is better held between those
of another module than not at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from thuctien.engine.timetabling.costs import WEIGHTS
from thuctien.engine.timetabling.roster import NOBODY, Roster
from thuctien.engine.timetabling.solver import deterministic_solver

DETERMINISTIC_SECONDS = 0.3
MOST_SESSIONS = 40
"""Half days that are shuffled together, unless a single module is longer."""
_COST_OF_BREAK = 5
"""Changing the module between two sessions; fewer changes keep modules in one piece."""


def reorder_around(roster: Roster, class_index: int, position: int, seed: int) -> bool:
    """Shuffle the modules around an unstaffed session; return whether fewer are unstaffed now.

    In place; where the shuffle does not help, the roster stays as it was.
    """
    first, last = _neighbourhood(roster, class_index, position)
    modules = roster.modules[class_index][first:last]
    if len(set(modules)) < 2:
        return False
    lecturers = roster.lecturers[class_index][first:last]
    positions = range(first, last)
    held = [bool(roster.grid.bits[class_index][p]) for p in positions]
    missing = sum(1 for who, is_held in zip(lecturers, held, strict=True) if is_held and who < 0)
    roster.remove(class_index, positions)
    found = _Shuffle(roster, class_index, positions, modules, lecturers).solve(seed)
    unstaffed = sum(
        1 for p, is_held in zip(positions, held, strict=True) if is_held and found[p][1] < 0
    )
    if unstaffed >= missing:
        found = {p: (modules[i], lecturers[i]) for i, p in enumerate(positions)}
    for p, (module, lecturer) in found.items():
        roster.modules[class_index][p] = module
        if lecturer != NOBODY:
            roster.place(class_index, [p], lecturer)
    return unstaffed < missing


def _neighbourhood(roster: Roster, class_index: int, position: int) -> tuple[int, int]:
    """Return a range of positions around one, of whole modules and at most so many sessions."""
    row = roster.modules[class_index]
    blocks = roster.blocks(class_index)

    def closed(first: int, last: int) -> tuple[int, int]:
        while True:
            inside = [blocks[module] for module in set(row[first:last])]
            wider = min(block[0] for block in inside), max(block[-1] for block in inside) + 1
            if wider == (first, last):
                return wider
            first, last = wider

    first, last = closed(position, position + 1)
    grown = True
    while grown:
        grown = False
        for start, stop in ((first, last + 1), (first - 1, last)):
            if start < 0 or stop > len(row):
                continue
            wider = closed(start, stop)
            if wider[1] - wider[0] <= MOST_SESSIONS:
                first, last = wider
                grown = True
    return first, last


@dataclass(slots=True)
class _Shuffle:
    """The CP-SAT model: ``at[position, module]``, and who holds it."""

    roster: Roster
    class_index: int
    positions: range
    present: list[int]
    present_lecturers: list[int]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    at: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)
    who: dict[tuple[int, int, int], cp_model.IntVar] = field(default_factory=dict)
    cost: list[cp_model.LinearExprT] = field(default_factory=list)

    def solve(self, seed: int) -> dict[int, tuple[int, int]]:
        """Return (module, lecturer) by position; the present ones where nothing is found."""
        self._add_positions()
        self._add_order()
        self._add_lecturers()
        self.model.minimize(sum(self.cost))
        solver = deterministic_solver(seed, DETERMINISTIC_SECONDS)
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return {
                p: (self.present[i], self.present_lecturers[i])
                for i, p in enumerate(self.positions)
            }
        found = {p: (m, NOBODY) for (p, m), x in self.at.items() if solver.boolean_value(x)}
        for (p, m, lecturer), literal in self.who.items():
            if solver.boolean_value(literal):
                found[p] = (m, lecturer)
        return dict(sorted(found.items()))

    def _add_positions(self) -> None:
        modules = sorted(set(self.present))
        for i, p in enumerate(self.positions):
            for m in modules:
                self.at[p, m] = self.model.new_bool_var("")
                self.model.add_hint(self.at[p, m], self.present[i] == m)
            self.model.add_exactly_one(self.at[p, m] for m in modules)
        for m in modules:
            self.model.add(sum(self.at[p, m] for p in self.positions) == self.present.count(m))
            for p in self.positions[:-1]:
                ends = self.model.new_bool_var("")
                self.model.add(ends >= self.at[p, m] - self.at[p + 1, m])
                self.cost.append(_COST_OF_BREAK * ends)

    def _add_order(self) -> None:
        modules = self.roster.grid.problem.classes[self.class_index].modules
        index_of = {modules[m].module_no: m for m in set(self.present)}
        for m in sorted(index_of.values()):
            for number in modules[m].after:
                before = index_of.get(number)
                if before is None:
                    continue
                sessions = self.present.count(before)
                for p in self.positions:
                    done = sum(self.at[q, before] for q in self.positions if q < p)
                    self.model.add(done >= sessions * self.at[p, m])

    def _add_lecturers(self) -> None:
        grid, site = self.roster.grid, self.roster.grid.sites[self.class_index]
        used: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (p, m), at in self.at.items():
            bit = grid.bits[self.class_index][p]
            if not bit:
                continue
            options: list[cp_model.IntVar] = []
            for lecturer in grid.qualified[self.class_index][m]:
                if self.roster.can_hold(lecturer, bit, site):
                    literal = self.who[p, m, lecturer] = self.model.new_bool_var("")
                    options.append(literal)
                    used[m, lecturer].append(literal)
            nobody = self.model.new_bool_var("")
            self.model.add(sum(options) + nobody == at)
            self.cost.append(WEIGHTS["unplaced"] * nobody)
        for literals in used.values():
            uses = self.model.new_bool_var("")
            self.model.add_max_equality(uses, literals)
            self.cost.append(WEIGHTS["extra_lecturers"] * uses)
        self._add_months()

    def _add_months(self) -> None:
        grid = self.roster.grid
        loads: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (p, _, lecturer), literal in self.who.items():
            for month in grid.months_of(grid.bits[self.class_index][p]):
                loads[lecturer, month].append(literal)
        for (lecturer, month), literals in loads.items():
            most = grid.problem.lecturers[lecturer].max_sessions_month
            fixed = (self.roster.busy[lecturer] & grid.months[month]).bit_count()
            self.model.add(sum(literals) <= most - fixed)
