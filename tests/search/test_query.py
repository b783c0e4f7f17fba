"""What counts as found, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.folding import fold
from thuctien.search.query import EXACT, FOLDED, NEAR, Query, letters_forgiven, tone_styles

NAME = "Nguyễn Thị Hồng Thắm"
WORDS = st.lists(st.sampled_from(["nguyễn", "thị", "hồng", "thắm"]), min_size=1, unique=True)
LETTERS = "abcdeghiklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("Nguyễn Thị Hồng Thắm", EXACT),
        ("nguyễn thị", EXACT),
        ("thắm nguyễn", EXACT),
        ("ngu", EXACT),
        ("nguyen thi hong tham", FOLDED),
        ("hong THAM", FOLDED),
        ("hông thám", FOLDED),
        ("hồng đào", None),
        ("guyen", None),
    ],
)
def test_words_are_found_at_their_beginnings_in_any_order(typed: str, rank: int | None) -> None:
    assert Query(typed).rank(NAME) == rank


@pytest.mark.parametrize(("typed", "name"), [("dang", "Đặng Ân"), ("đang", "Đặng Ân")])
def test_d_with_and_without_its_stroke_are_the_same_letter(typed: str, name: str) -> None:
    assert Query(typed).rank(name) == FOLDED


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("ngyuen", 1),  # swapped
        ("nguyn", 1),  # missing
        ("nguuyen", 1),  # too many
        ("nhuyen", 1),  # wrong
        ("ngiuen", 2),  # two wrong
        ("hogn thma", 2),  # one in each of two words
        ("hn", None),  # of two letters none may be another
        ("abcde", None),
    ],
)
def test_a_letter_or_two_are_forgiven(typed: str, wrong: int | None) -> None:
    rank = Query(typed).near_rank(NAME)
    assert rank == (None if wrong is None else NEAR + wrong)


@given(WORDS)
def test_whatever_has_the_words_is_near_without_a_wrong_letter(words: list[str]) -> None:
    assert Query(" ".join(words)).near_rank(NAME) == NEAR


@given(WORDS, st.data())
def test_one_wrong_letter_in_a_word_is_always_forgiven(
    words: list[str], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(words))
    place = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:place] + data.draw(st.sampled_from(LETTERS)) + word[place + 1 :]
    rank = Query(" ".join(wrong if w == word else w for w in words)).near_rank(NAME)
    assert rank is not None
    assert rank <= NEAR + 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_ranks_agree_with_folded_words(typed: str, text: str) -> None:
    """A text of which every folded word begins a folded word is found, and no other."""
    query = Query(typed)
    words = [fold(word) for word in text.lower().split()]
    if query and all(any(w.startswith(q) for w in words) for q in query.folded):
        assert query.rank(text) is not None


@pytest.mark.parametrize(
    ("asked", "word", "letters"),
    [("nguyen", "x", 2), ("tran", "x", 1), ("an", "lan", 1), ("na", "an", 1), ("an", "on", 0)],
)
def test_the_shorter_the_word_the_less_is_forgiven(asked: str, word: str, letters: int) -> None:
    assert letters_forgiven(asked, word) == letters


def test_both_styles_of_a_tone_are_asked_for() -> None:
    assert tone_styles("hoà") == ["hoà", "hòa"]
    assert tone_styles("thúy") == ["thúy", "thuý"]
    assert tone_styles("hoàng") == ["hoàng"]


@pytest.mark.parametrize(
    ("typed", "code"), [("p00012", "P00012"), ("2027-003", "2027-003"), ("nguyễn an", ""), ("", "")]
)
def test_one_word_may_be_a_code(typed: str, code: str) -> None:
    assert Query(typed).code == code


def test_nothing_typed_is_no_query() -> None:
    assert not Query("  ,. ")
