"""From an instance to a timetable: as good as trying everything, the same for the same seed."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given, reject, settings

from tests.engine.timetabling.curriculum.instances import ctt_of, instances
from thuctien.engine.timetabling.curriculum.costs import costs_of
from thuctien.engine.timetabling.curriculum.ctt import read_ctt
from thuctien.engine.timetabling.curriculum.encode import encode
from thuctien.engine.timetabling.curriculum.faults import CttError
from thuctien.engine.timetabling.curriculum.instance import (
    Course,
    Curriculum,
    Hall,
    Instance,
    Lecture,
)
from thuctien.engine.timetabling.curriculum.portfolio import solve_on_cores
from thuctien.engine.timetabling.curriculum.solution import write_solution
from thuctien.engine.timetabling.curriculum.solve import solve_instance
from thuctien.engine.timetabling.curriculum.validate import validate
from thuctien.engine.timetabling.search import Glance, StopRule

SMALL = Instance(
    name="small",
    days=2,
    periods=2,
    courses=(Course("a", "x", 2, 2, 20), Course("b", "x", 1, 1, 30), Course("c", "y", 1, 1, 10)),
    halls=(Hall("big", 25), Hall("little", 10)),
    curricula=(Curriculum("q", (0, 2)), Curriculum("p", (1, 2))),
    closed=frozenset({(0, 3)}),
)
SHORT = StopRule(moves=200_000)


def _least_cost(instance: Instance) -> int | None:
    """Return the cost of the best timetable by trying all, None where none is without conflict."""
    text, rows = ctt_of(instance), []
    lectures = [course for course in instance.courses for _ in range(course.lectures)]
    cells = list(product(instance.halls, range(instance.slots)))
    for chosen in permutations(cells, len(lectures)):
        solution = "".join(
            f"{course.code} {hall.code} {slot // instance.periods} {slot % instance.periods}\n"
            for course, (hall, slot) in zip(lectures, chosen, strict=True)
        )
        verdict = validate(text, solution)
        if not verdict.hard:
            rows.append(verdict.cost)
    return min(rows, default=None)


def test_it_finds_the_best_of_all_timetables() -> None:
    solved = solve_instance(SMALL, stop=SHORT, seed=1)
    assert solved.is_feasible
    assert solved.cost == _least_cost(SMALL)
    assert solved.bound <= solved.cost


@given(instances(most_courses=3))
@settings(deadline=None, max_examples=60)
def test_no_answer_is_better_than_its_bound_and_the_checker_agrees(instance: Instance) -> None:
    try:
        solved = solve_instance(instance, stop=StopRule(moves=20_000), seed=0)
    except CttError:
        reject()  # more lectures than periods: other tests look at that
    verdict = validate(ctt_of(instance), write_solution(instance, solved.lectures))
    assert solved.cost == verdict.cost == solved.found.cost
    assert solved.conflicts == solved.found.conflicts
    assert solved.is_feasible == (verdict.hard == 0)
    assert solved.cost >= solved.bound
    assert solved.costs == costs_of(instance, solved.lectures)


def test_one_seed_and_number_of_moves_give_one_timetable() -> None:
    stop = StopRule(moves=30_000, good_enough=-1)
    first, again = (solve_instance(SMALL, stop=stop, seed=5) for _ in range(2))
    assert first.lectures == again.lectures
    assert first.found.moves == again.found.moves


def test_several_cores_are_never_worse_than_the_first_alone() -> None:
    stop = StopRule(moves=2_000)
    alone = solve_instance(SMALL, stop=stop, seed=6)
    both = [solve_on_cores(SMALL, stop=stop, seed=3, cores=2) for _ in range(2)]
    assert (both[0].conflicts, both[0].cost) <= (alone.conflicts, alone.cost)
    assert both[0].lectures == both[1].lectures


def test_it_can_be_looked_at_and_ended_at_any_time() -> None:
    hard = read_ctt(ctt_of(SMALL).replace("a x 2 2 20", "a x 2 2 99"))
    seen: list[Glance] = []

    def look(glance: Glance) -> bool:
        seen.append(glance)
        return len(seen) < 3

    solved = solve_instance(hard, stop=StopRule(seconds=600), look=look)
    assert len(seen) == 3
    assert (solved.cost, solved.found.conflicts) == (seen[-1].cost, seen[-1].conflicts)


def test_the_best_so_far_can_be_read_while_it_runs() -> None:
    seen: list[tuple[int, list[Lecture]]] = []

    def look(glance: Glance) -> None:
        courses = encode(SMALL).kind_of.tolist()
        placed = zip(courses, glance.place_of.tolist(), glance.slot_of.tolist(), strict=True)
        seen.append((glance.cost, [Lecture(*where) for where in placed]))

    solve_instance(SMALL, stop=StopRule(moves=3_000, good_enough=-1), look=look)
    assert len(seen) > 1
    for cost, lectures in seen:
        assert sum(costs_of(SMALL, lectures).values()) == cost


def test_a_search_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="end"):
        StopRule()
