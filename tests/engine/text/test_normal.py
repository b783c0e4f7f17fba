"""One form for every text that enters."""

from __future__ import annotations

import unicodedata

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.normal import clean_text, cleaned

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=30)


def test_decomposed_becomes_composed() -> None:
    """«Nguyễn» from a Mac has eight code points; ours has six."""
    decomposed = unicodedata.normalize("NFD", "Nguyễn")
    assert len(decomposed) == 8
    assert clean_text(decomposed) == "Nguyễn"
    assert len(clean_text(decomposed)) == 6


def test_look_alikes_of_d_become_d() -> None:
    """Icelandic eth and African D look like Đ and are none."""
    assert clean_text("\u00d0ông \u0189ông") == "Đông Đông"


def test_spaces_and_invisible_characters_go() -> None:
    """No-break spaces, tabs, line ends, zero widths and soft hyphens."""
    assert clean_text(" Trần\u00a0\u00a0Văn\t\nAn\u200b \ufeff") == "Trần Văn An"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """The clean form is a fixed point."""
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_column_form_agrees(texts: list[str]) -> None:
    """The expression does to a column what the function does to a text."""
    frame = pl.DataFrame({"text": texts}).select(cleaned(pl.col("text")))
    assert frame["text"].to_list() == [clean_text(text) for text in texts]
