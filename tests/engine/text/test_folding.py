"""Keys for search and for matching."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.folding import fold, folded, match_key

VIETNAMESE = st.text("aăâbcdđeêoôơuưyàảãáạấộẮĐÐ -1.,", max_size=20)


def test_marks_go_and_d_too() -> None:
    """Dropping combining marks alone would leave đ."""
    assert fold("Đỗ Trọng  Hùng") == "do trong hung"


@given(VIETNAMESE)
def test_folded_text_is_plain_and_stays(text: str) -> None:
    """ASCII, and folding again changes nothing, composed or not."""
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.lists(VIETNAMESE, min_size=1, max_size=5))
def test_column_form_agrees(texts: list[str]) -> None:
    """The expression does to a column what the function does to a text."""
    frame = pl.DataFrame({"text": texts}).select(folded(pl.col("text")))
    assert frame["text"].to_list() == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("one", "two"),
    [("Thanh Hóa", "Thanh Hoá"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("Quý", "Quí"), ("Lý", "Lí")],
)
def test_two_spellings_of_a_word_match(one: str, two: str) -> None:
    """Placement of the tone and a lone y or i are a matter of style."""
    assert match_key(one) == match_key(two)


@pytest.mark.parametrize(
    ("one", "two"), [("An", "Ân"), ("Đạt", "Dạt"), ("hòa", "hóa"), ("Thúy", "Thúi"), ("Tay", "Tai")]
)
def test_different_words_do_not_match(one: str, two: str) -> None:
    """Letters and tones still count."""
    assert match_key(one) != match_key(two)
