"""Re-optimising the roster month by month with CP-SAT, everything outside the month held fixed.

In a window the modules that begin in its month are given lecturers anew. A module is either held by
one lecturer, or it stays in the pieces in which the roster has it, each piece with a lecturer or
with nobody. Starting from a roster that keeps the hard rules, a window only ever makes it better.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from thuctien.engine.timetabling.costs import WEIGHTS
from thuctien.engine.timetabling.grid import ones
from thuctien.engine.timetabling.roster import NOBODY, Roster
from thuctien.engine.timetabling.solver import deterministic_solver

DETERMINISTIC_SECONDS = 1.0
"""Effort of CP-SAT in one window; up to ten times as many seconds of the clock."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sessions of one module that get one lecturer; ``current`` is the one they have."""

    class_index: int
    module: int
    positions: tuple[int, ...]
    current: int


@dataclass(slots=True)
class _Window:
    """A CP-SAT model of one month: for every piece and every lecturer who can hold it a literal."""

    roster: Roster
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    choices: list[tuple[_Piece, int, cp_model.IntVar]] = field(default_factory=list)
    cost: list[cp_model.LinearExprT] = field(default_factory=list)
    by_lecturer: dict[int, list[tuple[int, int, cp_model.IntVar]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def literals(self, piece: _Piece) -> list[cp_model.IntVar]:
        """Return a literal for each lecturer who can hold the piece, with its cost and hint."""
        grid = self.roster.grid
        mask = grid.mask(piece.class_index, piece.positions)
        site = grid.sites[piece.class_index]
        found: list[cp_model.IntVar] = []
        for lecturer in grid.qualified[piece.class_index][piece.module]:
            if not self.roster.can_hold(lecturer, mask, site):
                continue
            literal = self.model.new_bool_var("")
            found.append(literal)
            self.choices.append((piece, lecturer, literal))
            self.by_lecturer[lecturer].append((mask, site, literal))
            self.model.add_hint(literal, piece.current == lecturer)
            if grid.bases[lecturer] != site:
                self.cost.append(WEIGHTS["away_sessions"] * mask.bit_count() * literal)
        return found

    def add_module(self, pieces: list[_Piece]) -> None:
        """Add a module: whole, or in its pieces."""
        first = pieces[0]
        split = self.model.new_bool_var("")
        if len(pieces) > 1:
            positions = tuple(sorted(p for piece in pieces for p in piece.positions))
            whole = _Piece(first.class_index, first.module, positions, NOBODY)
            self.model.add_exactly_one([*self.literals(whole), split])
            distinct = len({piece.current for piece in pieces if piece.current != NOBODY})
            self.cost.append(WEIGHTS["extra_lecturers"] * max(0, distinct - 1) * split)
        else:
            self.model.add(split == 1)
        self.model.add_hint(split, 1)
        for piece in pieces:
            nobody = self.model.new_bool_var("")
            self.model.add_hint(nobody, piece.current == NOBODY)
            self.model.add(sum(self.literals(piece)) + nobody == split)
            self.cost.append(WEIGHTS["unplaced"] * len(piece.positions) * nobody)

    def add_rules(self, fair: dict[tuple[int, int], int]) -> None:
        """Add what a lecturer cannot do at once, the most sessions a month, and the even load."""
        for lecturer, options in self.by_lecturer.items():
            self._one_place_at_a_time(options)
            self._one_site_a_day(options)
            self._months(lecturer, options, fair)

    def _one_place_at_a_time(self, options: list[tuple[int, int, cp_model.IntVar]]) -> None:
        at: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for mask, _, literal in options:
            for bit in ones(mask):
                at[bit].append(literal)
        # Neighbouring half days have mostly the same pieces: one constraint does for them.
        cliques = {
            tuple(literal.index for literal in literals): literals for literals in at.values()
        }
        for literals in cliques.values():
            if len(literals) > 1:
                self.model.add_at_most_one(literals)

    def _one_site_a_day(self, options: list[tuple[int, int, cp_model.IntVar]]) -> None:
        """Two pieces at different sites exclude each other where one ends as the other begins.

        Only pieces with half of a day matter: those with both halves are in each other's way
        already. Mornings away from a site together with afternoons at it are one clique.
        """
        halves: dict[int, tuple[list[tuple[int, cp_model.IntVar]], ...]] = {}
        mornings = self.roster.grid.mornings
        for mask, site, literal in options:
            morning, afternoon = mask & mornings, mask >> 1 & mornings
            for half, only in enumerate((morning & ~afternoon, afternoon & ~morning)):
                for bit in ones(only):
                    halves.setdefault(bit, ([], []))[half].append((site, literal))
        for morning_pieces, afternoon_pieces in halves.values():
            for site in sorted({site for site, _ in afternoon_pieces}):
                away = [literal for other, literal in morning_pieces if other != site]
                here = [literal for other, literal in afternoon_pieces if other == site]
                if away:
                    self.model.add_at_most_one(away + here)

    def _months(
        self,
        lecturer: int,
        options: list[tuple[int, int, cp_model.IntVar]],
        fair: dict[tuple[int, int], int],
    ) -> None:
        grid, busy = self.roster.grid, self.roster.busy[lecturer]
        touched = 0
        for mask, _, _ in options:
            touched |= mask
        most = grid.problem.lecturers[lecturer].max_sessions_month
        for month in grid.months_of(touched):
            inside = grid.months[month]
            fixed = (busy & inside).bit_count()
            load = sum((mask & inside).bit_count() * literal for mask, _, literal in options)
            self.model.add(load <= most - fixed)
            over = self.model.new_int_var(0, most, "")
            self.model.add(over >= load + fixed - fair[lecturer, month])
            self.cost.append(WEIGHTS["over_fair_load"] * over)


def is_strained(roster: Roster, month: int) -> bool:
    """Return whether a window could mend a module that begins in the month.

    That is a module with sessions without lecturer, or one that is split although some lecturer,
    with nothing else to do, could hold it alone.
    """
    return any(
        any(piece.current == NOBODY for piece in pieces)
        or (len(pieces) > 1 and _could_be_whole(roster, pieces))
        for class_index in range(len(roster.grid.problem.classes))
        for pieces in _modules_that_begin(roster, class_index, month)
    )


def _could_be_whole(roster: Roster, pieces: list[_Piece]) -> bool:
    grid, first = roster.grid, pieces[0]
    mask = grid.mask(first.class_index, [p for piece in pieces for p in piece.positions])
    months = [(mask & grid.months[month]).bit_count() for month in grid.months_of(mask)]
    return any(
        not mask & ~grid.duty[lecturer]
        and max(months) <= grid.problem.lecturers[lecturer].max_sessions_month
        for lecturer in grid.qualified[first.class_index][first.module]
    )


def improve_month(roster: Roster, month: int, fair: dict[tuple[int, int], int], seed: int) -> None:
    """Give the modules that begin in a month their best lecturers, in place.

    ``fair`` is the even load, in half days, by lecturer and month.
    """
    modules = [
        pieces
        for class_index in range(len(roster.grid.problem.classes))
        for pieces in _modules_that_begin(roster, class_index, month)
    ]
    for pieces in modules:
        for piece in pieces:
            roster.remove(piece.class_index, piece.positions)
    window = _Window(roster)
    for pieces in modules:
        window.add_module(pieces)
    window.add_rules(fair)
    window.model.minimize(sum(window.cost))
    solver = deterministic_solver(seed, DETERMINISTIC_SECONDS)
    if solver.solve(window.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        for piece, lecturer, literal in window.choices:
            if solver.boolean_value(literal):
                roster.place(piece.class_index, piece.positions, lecturer)
        return
    for pieces in modules:
        for piece in pieces:
            if piece.current != NOBODY:
                roster.place(piece.class_index, piece.positions, piece.current)


def _modules_that_begin(roster: Roster, class_index: int, month: int) -> list[list[_Piece]]:
    grid = roster.grid
    found: list[list[_Piece]] = []
    for module, positions in enumerate(roster.blocks(class_index)):
        held = [position for position in positions if grid.bits[class_index][position]]
        if held and grid.bits[class_index][held[0]] & grid.months[month]:
            found.append(_pieces(roster, class_index, module, held))
    return found


def _pieces(roster: Roster, class_index: int, module: int, held: list[int]) -> list[_Piece]:
    by_lecturer: dict[tuple[int, int], list[int]] = defaultdict(list)
    for position in held:
        lecturer = roster.lecturers[class_index][position]
        # A session without a lecturer is a piece of its own: any one may be filled alone.
        by_lecturer[lecturer, position if lecturer == NOBODY else NOBODY].append(position)
    return [
        _Piece(class_index, module, tuple(positions), lecturer)
        for (lecturer, _), positions in by_lecturer.items()
    ]
