"""The order of Vietnamese, held against lists that ICU 72 sorted (locale vi)."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.ordering import name_key, name_keys, sort_key, sort_keys

WORDS = Path(__file__).with_name("icu_order.txt").read_text(encoding="utf-8").splitlines()
NAMES = Path(__file__).with_name("icu_names.txt").read_text(encoding="utf-8").splitlines()
VIETNAMESE = st.text("aăâbcdđeêoôơuưyàảãáạấộẮĐ -1", max_size=12)


def test_words_sort_as_icu_sorts_them() -> None:
    """All vowels with all tones, capitals, digits, signs and phrases."""
    shuffled = random.Random(1).sample(WORDS, len(WORDS))  # noqa: S311 - a shuffle, no secret
    assert sorted(shuffled, key=lambda word: (sort_key(word), word)) == WORDS


def test_neighbours_differ_only_where_icu_says_so() -> None:
    """No two words of the list share a key: ICU tells them all apart."""
    assert all(sort_key(one) < sort_key(two) for one, two in pairwise(WORDS))


def test_names_sort_by_given_name_first() -> None:
    """The last syllable decides, then family and middle names."""
    shuffled = random.Random(2).sample(NAMES, len(NAMES))  # noqa: S311 - a shuffle, no secret
    assert sorted(shuffled, key=lambda name: (name_key(name), name)) == NAMES


def test_given_names_of_the_domain_notes() -> None:
    """An, Ánh, Ân, Dung, Duyên, Đạt, Hoa, Hòa, Hưng."""
    given_names = ["An", "Ánh", "Ân", "Dung", "Duyên", "Đạt", "Hoa", "Hòa", "Hưng", "Yến"]
    people = [f"Nguyễn Văn {name}" for name in reversed(given_names)]
    assert [name.split()[-1] for name in sorted(people, key=name_key)] == given_names


def test_tones_come_in_the_order_of_the_dictionary() -> None:
    """Ngang, huyền, hỏi, ngã, sắc, nặng."""
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == [
        *["ma", "mà", "mả", "mã", "má", "mạ"]
    ]


@given(VIETNAMESE)
def test_keys_need_no_collation(text: str) -> None:
    """Only 0-9 and a-z, which every database orders alike."""
    assert set(sort_key(text) + name_key(text)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


@given(VIETNAMESE)
def test_decomposed_text_has_the_same_key(text: str) -> None:
    """NFC and NFD compare equal, as in ICU."""
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


def test_foreign_letters_stand_with_their_bare_letter_and_other_scripts_last() -> None:
    """«Ñu» beside «nu», Cyrillic and Chinese after z; a lone mark is no letter."""
    words = ["nu", "Ñu", "nv", "zz", "Лао", "老"]
    assert all(sort_key(one) < sort_key(two) for one, two in pairwise(words))
    assert sort_key("b\u0301") > sort_key("b")
    assert sort_key("b\u0308a") < sort_key("bb")


def test_columns_of_keys_keep_nulls() -> None:
    """The column forms give the keys of the single forms."""
    names = pl.Series("full_name", ["Đỗ Ân", None, "Lê An"])
    assert name_keys(names).to_list() == [name_key("Đỗ Ân"), None, name_key("Lê An")]
    assert sort_keys(names).to_list() == [sort_key("Đỗ Ân"), None, sort_key("Lê An")]
