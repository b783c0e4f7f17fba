"""Vietnamese order: the keys that ICU's locale ``vi`` sorts by, in plain characters.

The order (Unicode CLDR, collation ``vi``): ă, â, đ, ê, ô, ơ, ư are letters of their own; only
where all letters agree do the tones decide, in the order ngang, huyền, hỏi, ngã, sắc, nặng; only
where the tones agree, small letters come before capitals. Space and signs precede digits, digits
precede letters.

A key has only the characters 0-9 and a-z, so that every database orders a column of keys alike,
whatever its collation: the letters as one character each, then 0, the tones, 0, the capitals.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import polars as pl

from thuctien.engine.text.normal import clean_text

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""None, huyền, hỏi, ngã, sắc, nặng as combining marks."""

_END = "0"
_LEAST = "1"
_CAPITAL = "2"
_LETTER_WEIGHTS = "3456789abcdefghijklmnopqrstuvwxy"
_SIGN, _Z, _FOREIGN = "2", "z1", "z2"
_OTHER_MARKS = "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304\u0335"
"""Marks of other languages in ICU's order; what is not among them comes after them."""
_STROKES = {
    "ø": "o\u0338",
    "Ø": "O\u0338",
    "ł": "l\u0335",
    "Ł": "L\u0335",
    "ħ": "h\u0335",
    "Ħ": "H\u0335",
}
"""Letters that ICU takes apart although Unicode does not."""
_DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What weights of more than one character are made of: all but the mark of the end."""

_SIGNS = " _-–—,;:!?.·'‘’\"“”«»()[]{}§@*/\\&#%`^°+×<=>|~$€0123456789"
_SYLLABLES_KEPT = 65_536


def sort_key(text: str) -> str:
    """Return the key that orders ``text`` as ICU does in Vietnamese; equal texts, equal keys."""
    return _key(clean_text(text))


def name_key(full_name: str) -> str:
    """Return the key that orders people by given name, the last syllable, then by the rest.

    Syllable by syllable, as in lists of people in Vietnam: «Trần Văn An» before «Lê Thị Ánh»
    before «Đỗ Ân».
    """
    *rest, given = clean_text(full_name).split(" ")
    return "".join(_key(syllable) + _END for syllable in (given, *rest))


def sort_keys(texts: pl.Series) -> pl.Series:
    """Return :func:`sort_key` of a column of strings; null stays null."""
    keys = [None if text is None else sort_key(text) for text in texts.to_list()]
    return pl.Series(texts.name, keys, dtype=pl.String)


def name_keys(names: pl.Series) -> pl.Series:
    """Return :func:`name_key` of a column of strings; null stays null."""
    keys = [None if name is None else name_key(name) for name in names.to_list()]
    return pl.Series(names.name, keys, dtype=pl.String)


@lru_cache(maxsize=_SYLLABLES_KEPT)
def _key(text: str) -> str:
    weights = [_WEIGHTS.get(char) or _foreign_weights(char) for char in text]
    primary, secondary, tertiary = ("".join(w[level] for w in weights) for level in range(3))
    return primary + _END + secondary.rstrip(_LEAST) + _END + tertiary.rstrip(_LEAST)


def _vietnamese_weights() -> dict[str, tuple[str, str, str]]:
    """Return the weights of every letter with every tone, small and capital, and of the signs."""
    weights: dict[str, tuple[str, str, str]] = {}
    for letter, primary in zip(LETTERS + "z", [*_LETTER_WEIGHTS, _Z], strict=True):
        for tone, mark in enumerate(TONES):
            secondary = _LEAST + (str(tone + 1) if mark else "")
            for case, tertiary in ((letter, _LEAST), (letter.upper(), _CAPITAL)):
                char = unicodedata.normalize("NFC", case + mark)
                if len(char) == 1:
                    level = tertiary + (_LEAST if mark else "")
                    weights[char] = (primary, secondary, level)
    for place, sign in enumerate(_SIGNS):
        high, low = divmod(place, len(_DIGITS))
        weights[sign] = (_SIGN + _DIGITS[high] + _DIGITS[low], _LEAST, _LEAST)
    return weights


def _foreign_weights(char: str) -> tuple[str, str, str]:
    """Return the weights of a character outside the Vietnamese alphabet.

    A letter with foreign marks stands with its bare letter; other scripts come last.
    """
    decomposed = _STROKES.get(char) or unicodedata.normalize("NFKD", char)
    base, marks = decomposed[0], decomposed[1:]
    if unicodedata.combining(char):
        return ("", _mark_weight(char), _LEAST)
    found = [_WEIGHTS[c] for c in (base, *marks) if c in _WEIGHTS]
    if base in _WEIGHTS:
        others = [_mark_weight(mark) for mark in marks if unicodedata.combining(mark)]
        return (
            "".join(w[0] for w in found),
            "".join([*(w[1] for w in found), *others]),
            "".join(w[2] for w in found) + _LEAST * len(others),
        )
    number, digits = ord(char), ""
    for _ in range(4):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return (_FOREIGN + digits, _LEAST, _LEAST)


def _mark_weight(mark: str) -> str:
    if mark in TONES:
        return str(TONES.index(mark) + 1)
    place = _OTHER_MARKS.find(mark)
    return _DIGITS[len(TONES) + (place if place >= 0 else len(_OTHER_MARKS))]


_WEIGHTS = _vietnamese_weights()
