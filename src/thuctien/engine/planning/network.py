"""The network of one programme: source, quotas, units, groups of people, weeks, classes, sink."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from ortools.graph.python import min_cost_flow

from thuctien.engine.planning.distance import Distances
from thuctien.engine.planning.ledger import Booleans, Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import Quota

FILL_BONUS = 2_000
"""Worth, in km, of a seat that brings a class to its least size."""

SHARE_STEPS = 5
"""Steps in which a unit's share of those who wait costs more: among equals the unit goes first of
which a smaller share is sent."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """People who could take a turn: their numbers, worth, and the slots that they could use.

    ``allowed`` has one row a person and one column a slot: classes with the same form and weeks.
    """

    people: Integers
    worth: Integers
    allowed: Booleans

    def only(self, kept: Booleans) -> Candidates:
        """Return the candidates marked."""
        return Candidates(self.people[kept], self.worth[kept], self.allowed[kept])


@dataclass(frozen=True, slots=True)
class Homes:
    """People who have been told of a class, that class (its number), and the price of a change.

    Who is left out costs the price, and so does another week; within the same weeks people keep
    their class in any case.
    """

    people: Integers
    classes: Integers
    price: int


NO_HOMES = Homes(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0)


class Network:
    """Nodes: source, quotas, units, groups of candidates, unit and slot, classes, sink."""

    def __init__(
        self,
        ledger: Ledger,
        distances: Distances,
        candidates: Candidates,
        classes: list[OpenClass],
        slots: list[OpenClass],
        slot_of: Integers,
        homes: Homes = NO_HOMES,
    ) -> None:
        self._ledger = ledger
        self._candidates = candidates
        self._classes = classes
        self._price = homes.price
        self._home_class, self._home_slot = self._at_home(homes, slot_of)
        self._arcs: list[tuple[int, int, int, int]] = []
        self._nodes = 2
        self._units = np.unique(ledger.unit_of[candidates.people])
        self._unit_node = {int(unit): self._node() for unit in self._units}
        self._groups = self._group_candidates()
        self._spare = {slot: ledger.room_away(opened.pattern) for slot, opened in enumerate(slots)}
        self._pair_arcs = self._add_groups()
        self._class_arcs = self._add_classes(distances, slot_of)

    def _node(self) -> int:
        self._nodes += 1
        return self._nodes - 1

    def _arc(self, tail: int, head: int, capacity: int, cost: int, fine: int = 0) -> int:
        """Add an arc; ``fine`` (below :data:`SHARE_STEPS`) only decides where costs are equal."""
        self._arcs.append((tail, head, capacity, cost * SHARE_STEPS + fine))
        return len(self._arcs) - 1

    def _at_home(self, homes: Homes, slot_of: Integers) -> tuple[Integers, Integers]:
        """Return the class (its position) and slot that each candidate was told of, else -1."""
        position = {opened.number: n for n, opened in enumerate(self._classes)}
        found = dict(zip(homes.people.tolist(), homes.classes.tolist(), strict=True))
        home = np.array(
            [position.get(found.get(who, -1), -1) for who in self._candidates.people.tolist()],
            dtype=np.int64,
        )
        return home, np.where(home >= 0, slot_of[home], -1)

    def _group_candidates(self) -> list[Integers]:
        """Return the candidates (rows) put together by unit, worth, slots and home, by worth."""
        chosen = self._candidates
        unit = self._ledger.unit_of[chosen.people]
        packed = np.packbits(chosen.allowed, axis=1)
        order = np.lexsort(
            (
                self._ledger.priority[chosen.people],
                *packed.T[::-1],
                self._home_slot,
                unit,
                -self._worth(),
            )
        )
        rows = np.column_stack([self._worth(), unit, self._home_slot, packed])[order]
        cut = np.flatnonzero((rows[1:] != rows[:-1]).any(axis=1)) + 1
        return np.split(order, cut)

    def _worth(self) -> Integers:
        """Return the worth of seating each candidate: who was told is worth the price beside."""
        return self._candidates.worth + self._price * (self._home_slot >= 0)

    def _add_groups(self) -> list[tuple[int, int, int, int]]:
        """Add groups and their arcs to unit and slot; return (arc, group, unit, slot)."""
        pairs: list[tuple[int, int, int, int]] = []
        worth = self._worth()
        self._pair_node: dict[tuple[int, int], tuple[int, int]] = {}
        for number, rows in enumerate(self._groups):
            first = rows[0]
            unit = int(self._ledger.unit_of[self._candidates.people[first]])
            node = self._node()
            self._arc(self._unit_node[unit], node, len(rows), -int(worth[first]))
            home = int(self._home_slot[first])
            for slot in np.flatnonzero(self._candidates.allowed[first]):
                entry = self._enter(unit, int(slot))
                if entry is not None:
                    change = self._price if home not in (-1, int(slot)) else 0
                    arc = self._arc(node, entry, len(rows), change)
                    pairs.append((arc, number, unit, int(slot)))
        return pairs

    def _enter(self, unit: int, slot: int) -> int | None:
        """Return the entry of unit and slot, as wide as the unit can spare people, or ``None``."""
        if self._spare[slot][unit] <= 0:
            return None
        if (unit, slot) not in self._pair_node:
            entry, leave = self._node(), self._node()
            self._arc(entry, leave, int(self._spare[slot][unit]), 0)
            self._pair_node[unit, slot] = (entry, leave)
        return self._pair_node[unit, slot][0]

    def _add_classes(
        self, distances: Distances, slot_of: Integers
    ) -> list[tuple[int, int, int, int]]:
        """Add classes and the arcs to them; return (arc, unit, slot, class)."""
        arcs: list[tuple[int, int, int, int]] = []
        by_slot: dict[int, list[int]] = {}
        nodes = []
        for number, opened in enumerate(self._classes):
            node = self._node()
            nodes.append(node)
            by_slot.setdefault(int(slot_of[number]), []).append(number)
            taken = len(self._ledger.members[opened.number])
            least = self._ledger.problem.programmes[opened.programme_id].min_size
            short = max(0, least - taken)
            self._arc(node, 1, short, -FILL_BONUS)
            self._arc(node, 1, max(0, opened.capacity - taken - short), 0)
        for (unit, slot), (_, leave) in self._pair_node.items():
            for number in by_slot.get(slot, ()):
                opened = self._classes[number]
                km = round(distances.km(self._ledger.unit_ids[unit], opened.site_id))
                width = int(self._spare[slot][unit])
                arcs.append((self._arc(leave, nodes[number], width, km), unit, slot, number))
        return arcs

    def limit_seats(self, quotas: list[Quota], seats: int) -> None:
        """Lead the flow from the source through the quotas, the wider ones first, to the units."""
        everyone = len(self._candidates.people)
        root = self._node()
        self._arc(0, root, min(seats, everyone), 0)
        units = self._ledger.unit_ids
        widest = sorted(
            quotas, key=lambda q: (-len(units) if q.units is None else -len(q.units), q.quota_id)
        )
        above: dict[int, int] = dict.fromkeys(self._unit_node, root)
        for quota in widest:
            inside = [u for u in above if quota.units is None or units[u] in quota.units]
            if inside:
                node = self._node()
                self._arc(above[inside[0]], node, max(0, self._ledger.quota_left(quota)), 0)
                above.update(dict.fromkeys(inside, node))
        waiting = np.bincount(self._ledger.unit_of[self._candidates.people], minlength=len(units))
        for unit, node in self._unit_node.items():
            step = ceil(waiting[unit] / SHARE_STEPS)
            for share in range(SHARE_STEPS):
                self._arc(above[unit], node, step, 0, fine=share)

    def solve(self) -> dict[int, Integers]:
        """Return the people of each class."""
        tails, heads, capacities, costs = np.array(self._arcs, dtype=np.int64).T
        flow = min_cost_flow.SimpleMinCostFlow()
        flow.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), capacities, costs
        )
        everyone = len(self._candidates.people)
        flow.set_node_supply(0, everyone)
        flow.set_node_supply(1, -everyone)
        status = flow.solve_max_flow_with_min_cost()
        if status != flow.OPTIMAL:
            raise RuntimeError(f"the flow ended with {status}")
        flows = flow.flows(np.arange(len(self._arcs), dtype=np.int32))
        return self._people_by_class(flows)

    def _people_by_class(self, flows: Integers) -> dict[int, Integers]:
        waiting: dict[tuple[int, int], list[int]] = {}
        used = [0] * len(self._groups)
        seated: dict[int, list[int]] = {n: [] for n in range(len(self._classes))}
        for arc, group, unit, slot in self._pair_arcs:
            count = int(flows[arc])
            rows = self._groups[group][used[group] : used[group] + count]
            used[group] += count
            for row in rows.tolist():
                person = int(self._candidates.people[row])
                home = int(self._home_class[row])
                if self._home_slot[row] == slot and self._seats_left(home, seated[home]):
                    seated[home].append(person)
                else:
                    waiting.setdefault((unit, slot), []).append(person)
        self._seat_others(flows, waiting, seated)
        return {
            self._classes[n].number: np.array(sorted(people), dtype=np.int64)
            for n, people in seated.items()
            if people
        }

    def _seats_left(self, number: int, seated: list[int]) -> int:
        opened = self._classes[number]
        return opened.capacity - len(self._ledger.members[opened.number]) - len(seated)

    def _seat_others(
        self,
        flows: Integers,
        waiting: dict[tuple[int, int], list[int]],
        seated: dict[int, list[int]],
    ) -> None:
        """Seat those not at home: as the flow has it, then where seats of the slot are left.

        The flow does not know who of a unit sits in which class of the same weeks.
        """
        wanted = dict.fromkeys(seated, 0)
        slots: dict[int, set[int]] = {}
        for arc, _, slot, number in self._class_arcs:
            wanted[number] += int(flows[arc])
            slots.setdefault(slot, set()).add(number)
        for arc, unit, slot, number in self._class_arcs:
            room = max(0, wanted[number] - len(seated[number]))
            here = waiting.get((unit, slot), [])
            count = min(int(flows[arc]), room, len(here))
            seated[number].extend(here[:count])
            del here[:count]
        for (_, slot), left in waiting.items():
            for number in sorted(slots[slot], key=lambda n: (len(seated[n]) - wanted[n], n)):
                count = min(len(left), self._seats_left(number, seated[number]))
                seated[number].extend(left[:count])
                del left[:count]
