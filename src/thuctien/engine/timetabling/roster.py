"""Who holds which session: a state in which no hard rule of a lecturer can be broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thuctien.engine.timetabling.grid import Grid

NOBODY = -1


@dataclass(slots=True)
class Roster:
    """Modules and lecturers of every session, with what each lecturer does by half day.

    ``modules[class][position]`` is the index of the session's module in its class, and
    ``lecturers[class][position]`` a lecturer or ``NOBODY``. ``busy[lecturer]`` are the half days a
    lecturer teaches, ``busy_at[lecturer][site]`` the same by site. ``rank`` breaks ties.
    """

    grid: Grid
    rank: Sequence[int]
    modules: list[list[int]] = field(init=False)
    lecturers: list[list[int]] = field(init=False)
    busy: list[int] = field(init=False)
    busy_at: list[dict[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        classes, lecturers = self.grid.problem.classes, self.grid.problem.lecturers
        self.modules = [[0] * len(study_class.slots) for study_class in classes]
        self.lecturers = [[NOBODY] * len(study_class.slots) for study_class in classes]
        self.busy = [0] * len(lecturers)
        self.busy_at = [{} for _ in lecturers]

    def can_hold(self, lecturer: int, mask: int, site: int) -> bool:
        """Return whether a lecturer is free for all half days of ``mask`` at ``site``.

        Free means: on duty, not teaching then, not at another site on the same day, and within the
        most sessions of every month.
        """
        busy = self.busy[lecturer]
        if mask & ~self.grid.duty[lecturer] or mask & busy:
            return False
        elsewhere = busy & ~self.busy_at[lecturer].get(site, 0)
        if elsewhere and self.grid.whole_days(mask) & elsewhere:
            return False
        most = self.grid.problem.lecturers[lecturer].max_sessions_month
        after = busy | mask
        return all(
            (after & self.grid.months[month]).bit_count() <= most
            for month in self.grid.months_of(mask)
        )

    def place(self, class_index: int, positions: Iterable[int], lecturer: int) -> None:
        """Let a lecturer hold sessions of a class; the caller has asked :meth:`can_hold`."""
        row = self.lecturers[class_index]
        for position in positions:
            bit = self.grid.bits[class_index][position]
            if bit:
                row[position] = lecturer
                self._toggle(lecturer, self.grid.sites[class_index], bit)

    def remove(self, class_index: int, positions: Iterable[int]) -> None:
        """Take their lecturers from sessions of a class."""
        row = self.lecturers[class_index]
        for position in positions:
            if row[position] != NOBODY:
                bit = self.grid.bits[class_index][position]
                self._toggle(row[position], self.grid.sites[class_index], bit)
                row[position] = NOBODY

    def _toggle(self, lecturer: int, site: int, bit: int) -> None:
        self.busy[lecturer] ^= bit
        here = self.busy_at[lecturer]
        here[site] = here.get(site, 0) ^ bit

    def preference(self, lecturer: int, mask: int, site: int) -> tuple[int, int, int]:
        """Return how well a lecturer suits, smaller is better: at home, then little to do."""
        most = max(1, self.grid.problem.lecturers[lecturer].max_sessions_month)
        load = max(
            (
                ((self.busy[lecturer] | mask) & self.grid.months[month]).bit_count()
                for month in self.grid.months_of(mask)
            ),
            default=0,
        )
        return self.grid.bases[lecturer] != site, 1000 * load // most, self.rank[lecturer]

    def best_for(self, class_index: int, module: int, positions: Iterable[int]) -> int:
        """Return the best lecturer who can hold all these sessions of a module, or ``NOBODY``."""
        mask, site = self.grid.mask(class_index, positions), self.grid.sites[class_index]
        return min(
            (
                lecturer
                for lecturer in self.grid.qualified[class_index][module]
                if self.can_hold(lecturer, mask, site)
            ),
            key=lambda lecturer: self.preference(lecturer, mask, site),
            default=NOBODY,
        )

    def unstaffed(self) -> list[tuple[int, int]]:
        """Return (class, position) of every session that is held but has no lecturer."""
        return [
            (class_index, position)
            for class_index, row in enumerate(self.lecturers)
            for position, lecturer in enumerate(row)
            if lecturer == NOBODY and self.grid.bits[class_index][position]
        ]

    def blocks(self, class_index: int) -> list[list[int]]:
        """Return the positions of each module of a class, by index of the module."""
        found: list[list[int]] = [[] for _ in self.grid.problem.classes[class_index].modules]
        for position, module in enumerate(self.modules[class_index]):
            found[module].append(position)
        return found
