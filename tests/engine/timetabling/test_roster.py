"""What the roster lets a lecturer do, and what rematching, balancing and windows make of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tests.engine.timetabling.provinces import (
    MONDAY,
    Row,
    Small,
    absence,
    lecturer,
    module,
    room,
    site,
    study_class,
)
from thuctien.engine.timetabling.balance import balance
from thuctien.engine.timetabling.construct import construct
from thuctien.engine.timetabling.costs import count_costs, fair_loads, weighed
from thuctien.engine.timetabling.grid import build_grid, ones
from thuctien.engine.timetabling.rematch import rematch_month
from thuctien.engine.timetabling.roster import NOBODY, Roster
from thuctien.engine.timetabling.windows import improve_month, is_strained

TWO_ROOMS = (room("p1"), room("p2"))
TWO_CLASSES = (study_class("a"), study_class("b"))


def empty_roster(small: Small) -> Roster:
    """Return a roster without lecturers in which every session is held, modules by number."""
    problem = small.problem
    held = [[True] * len(study.slots) for study in problem.classes]
    roster = Roster(build_grid(problem, held), range(len(problem.lecturers)))
    for class_index, study in enumerate(problem.classes):
        roster.modules[class_index] = [
            index for index, part in enumerate(study.modules) for _ in range(part.sessions)
        ]
    return roster


def two_classes(lecturers: Sequence[Row], **facts: Any) -> Small:
    """Return two classes at one time with a room each."""
    return Small(classes=TWO_CLASSES, rooms=TWO_ROOMS, lecturers=lecturers, **facts)


def cost(roster: Roster) -> int:
    """Return the weighed cost of a roster, rooms left aside."""
    rooms = [[0] * len(row) for row in roster.lecturers]
    return weighed(count_costs(roster, rooms, fair_loads(roster.grid)))


def test_a_lecturer_is_in_one_place_at_a_time() -> None:
    """What is taken away again leaves the lecturer free."""
    roster = empty_roster(two_classes([lecturer()]))
    roster.place(0, [0, 1], 0)
    bits = roster.grid.bits[1]
    assert [roster.can_hold(0, bit, roster.grid.sites[1]) for bit in bits] == [False] * 2 + [
        True
    ] * 2
    roster.remove(0, [0, 1])
    assert roster.busy == [0]
    assert roster.can_hold(0, bits[0], roster.grid.sites[1])


def test_a_lecturer_is_at_one_site_a_day() -> None:
    """A morning here excludes the afternoon elsewhere, not the next day."""
    small = two_classes([lecturer()], sites=(site(), site("hai")))
    small.classes = (study_class("a"), study_class("b", site_id="hai"))
    roster = empty_roster(small)
    roster.place(0, [0], 0)
    here, there = roster.grid.sites
    assert roster.can_hold(0, roster.grid.bits[0][1], here)
    assert not roster.can_hold(0, roster.grid.bits[1][1], there)
    assert roster.can_hold(0, roster.grid.bits[1][2], there)


def test_the_month_is_counted_with_what_is_added() -> None:
    """Three of at most three sessions; the fourth is one too many."""
    roster = empty_roster(Small(lecturers=(lecturer(max_sessions_month=3),)))
    assert roster.can_hold(0, roster.grid.mask(0, [0, 1, 2]), 0)
    assert not roster.can_hold(0, roster.grid.mask(0, [0, 1, 2, 3]), 0)


def test_bits_are_read_lowest_first() -> None:
    """Half days come in order of time."""
    assert list(ones(0b101001)) == [0, 3, 5]


def test_rematching_moves_a_lecturer_who_is_needed_elsewhere() -> None:
    """Only g1 teaches «tin»; «luat» goes to g2 so that both are taught."""
    small = two_classes(
        [lecturer("g1", ["luat", "tin"]), lecturer("g2", ["luat"])],
        modules=(
            {**module(1, 2, "luat"), "programme_id": "x"},
            {**module(1, 2, "tin"), "programme_id": "y"},
        ),
    )
    small.classes = (study_class("a", programme_id="x"), study_class("b", programme_id="y"))
    roster = empty_roster(small)
    roster.place(0, [0, 1], 0)
    rematch_month(roster, 0)
    assert roster.lecturers == [[1, 1], [0, 0]]


def test_rematching_keeps_lecturers_who_need_not_change() -> None:
    """Only the missing session gets a lecturer."""
    roster = empty_roster(Small(lecturers=(lecturer("g1"), lecturer("g2", site_id="xa"))))
    roster.place(0, [0, 1, 2], 1)
    rematch_month(roster, 0)
    assert roster.lecturers[0][:3] == [1, 1, 1]
    assert roster.lecturers[0][3] != NOBODY


def test_rematching_never_puts_a_lecturer_at_two_sites_on_a_day() -> None:
    """The flow would let the only lecturer cross the province at noon."""
    small = two_classes([lecturer()], modules=(module(1, 2),), sites=(site(), site("hai")))
    small.classes = (study_class("a"), study_class("b", site_id="hai"))
    small.rooms = (room("p1"), room("p2", "hai"))
    roster = empty_roster(small)
    rematch_month(roster, 0)
    staffed = {c for c, row in enumerate(roster.lecturers) for who in row if who != NOBODY}
    assert len(staffed) == 1
    assert len(roster.unstaffed()) == 2


def test_balancing_evens_out_two_lecturers() -> None:
    """One holds both classes' modules in turn; afterwards each holds half."""
    small = Small(
        classes=(study_class("a"), study_class("b", MONDAY + timedelta(weeks=1))),
        lecturers=(lecturer("g1"), lecturer("g2")),
    )
    roster = empty_roster(small)
    for class_index in range(2):
        roster.place(class_index, range(4), 0)
    before = cost(roster)
    seen: list[float] = []
    balance(roster, fair_loads(roster.grid), seen.append)
    assert [busy.bit_count() for busy in roster.busy] == [4, 4]
    assert cost(roster) < before


def test_a_window_joins_a_module_that_need_not_be_split() -> None:
    """g2 alone can hold it once g2's other class goes to g1."""
    small = two_classes(
        [lecturer("g1"), lecturer("g2")],
        modules=(module(1, 4),),
        absences=(absence("g1", MONDAY + timedelta(days=1), MONDAY + timedelta(days=1)),),
    )
    small.lecturers = (*small.lecturers, lecturer("g3"))
    roster = empty_roster(small)
    roster.place(0, [0, 1], 0)
    roster.place(0, [2, 3], 2)
    roster.place(1, range(4), 1)
    assert is_strained(roster, 0)
    before = cost(roster)
    improve_month(roster, 0, fair_loads(roster.grid), seed=0)
    assert not is_strained(roster, 0)
    assert cost(roster) < before


def test_a_module_longer_than_anybody_s_month_is_no_strain() -> None:
    """No window can mend what no lecturer could hold alone."""
    small = Small(
        modules=(module(1, 8),),
        lecturers=(lecturer("g1", max_sessions_month=4), lecturer("g2", max_sessions_month=4)),
    )
    roster = empty_roster(small)
    roster.place(0, range(4), 0)
    roster.place(0, range(4, 8), 1)
    assert not is_strained(roster, 0)


def test_construction_reports_its_progress() -> None:
    """One step a class."""
    roster = empty_roster(two_classes([lecturer("g1"), lecturer("g2")]))
    seen: list[float] = []
    built = construct(roster.grid, roster.rank, seen.append)
    assert seen == [0.5, 1.0]
    assert built.unstaffed() == []
