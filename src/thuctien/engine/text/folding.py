"""Keys for finding text again: without marks for search, without style for matching."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

from thuctien.engine.text.normal import clean_text, cleaned

_D_TABLE = str.maketrans({"đ": "d"})
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_LONE_Y = re.compile(r"\b([hklmst]|qu)y\b")


def fold(text: str) -> str:
    """Return the key for a search without marks: «Đỗ Trọng Hùng» → «do trong hung».

    Lower case, without any combining mark, đ as d (Unicode has no decomposition for it), spaces
    cleaned. Idempotent.
    """
    letters = unicodedata.normalize("NFD", clean_text(text).lower())
    bare = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    return clean_text(bare.translate(_D_TABLE))


def folded(column: pl.Expr) -> pl.Expr:
    """Return the expression that does to a column of strings what :func:`fold` does."""
    bare = cleaned(column).str.to_lowercase().str.normalize("NFD").str.replace_all(r"\p{Mn}", "")
    return cleaned(bare.str.replace_all("đ", "d", literal=True))


def match_key(text: str) -> str:
    """Return a key under which two spellings of the same words are equal.

    The tone is moved to the end of each word, so that «hòa» and «hoà» agree; a lone y is i, so that
    «Lý» and «Lí», «Quý» and «Quí» agree. Letters and tones still count: «An» is not «Ân». For
    comparing only, never for showing or storing a person's name.
    """
    return " ".join(_word_key(word) for word in clean_text(text).lower().split(" "))


def _word_key(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONE_MARKS)
    bare = "".join(c for c in letters if c not in _TONE_MARKS)
    return _LONE_Y.sub(r"\1i", unicodedata.normalize("NFC", bare)) + tones
