"""Small counts of sensitive columns cannot be read, nor worked out from the others."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from thuctien.reports.closed_sets import Measure, Progress
from thuctien.reports.returns.hiding import SMALLEST_SHOWN, hide_small
from thuctien.reports.returns.shape import Leaf


def leaf(dimension: str) -> Leaf:
    filters = ((dimension, frozenset({"yes"})),)
    return Leaf(1, ("x",), Measure.TURNS, Progress.JOINED, filters, ())


SENSITIVE, OTHER = leaf("ethnic_minority"), leaf("sex")
TREES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 20), min_size=1
)


def with_sums(leaves: dict[tuple[str, str], int]) -> dict[tuple[str, ...], list[int | None]]:
    lines: dict[tuple[str, ...], list[int | None]] = {(): [sum(leaves.values())]}
    for outer in "abc":
        within = [count for key, count in leaves.items() if key[0] == outer]
        if within:
            lines[outer,] = [sum(within)]
    return lines | {key: [count] for key, count in leaves.items()}


@given(TREES)
def test_no_small_count_is_shown_and_what_is_shown_is_true(
    leaves: dict[tuple[str, str], int],
) -> None:
    lines = with_sums(leaves)
    for key, (figure,) in hide_small(lines, [SENSITIVE]).items():
        assert figure is None or figure == lines[key][0]
        assert figure is None or figure == 0 or figure >= SMALLEST_SHOWN


@given(TREES)
def test_nothing_hidden_follows_from_a_whole_and_its_parts(
    leaves: dict[tuple[str, str], int],
) -> None:
    lines = with_sums(leaves)
    shown = hide_small(lines, [SENSITIVE])
    for whole in [(), *product("abc")]:
        parts = [key for key in lines if key and key[:-1] == whole and lines[key][0]]
        if parts:
            assert [shown[key][0] for key in (whole, *parts)].count(None) != 1


@given(TREES)
def test_other_columns_are_left_as_they_are(leaves: dict[tuple[str, str], int]) -> None:
    lines = with_sums(leaves)
    assert hide_small(lines, [OTHER]) == lines
