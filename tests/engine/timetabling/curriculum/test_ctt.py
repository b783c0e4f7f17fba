"""Files are read as they are written; what is wrong has its line and its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.timetabling.curriculum.instances import ctt_of, instances
from tests.engine.timetabling.curriculum.test_solve import SMALL
from thuctien.engine.timetabling.curriculum.checks import refuse_impossible
from thuctien.engine.timetabling.curriculum.ctt import read_ctt
from thuctien.engine.timetabling.curriculum.faults import CttError, Fault
from thuctien.engine.timetabling.curriculum.instance import Instance
from thuctien.engine.timetabling.curriculum.solve import solve_instance
from thuctien.engine.timetabling.search import StopRule
from thuctien.engine.wording import Language

TEXT = ctt_of(SMALL)


@given(instances())
@settings(deadline=None)
def test_what_is_written_is_read(instance: Instance) -> None:
    assert read_ctt(ctt_of(instance)) == instance


@given(st.integers(0, len(TEXT.splitlines()) - 3))
@settings(deadline=None)
def test_a_file_cut_short_is_refused_with_the_line_where_it_ends(lines: int) -> None:
    kept = "\n".join(TEXT.splitlines()[:lines])
    with pytest.raises(CttError) as refused:
        read_ctt(kept)
    fault, figures = refused.value.faults[0]
    assert fault in {Fault.HEADER_MISSING, Fault.TOO_FEW}
    assert figures["line"] == len(kept.splitlines()) + 1


@pytest.mark.parametrize(
    ("old", "new", "fault", "line"),
    [
        ("Days: 2", "Days: two", Fault.NOT_A_NUMBER, 4),
        ("Days: 2", "Day: 2", Fault.HEADER_MISSING, 4),
        ("Courses: 3", "Courses: 2", Fault.TOO_MANY, 12),
        ("Courses: 3", "Courses: 4", Fault.TOO_FEW, 14),
        ("a x 2 2 20", "a x 2 2", Fault.WORDS_MISSING, 10),
        ("a x 2 2 20", "a x 2 2 -1", Fault.NOT_A_NUMBER, 10),
        ("b x 1 1 30", "a x 1 1 30", Fault.TWICE, 11),
        ("q 2 a c", "q 2 a d", Fault.UNKNOWN, 19),
        ("q 2 a c", "q 3 a c", Fault.WORDS_MISSING, 19),
        ("a 1 1", "a 2 1", Fault.OUT_OF_RANGE, 23),
        ("a 1 1", "z 1 1", Fault.UNKNOWN, 23),
    ],
)
def test_each_fault_is_said_with_its_line(old: str, new: str, fault: Fault, line: int) -> None:
    assert old in TEXT
    with pytest.raises(CttError) as refused:
        read_ctt(TEXT.replace(old, new))
    assert [(f, figures["line"]) for f, figures in refused.value.faults] == [(fault, line)]
    for language in Language:
        assert f"{line}" in refused.value.texts(language)[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("a x 2 2 20", "a x 4 2 20", Fault.NO_PERIOD_LEFT),
        ("c y 1 1 10", "c x 2 1 10", Fault.TEACHER_FULL),
        ("c y 1 1 10", "c y 3 1 10", Fault.CURRICULUM_FULL),
    ],
)
def test_what_no_search_can_mend_is_said_before_it_begins(old: str, new: str, fault: Fault) -> None:
    text = TEXT.replace(old, new).replace("a 1 1", "a 1 0")
    with pytest.raises(CttError) as refused:
        refuse_impossible(read_ctt(text))
    assert fault in {one for one, _figures in refused.value.faults}
    assert all(refused.value.texts(Language.VI))


def test_more_lectures_than_rooms_and_periods_are_refused() -> None:
    one_room = replace(SMALL, halls=SMALL.halls[:1], days=1, closed=frozenset())
    with pytest.raises(CttError) as refused:
        refuse_impossible(one_room)
    assert (Fault.HALLS_FULL, {"needed": 4, "found": 2}) in refused.value.faults


def test_lectures_that_find_no_cells_are_refused() -> None:
    """Every count is small enough, but the periods left open to three courses are the same."""
    closed = "\n".join(
        f"{code} {day} {period}" for code in "abc" for day, period in ((0, 1), (1, 0))
    )
    text = (
        TEXT.replace("Constraints: 1", "Constraints: 6")
        .replace("a 1 1", closed)
        .replace("Rooms: 2", "Rooms: 1")
        .replace("little\t10\n", "")
    )
    with pytest.raises(CttError) as refused:
        solve_instance(read_ctt(text), stop=StopRule(moves=10))
    assert refused.value.faults == ((Fault.NO_CELLS, {"needed": 4, "found": 2}),)


def test_codes_are_said_as_they_are_written() -> None:
    """A course may be called «day»."""
    text = TEXT.replace("a x 2 2 20", "day x 4 2 20").replace("q 2 a c", "q 2 day c")
    with pytest.raises(CttError) as refused:
        refuse_impossible(read_ctt(text.replace("a 1 1", "day 1 1")))
    assert "day" in refused.value.texts(Language.VI)[0]
