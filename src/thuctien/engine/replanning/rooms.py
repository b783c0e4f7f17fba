"""A room of its own for every class that stays, from its first to its last week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from ortools.sat.python import cp_model

from thuctien.engine.calendar import Part
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import PlanningProblem
from thuctien.engine.replanning.places import Room, rooms_in_use

Taken = set[tuple[str, Part, date]]


def assign_rooms(
    problem: PlanningProblem, classes: Mapping[int, OpenClass], sizes: Mapping[int, int]
) -> dict[int, str]:
    """Return a room for each class by its key; "" where it must move from room to room.

    ``sizes`` are the seats needed at least; rooms with all of a class's capacity are preferred.
    """
    by_site: dict[str, list[int]] = defaultdict(list)
    for key, opened in classes.items():
        by_site[opened.site_id].append(key)
    rooms: dict[int, str] = {}
    for _, keys in sorted(by_site.items()):
        here = {key: classes[key] for key in sorted(keys)}
        fits = {key: _rooms_for(problem, opened) for key, opened in here.items()}
        rooms |= _smallest_first(here, fits) or _searched(here, fits, sizes)
    return rooms


def _rooms_for(problem: PlanningProblem, opened: OpenClass) -> list[Room]:
    pattern = opened.pattern
    return rooms_in_use(problem, opened.site_id, pattern.starts_on, pattern.ends_on)


def _smallest_first(
    classes: Mapping[int, OpenClass], fits: Mapping[int, list[Room]]
) -> dict[int, str] | None:
    """Give the largest classes the smallest free room that holds them; ``None`` where one fails."""
    taken: Taken = set()
    rooms: dict[int, str] = {}
    for key in sorted(
        classes, key=lambda k: (-classes[k].capacity, classes[k].pattern.starts_on, k)
    ):
        opened = classes[key]
        free = [
            room
            for room in sorted(fits[key], key=lambda room: (room[1], room[0]))
            if room[1] >= opened.capacity and not taken & _weeks(room[0], opened)
        ]
        if not free:
            return None
        rooms[key] = free[0][0]
        taken |= _weeks(free[0][0], opened)
    return rooms


def _weeks(room_id: str, opened: OpenClass) -> Taken:
    return {(room_id, opened.pattern.part, week) for week in opened.pattern.weeks}


def _searched(
    classes: Mapping[int, OpenClass], fits: Mapping[int, list[Room]], sizes: Mapping[int, int]
) -> dict[int, str]:
    """Find rooms for as many classes as possible, and among those the most seats."""
    model = cp_model.CpModel()
    chosen: dict[tuple[int, str], cp_model.IntVar] = {}
    together: dict[tuple[str, Part, date], list[cp_model.IntVar]] = defaultdict(list)
    worth: list[cp_model.LinearExpr] = []
    everything = 1 + sum(opened.capacity for opened in classes.values())
    for key, opened in classes.items():
        options = [room for room in fits[key] if room[1] >= sizes[key]]
        for room_id, seats in options:
            choice = chosen[key, room_id] = model.new_bool_var("")
            for at in _weeks(room_id, opened):
                together[at].append(choice)
            worth.append(choice * (everything + min(seats, opened.capacity)))
        model.add_at_most_one(chosen[key, room_id] for room_id, _ in options)
    for choices in together.values():
        model.add_at_most_one(choices)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 2.0
    solver.solve(model)
    found = {key: room_id for (key, room_id), choice in chosen.items() if solver.value(choice)}
    return {key: found.get(key, "") for key in classes}
