"""Rooms: one for a whole class where possible, by colouring each site's classes.

A class takes its room for a block: the weekdays or the weekend of one week. A first pass gives each
class, in order of start, the smallest room that is free in all its blocks. At a site where that
leaves a class out, block after block is matched (Hungarian method): as many classes housed as can
be, as few moved as can be, the smaller room where nothing else tells two apart. Half days that
still have no room may use one that a block leaves free.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import linear_sum_assignment

from thuctien.engine.calendar import week_of
from thuctien.engine.timetabling.problem import Problem

NO_ROOM = -1
_SATURDAY = 5
_WORTH_OF_A_ROOM = 1000  # housing a class is worth any number of changes of room

Block = tuple[date, bool]
"""The Monday of a week, and whether it is its weekend."""

_StayKey = tuple[int, Block]


@dataclass(frozen=True, slots=True)
class _Stay:
    """The half days of one class in one block, and the rooms that would do for all of them."""

    class_index: int
    block: Block
    positions: tuple[int, ...]
    suitable: tuple[int, ...]


def assign_rooms(problem: Problem) -> list[list[int]]:
    """Return the index of the room of every session, by class and position; -1 is none.

    No room has two classes in one half day, and each room is of the class's site, large enough and
    in force on that day.
    """
    rooms = [[NO_ROOM] * len(study_class.slots) for study_class in problem.classes]
    by_site: dict[str, list[list[_Stay]]] = defaultdict(list)
    for index, study_class in enumerate(problem.classes):
        by_site[study_class.site_id].append(_stays(problem, index))
    for _, site_stays in sorted(by_site.items()):
        stays = [stay for class_stays in site_stays for stay in class_stays]
        chosen = _first_fit(problem, site_stays)
        if len(chosen) < sum(1 for stay in stays if stay.suitable):
            chosen = _match_blocks(stays)
        for stay in stays:
            for position in stay.positions:
                rooms[stay.class_index][position] = chosen.get(_key(stay), NO_ROOM)
    _use_leftovers(problem, rooms)
    return rooms


def suitable_rooms(problem: Problem, class_index: int, days: set[date]) -> tuple[int, ...]:
    """Return the rooms of the class's site, smallest first, that hold it on all ``days``."""
    study_class = problem.classes[class_index]
    found = [
        index
        for index, room in enumerate(problem.rooms)
        if room.site_id == study_class.site_id
        and room.capacity >= study_class.size
        and all(day in room.valid for day in days)
    ]
    return tuple(sorted(found, key=lambda index: (problem.rooms[index].capacity, index)))


def _key(stay: _Stay) -> _StayKey:
    return stay.class_index, stay.block


def _stays(problem: Problem, class_index: int) -> list[_Stay]:
    positions: dict[Block, list[int]] = defaultdict(list)
    study_class = problem.classes[class_index]
    for position, slot in enumerate(study_class.slots):
        positions[week_of(slot.day), slot.day.weekday() >= _SATURDAY].append(position)
    return [
        _Stay(
            class_index,
            block,
            tuple(inside),
            suitable_rooms(problem, class_index, {study_class.slots[p].day for p in inside}),
        )
        for block, inside in positions.items()
    ]


def _first_fit(problem: Problem, site_stays: list[list[_Stay]]) -> dict[_StayKey, int]:
    """Return one room for the whole of each class that gets one, in order of start."""

    def urgency(stays: list[_Stay]) -> tuple[date, int, int]:
        first = stays[0]
        return first.block[0], -problem.classes[first.class_index].size, first.class_index

    taken: set[tuple[int, Block]] = set()
    chosen: dict[_StayKey, int] = {}
    for stays in sorted(site_stays, key=urgency):
        in_all = [
            room
            for room in stays[0].suitable
            if all(room in stay.suitable and (room, stay.block) not in taken for stay in stays)
        ]
        if in_all:
            taken.update((in_all[0], stay.block) for stay in stays)
            chosen.update((_key(stay), in_all[0]) for stay in stays)
    return chosen


def _match_blocks(stays: list[_Stay]) -> dict[_StayKey, int]:
    """Return rooms block after block: as many classes housed as can be, moved as few as can be."""
    by_block: dict[Block, list[_Stay]] = defaultdict(list)
    for stay in stays:
        by_block[stay.block].append(stay)
    before: dict[int, int] = {}
    chosen: dict[_StayKey, int] = {}
    for _, inside in sorted(by_block.items()):
        rooms = sorted({room for stay in inside for room in stay.suitable})
        worth = np.zeros((len(inside), len(rooms)))
        for i, stay in enumerate(inside):
            for size_rank, room in enumerate(stay.suitable):
                stays_put = before.get(stay.class_index) == room
                smaller = 0 if stays_put else size_rank / (1 + len(stay.suitable))
                worth[i, rooms.index(room)] = _WORTH_OF_A_ROOM + stays_put - smaller
        for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
            if worth[i, j]:
                chosen[_key(inside[i])] = before[inside[i].class_index] = rooms[j]
    return chosen


def _use_leftovers(problem: Problem, rooms: list[list[int]]) -> None:
    """Give half days without room one that its block leaves free, in place."""
    taken = {
        (room, slot)
        for study_class, class_rooms in zip(problem.classes, rooms, strict=True)
        for slot, room in zip(study_class.slots, class_rooms, strict=True)
    }
    for class_index, study_class in enumerate(problem.classes):
        for position, slot in enumerate(study_class.slots):
            if rooms[class_index][position] != NO_ROOM:
                continue
            for room in suitable_rooms(problem, class_index, {slot.day}):
                if (room, slot) not in taken:
                    taken.add((room, slot))
                    rooms[class_index][position] = room
                    break
