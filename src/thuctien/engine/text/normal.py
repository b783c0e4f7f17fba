"""One form for every text that enters: NFC, the right Đ, plain spaces."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

LOOK_ALIKES = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
"""Letters of other alphabets that look like Đ and đ (Icelandic eth, African D)."""

_INVISIBLE = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff]"
_SPACES = r"[\s\x0b\u0085\u00a0\u2000-\u200a\u202f\u3000]+"
_LOOK_ALIKE_TABLE = str.maketrans(LOOK_ALIKES)


def clean_text(text: str) -> str:
    """Return ``text`` in NFC, with look-alikes of Đ replaced and invisible characters dropped.

    Runs of white space, line ends included, become one space; none is left at the ends.
    """
    visible = text if text.isprintable() else re.sub(_INVISIBLE, "", text)
    composed = visible
    if not visible.isascii():
        composed = unicodedata.normalize("NFC", visible)
        if any(letter in composed for letter in LOOK_ALIKES):
            composed = composed.translate(_LOOK_ALIKE_TABLE)
    if (
        "  " in composed or not composed.isprintable()
    ):  # the only space that prints is the plain one
        composed = re.sub(_SPACES, " ", composed)
    return composed.strip(" ")


def cleaned(column: pl.Expr) -> pl.Expr:
    """Return the expression that does to a column of strings what :func:`clean_text` does."""
    return (
        column.str.replace_all(_INVISIBLE, "")
        .str.normalize("NFC")
        .str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values()))
        .str.replace_all(_SPACES, " ")
        .str.strip_chars(" ")
    )
