from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.matching.people import P, frame
from tests.engine.matching.reference import accepted_pairs
from thuctien.engine.matching import propose_duplicates

_FAMILIES = st.sampled_from(["Nguyễn", "Nguyen", "Trần", "Lý", "Lí", "Lê"])
_MIDDLES = st.sampled_from(["Văn", "Van", "Thị", "Văn Hòa", "Văn Hoà", "Hoa"])
_GIVENS = st.sampled_from(["An", "Ân", "Anh", "Hòa", "Hoà", "Hoa", "Quý", "Quí", "Bình", "Binh"])
_NAMES = st.builds(" ".join, st.tuples(_FAMILIES, _MIDDLES, _GIVENS)) | st.builds(
    " ".join, st.tuples(_FAMILIES, _GIVENS)
)
_BIRTHS = st.sampled_from(
    [
        (date(1980, 5, 12), "day"),
        (date(1980, 12, 5), "day"),
        (date(1980, 5, 13), "day"),
        (date(1980, 5, 1), "month"),
        (date(1980, 1, 1), "year"),
        (date(1981, 1, 1), "year"),
        (date(1981, 5, 12), "day"),
        (None, "day"),
    ]
)
_NUMBERS = st.sampled_from(
    [None, None, "038080000001", "38080000001", "038 080 000 002", "171234567", "71234567"]
)


@st.composite
def people(draw: st.DrawFn) -> P:
    """Draw a person who is like others in several ways."""
    birth, precision = draw(_BIRTHS)
    return P(
        draw(_NAMES),
        birth,
        precision,
        draw(_NUMBERS),
        draw(st.sampled_from([None, "male", "female"])),
        draw(st.sampled_from([None, "A", "B"])),
        draw(st.sampled_from([None, None, None, "CB1", "CB2"])),
    )


@settings(deadline=None)
@given(st.lists(people(), max_size=8), st.lists(people(), max_size=8))
def test_equals_the_comparison_of_all_pairs(incoming: list[P], known: list[P]) -> None:
    """No accepted pair is lost by the keys that pairs are looked for by."""
    pairs = propose_duplicates(frame(*incoming), frame(*known)).pairs
    found = set(pairs.select("incoming", "known", "other").iter_rows())
    assert found == accepted_pairs(incoming, known)
    assert pairs.height == len(found)


@settings(deadline=None)
@given(st.lists(people(), max_size=8), st.lists(people(), max_size=8))
def test_every_proposal_has_a_score_and_reasons(incoming: list[P], known: list[P]) -> None:
    """The surest come first, and each says why."""
    pairs = propose_duplicates(frame(*incoming), frame(*known)).pairs
    scores = pairs["score"].to_list()
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(pairs["reasons"].list.len() >= 1)
